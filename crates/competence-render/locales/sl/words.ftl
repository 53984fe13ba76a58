# Imena, števila, datumi in naštevanje.
quoted = »{ $text }«
quoted-again = „{ $text }“
list-two = { $first } in { $last }
list-more = { $first }, { $rest }
list-last = { $first } in { $last }
and-others = { $list } in še { $number }
date = { $day }. { $month ->
    [1] januar
    [2] februar
    [3] marec
    [4] april
    [5] maj
    [6] junij
    [7] julij
    [8] avgust
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
language = { $tag ->
    [bg] bolgarščina
    [cs] češčina
    [da] danščina
    [de] nemščina
    [el] grščina
    [en] angleščina
    [es] španščina
    [et] estonščina
    [fi] finščina
    [fr] francoščina
    [ga] irščina
    [hr] hrvaščina
    [hu] madžarščina
    [it] italijanščina
    [lt] litovščina
    [lv] latvijščina
    [mt] malteščina
    [nl] nizozemščina
    [pl] poljščina
    [pt] portugalščina
    [ro] romunščina
    [sk] slovaščina
    [sl] slovenščina
    [sr] srbščina
    [sv] švedščina
   *[other] { $tag }
}
noun = { $noun ->
    [framework] kompetenčni model
    [cluster] grozd
    [competence] kompetenca
    [indicator] vedenjska trditev
    [profile] profil
   *[lineage] izvor
}
counted = { $noun ->
    [cluster] { $number ->
        [one] { $number } grozd
        [two] { $number } grozda
        [few] { $number } grozdi
       *[other] { $number } grozdov
    }
    [competence] { $number ->
        [one] { $number } kompetenca
        [two] { $number } kompetenci
        [few] { $number } kompetence
       *[other] { $number } kompetenc
    }
    [indicator] { $number ->
        [one] { $number } vedenjska trditev
        [two] { $number } vedenjski trditvi
        [few] { $number } vedenjske trditve
       *[other] { $number } vedenjskih trditev
    }
    [profile] { $number ->
        [one] { $number } profil
        [two] { $number } profila
        [few] { $number } profili
       *[other] { $number } profilov
    }
   *[change] { $number ->
        [one] { $number } sprememba
        [two] { $number } spremembi
        [few] { $number } spremembe
       *[other] { $number } sprememb
    }
}
kind = { $kind ->
    [core] temeljna kompetenca
    [leadership] vodstvena kompetenca
    [digital] digitalna kompetenca
   *[job-specific] delovno specifična kompetenca
}
kinds = { $kind ->
    [core] temeljne kompetence
    [leadership] vodstvene kompetence
    [digital] digitalne kompetence
   *[job-specific] delovno specifične kompetence
}
status = { $status ->
    [draft] osnutek
    [proposed] predlog
    [consulted] usklajeno
    [approved] potrjeno
    [deprecated] opuščeno
   *[none] kot njena kompetenca
}
bump = { $bump ->
    [major] glavna različica
    [minor] manjša različica
   *[patch] popravek
}
level = raven { $number }
level-titled = raven { $number } ({ $title })
nothing = nič
