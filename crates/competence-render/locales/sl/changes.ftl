# Ena sprememba enega elementa v stavku.
added = { $noun ->
    [cluster] Nov grozd { $name }
    [competence] Nova kompetenca { $name }
    [indicator] Nova vedenjska trditev
   *[profile] Nov profil { $name }
}
removed = { $noun ->
    [cluster] Grozd { $name } je odstranjen; noben zapis ne pove, kaj je nastalo iz njega
    [competence] Kompetenca { $name } je odstranjena; noben zapis ne pove, kaj je nastalo iz nje
    [indicator] Vedenjska trditev je odstranjena; noben zapis ne pove, kaj je nastalo iz nje
   *[profile] Profil { $name } je odstranjen; noben zapis ne pove, kaj je nastalo iz njega
}
id-changed = { $noun ->
    [cluster] Grozd ima novo oznako
    [competence] Kompetenca ima novo oznako
    [indicator] Vedenjska trditev ima novo oznako
   *[profile] Profil ima novo oznako
}
indicator-moved = Vedenjska trditev je premeščena iz kompetence { $old } v kompetenco { $new }
reordered = Vedenjske trditve so v drugem vrstnem redu
statement-reworded = Vedenjska trditev je preoblikovana
statement-edited = Vedenjska trditev je popravljena, pomen je isti
text-changed = { $field ->
    [title] Naslov je spremenjen
    [definition] Opredelitev je spremenjena
    [field] Delovno področje je spremenjeno
    [description] Opis je spremenjen
    [anchor] Opis ravni je spremenjen
   *[statement] Vedenjska trditev je spremenjena
}
text-added = { $field ->
    [title] Nov naslov
    [definition] Nova opredelitev
    [field] Novo delovno področje
    [description] Nov opis
    [anchor] Nov opis ravni
   *[statement] Nova vedenjska trditev
}
text-removed = { $field ->
    [title] Naslov je odstranjen
    [definition] Opredelitev je odstranjena
    [field] Delovno področje je odstranjeno
    [description] Opis je odstranjen
    [anchor] Opis ravni je odstranjen
   *[statement] Vedenjska trditev je odstranjena
}
translation-added = { $field ->
    [title] Dodan je prevod naslova: { $language }
    [definition] Dodan je prevod opredelitve: { $language }
    [field] Dodan je prevod delovnega področja: { $language }
    [description] Dodan je prevod opisa: { $language }
    [anchor] Dodan je prevod opisa ravni: { $language }
   *[statement] Dodan je prevod vedenjske trditve: { $language }
}
translation-changed = { $field ->
    [title] Prevod naslova je spremenjen: { $language }
    [definition] Prevod opredelitve je spremenjen: { $language }
    [field] Prevod delovnega področja je spremenjen: { $language }
    [description] Prevod opisa je spremenjen: { $language }
    [anchor] Prevod opisa ravni je spremenjen: { $language }
   *[statement] Prevod vedenjske trditve je spremenjen: { $language }
}
translation-removed = { $field ->
    [title] Prevod naslova je odstranjen: { $language }
    [definition] Prevod opredelitve je odstranjen: { $language }
    [field] Prevod delovnega področja je odstranjen: { $language }
    [description] Prevod opisa je odstranjen: { $language }
    [anchor] Prevod opisa ravni je odstranjen: { $language }
   *[statement] Prevod vedenjske trditve je odstranjen: { $language }
}
looks-same = videti sta enaki: razlikuje se le zapis znakov
of-level = Lestvica, { $level }: { $change }
of-organisation = Organizacija { $name }: { $change }
kind-changed = Vrsta: { $new }; prej { $old }
cluster-changed = Zdaj je v grozdu { $new }, prej v grozdu { $old }
cluster-gained = Zdaj je v grozdu { $new }
cluster-lost = Ni več v grozdu { $old }
parent-changed = Zdaj spada pod grozd { $new }, prej pod grozd { $old }
parent-gained = Zdaj spada pod grozd { $new }
parent-lost = Ne spada več pod grozd { $old }
status-changed = Stanje: { $old } → { $new }
deprecated = Opuščeno: v prihodnji različici bo odstranjeno
deprecation-reason = Razlog za opustitev
deprecation-successors = Nadomestilo: { $names }
deprecation-removed = Opomba o opustitvi je odstranjena
polarity-effective = Vedenje zdaj govori za kompetenco, prej proti njej
polarity-ineffective = Vedenje zdaj govori proti kompetenci, prej zanjo
level-changed = Pričakovano: { $new }; prej { $old }
level-gained = Pričakovano: { $new }
level-lost = Pričakovana raven ni več določena
facet-added = Zdaj označeno kot { $facet }
facet-removed = Ni več označeno kot { $facet }
facet = { $facet ->
   *[digital] digitalno vedenje
}
mapping-added = Povezano z { $target } ({ $relation })
mapping-removed = Ni več povezano z { $target } ({ $relation })
organisation-for = Zdaj velja tudi za organizacijo { $name }
organisation-not-for = Ne velja več za organizacijo { $name }
suppression-added = Pravilo { $rule } tu ne velja: { $reason }
suppression-removed = Pravilo { $rule } tu spet velja
source-changed = Vir je spremenjen
basis = { $basis ->
    [public-record] javni dokument
    [derived] izpeljano iz javnih dejstev
   *[authored] zapisali avtorji
}
requires-added = Na novo zahteva: { $what }
requires-removed = Ne zahteva več: { $what }
required-competence = kompetenca { $name }
required-kind = vse { $kinds }
required-cluster = kompetence grozda { $name }
required-kind-in-cluster = { $kinds } grozda { $name }
required-nothing = nič
at-level = { $what }, { $level }
extends-added = Prevzema zahteve profila { $name }
extends-removed = Ne prevzema več zahtev profila { $name }
framework-id-changed = Oznaka kompetenčnega modela je spremenjena
licence-changed = Licenca je spremenjena
language-primary = Glavni jezik: { $new }; prej { $old }
language-required = Vsako besedilo mora biti na voljo tudi v tem jeziku: { $language }
language-not-required = Besedila ni več treba imeti v tem jeziku: { $language }
language-optional = Besedilo je lahko tudi v tem jeziku: { $language }
language-not-optional = Med izbirnimi jeziki ni več jezika: { $language }
scale-level-added = Novo na lestvici: { $level }
scale-level-removed = Ni več na lestvici: { $level }
scale-level-renumbered = Raven { $name } ima zdaj vrednost { $new }, prej { $old }
scale-levels-reordered = Ravni lestvice so v drugem vrstnem redu
organisation-added = Nova organizacija { $name }
organisation-removed = Organizacija { $name } je odstranjena
organisations-reordered = Organizacije so v drugem vrstnem redu
order-first = { $name } je zdaj na prvem mestu
order-after = { $name } zdaj sledi za { $other }
order-edited = Seznam vrstnega reda je urejen; vrstni red branja je isti
convention-full-stop = Vedenjske trditve se zdaj končajo s piko
convention-no-full-stop = Vedenjske trditve se zdaj končajo brez pike
convention-indicators-min = Najmanjše število vedenjskih trditev kompetence je { $new }, prej { $old }
convention-indicators-max = Največje število vedenjskih trditev kompetence je { $new }, prej { $old }
convention-statement-length-max = Največja dolžina vedenjske trditve je { $new } znakov, prej { $old }
convention-similarity-threshold = Vedenjski trditvi sta si preveč podobni od { $new } % skupnih parov besed naprej, prej od { $old } %
rule-set = Pravilo { $rule }: { $new }; prej { $old }
setting = { $setting ->
    [error] napaka
    [warning] opozorilo
    [hint] namig
    [off] izključeno
   *[default] privzeto
}
policy-assessments = Različice zdaj obljubljajo, da ocene ostanejo veljavne
policy-progression = Različice zdaj povedo, ali se od ljudi zahteva več
versioning-set = Sprememba vrste { $kind } zahteva tu { $bump ->
        [major] glavno različico
        [minor] manjšo različico
       *[patch] popravek
    }
versioning-default = Za spremembo vrste { $kind } spet velja splošno pravilo o različicah
record-added = Zapisano: { $record }
record-removed = Ni več zapisano: { $record }
scale-map-changed = Zapis pove, kaj je nastalo iz ravni lestvice
field-changed = Spremenjeno: { $field }
requires-changed = Zahteva: { $new }; prej { $old }
