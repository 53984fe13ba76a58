# Names, numbers, dates and lists.
quoted = “{ $text }”
quoted-again = ‘{ $text }’
list-two = { $first } and { $last }
list-more = { $first }, { $rest }
list-last = { $first }, and { $last }
and-others = { $list } and { $number } more
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
language = { $tag ->
    [bg] Bulgarian
    [cs] Czech
    [da] Danish
    [de] German
    [el] Greek
    [en] English
    [es] Spanish
    [et] Estonian
    [fi] Finnish
    [fr] French
    [ga] Irish
    [hr] Croatian
    [hu] Hungarian
    [it] Italian
    [lt] Lithuanian
    [lv] Latvian
    [mt] Maltese
    [nl] Dutch
    [pl] Polish
    [pt] Portuguese
    [ro] Romanian
    [sk] Slovak
    [sl] Slovene
    [sr] Serbian
    [sv] Swedish
   *[other] { $tag }
}
noun = { $noun ->
    [framework] framework
    [cluster] cluster
    [competence] competence
    [indicator] statement
    [profile] profile
   *[lineage] lineage
}
counted = { $noun ->
    [cluster] { $number ->
        [one] { $number } cluster
       *[other] { $number } clusters
    }
    [competence] { $number ->
        [one] { $number } competence
       *[other] { $number } competences
    }
    [indicator] { $number ->
        [one] { $number } statement
       *[other] { $number } statements
    }
    [profile] { $number ->
        [one] { $number } profile
       *[other] { $number } profiles
    }
   *[change] { $number ->
        [one] { $number } change
       *[other] { $number } changes
    }
}
kind = { $kind ->
    [core] core competence
    [leadership] leadership competence
    [digital] digital competence
   *[job-specific] job-specific competence
}
kinds = { $kind ->
    [core] core competences
    [leadership] leadership competences
    [digital] digital competences
   *[job-specific] job-specific competences
}
status = { $status ->
    [draft] draft
    [proposed] proposed
    [consulted] consulted
    [approved] approved
    [deprecated] deprecated
   *[none] that of its competence
}
bump = { $bump ->
    [major] major
    [minor] minor
   *[patch] patch
}
level = level { $number }
level-titled = level { $number } ({ $title })
nothing = nothing
