# Kaj je bilo odločeno: zapis o izvoru v stavku.
merged = { $noun ->
    [cluster] { $number ->
        [two] Grozda { $from } sta združena v grozd { $to }
       *[other] Grozdi { $from } so združeni v grozd { $to }
    }
    [competence] { $number ->
        [two] Kompetenci { $from } sta združeni v kompetenco { $to }
       *[other] Kompetence { $from } so združene v kompetenco { $to }
    }
    [indicator] { $number ->
        [two] Vedenjski trditvi { $from } sta združeni v { $to }
       *[other] Vedenjske trditve { $from } so združene v { $to }
    }
   *[profile] { $number ->
        [two] Profila { $from } sta združena v profil { $to }
       *[other] Profili { $from } so združeni v profil { $to }
    }
}
split = { $noun ->
    [cluster] Grozd { $from } je razdeljen na { $to }
    [competence] Kompetenca { $from } je razdeljena na { $to }
    [indicator] Vedenjska trditev { $from } je razdeljena na { $to }
   *[profile] Profil { $from } je razdeljen na { $to }
}
replaced = { $noun ->
    [cluster] { $number ->
        [one] Grozd { $from } je nadomeščen
        [two] Grozda { $from } sta nadomeščena
       *[other] Grozdi { $from } so nadomeščeni
    } { $targets ->
        [one] z grozdom
        [two] z grozdoma
       *[other] z grozdi
    } { $to }
    [competence] { $number ->
        [one] Kompetenca { $from } je nadomeščena
        [two] Kompetenci { $from } sta nadomeščeni
       *[other] Kompetence { $from } so nadomeščene
    } { $targets ->
        [one] s kompetenco
        [two] s kompetencama
       *[other] s kompetencami
    } { $to }
    [indicator] { $number ->
        [one] Vedenjska trditev { $from } je nadomeščena
        [two] Vedenjski trditvi { $from } sta nadomeščeni
       *[other] Vedenjske trditve { $from } so nadomeščene
    } { $targets ->
        [one] s trditvijo
        [two] s trditvama
       *[other] s trditvami
    } { $to }
   *[profile] { $number ->
        [one] Profil { $from } je nadomeščen
        [two] Profila { $from } sta nadomeščena
       *[other] Profili { $from } so nadomeščeni
    } { $targets ->
        [one] s profilom
        [two] s profiloma
       *[other] s profili
    } { $to }
}
retired = { $noun ->
    [cluster] { $number ->
        [one] Grozd { $from } je umaknjen
        [two] Grozda { $from } sta umaknjena
       *[other] Grozdi { $from } so umaknjeni
    }
    [competence] { $number ->
        [one] Kompetenca { $from } je umaknjena
        [two] Kompetenci { $from } sta umaknjeni
       *[other] Kompetence { $from } so umaknjene
    }
    [indicator] { $number ->
        [one] Vedenjska trditev { $from } je umaknjena
        [two] Vedenjski trditvi { $from } sta umaknjeni
       *[other] Vedenjske trditve { $from } so umaknjene
    }
   *[profile] { $number ->
        [one] Profil { $from } je umaknjen
        [two] Profila { $from } sta umaknjena
       *[other] Profili { $from } so umaknjeni
    }
}
renamed = { $noun ->
    [cluster] Grozd { $from } je preimenovan v { $to }
    [competence] Kompetenca { $from } je preimenovana v { $to }
    [indicator] Vedenjska trditev { $from } ima novo oznako
   *[profile] Profil { $from } je preimenovan v { $to }
}
renamed-id = { $noun ->
    [cluster] Grozd { $from } ima novo oznako
    [competence] Kompetenca { $from } ima novo oznako
    [indicator] Vedenjska trditev { $from } ima novo oznako
   *[profile] Profil { $from } ima novo oznako
}
moved = { $noun ->
    [cluster] Grozd { $from } je premeščen
    [competence] Kompetenca { $from } je premeščena
    [indicator] Vedenjska trditev { $from } je premeščena
   *[profile] Profil { $from } je premeščen
}
moved-to = { $noun ->
    [cluster] Grozd { $from } je premeščen: { $place }
    [competence] Kompetenca { $from } je premeščena: { $place }
    [indicator] Vedenjska trditev { $from } je premeščena v kompetenco { $place }
   *[profile] Profil { $from } je premeščen: { $place }
}
reworded = { $noun ->
    [cluster] Grozd { $to } je preoblikovan
    [competence] Kompetenca { $to } je preoblikovana
    [indicator] Vedenjska trditev { $to } je preoblikovana
   *[profile] Profil { $to } je preoblikovan
}
reworded-editorial = { $noun ->
    [cluster] Grozd { $to } je preoblikovan, pomen je isti
    [competence] Kompetenca { $to } je preoblikovana, pomen je isti
    [indicator] Vedenjska trditev { $to } je preoblikovana, pomen je isti
   *[profile] Profil { $to } je preoblikovan, pomen je isti
}
reason = Razlog: { $reason }
evidence = Podlaga: { $evidence }
decided = Datum odločitve: { $date }
