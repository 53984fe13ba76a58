# Kaj predlagajo ocene: razlog in dokazi v osnutku zapisa o izvoru.
draft-reason-one-competence = Ocene ne ločijo kompetenc
draft-reason-two-competences = Ocene kažejo, da kompetenca zajema dve stvari
draft-reason-elsewhere = Ocene vedenjske trditve se ujemajo z ocenami druge kompetence
draft-reason-says-nothing = Ocene vedenjske trditve se ne ujemajo z ocenami njene kompetence
draft-reason-ceiling = Skoraj vsi so ocenjeni z najvišjo ravnjo
draft-reason-repeats = Oceni vedenjskih trditev sta skoraj enaki
draft-evidence = Ocene { $number ->
    [one] { $number } osebe
   *[other] { $number } oseb
} pri { $noun ->
    [competence] { $targets ->
        [one] kompetenci { $elements }
       *[other] kompetencah { $elements }
    }
   *[indicator] { $targets ->
        [one] vedenjski trditvi { $elements }
       *[other] vedenjskih trditvah { $elements }
    }
}: { $figures }
draft-corrected-correlation = korelacija s popravkom za nezanesljivost: { $value }
draft-factors = število faktorjev po vzporedni analizi: { $value }
draft-factor-correlation = korelacija faktorjev: { $value }
draft-alpha = Cronbachov koeficient alfa vseh trditev skupaj: { $value }
draft-item-rest = korelacija s preostankom kompetence: { $value }
draft-with-other = korelacija s kompetenco { $competence }: { $value }
draft-ceiling = delež najvišje ravni: { $value }
draft-correlation = korelacija: { $value }
draft-interval = { $value } (95-odstotni interval od { $lower } do { $upper })
# Zakaj ni podatka ali odgovora.
reason-uncertain = vrednost je prek praga, njen interval pa ne: pokazalo bi šele več oseb
reason-too-many-values = različnih vrednosti je preveč, da bi prešteli vsako
reason-too-many-indicators = trditev je naenkrat preveč
reason-too-many-groups = skupin je preveč za podatke o vsaki
reason-in-both = kompetenci imata skupno trditev
