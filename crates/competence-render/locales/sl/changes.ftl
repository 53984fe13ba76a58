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
    [note] Opomba je spremenjena
   *[statement] Vedenjska trditev je spremenjena
}
text-added = { $field ->
    [title] Nov naslov
    [definition] Nova opredelitev
    [field] Novo delovno področje
    [description] Nov opis
    [anchor] Nov opis ravni
    [note] Nova opomba
   *[statement] Nova vedenjska trditev
}
text-removed = { $field ->
    [title] Naslov je odstranjen
    [definition] Opredelitev je odstranjena
    [field] Delovno področje je odstranjeno
    [description] Opis je odstranjen
    [anchor] Opis ravni je odstranjen
    [note] Opomba je odstranjena
   *[statement] Vedenjska trditev je odstranjena
}
translation-added = { $field ->
    [title] Dodan je prevod naslova: { $language }
    [definition] Dodan je prevod opredelitve: { $language }
    [field] Dodan je prevod delovnega področja: { $language }
    [description] Dodan je prevod opisa: { $language }
    [anchor] Dodan je prevod opisa ravni: { $language }
    [note] Dodan je prevod opombe: { $language }
   *[statement] Dodan je prevod vedenjske trditve: { $language }
}
translation-changed = { $field ->
    [title] Prevod naslova je spremenjen: { $language }
    [definition] Prevod opredelitve je spremenjen: { $language }
    [field] Prevod delovnega področja je spremenjen: { $language }
    [description] Prevod opisa je spremenjen: { $language }
    [anchor] Prevod opisa ravni je spremenjen: { $language }
    [note] Prevod opombe je spremenjen: { $language }
   *[statement] Prevod vedenjske trditve je spremenjen: { $language }
}
translation-removed = { $field ->
    [title] Prevod naslova je odstranjen: { $language }
    [definition] Prevod opredelitve je odstranjen: { $language }
    [field] Prevod delovnega področja je odstranjen: { $language }
    [description] Prevod opisa je odstranjen: { $language }
    [anchor] Prevod opisa ravni je odstranjen: { $language }
    [note] Prevod opombe je odstranjen: { $language }
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
facet-digital = digitalno vedenje
rating-scale = ocenjevalna lestvica
of-own-level = Opis kompetence, { $level }: { $change }
of-scale = Lestvica { $name }: { $change }
of-scale-level = Lestvica { $name }, { $level }: { $change }
of-facet = Vidik { $name }: { $change }
code-gained = Nova šifra: { $new }
code-lost = Šifra { $old } je odstranjena
code-changed = Šifra: { $new }; prej { $old }
iri-gained = Nov lastni spletni naslov: { $new }
iri-lost = Lastni spletni naslov { $old } je odstranjen
iri-changed = Spletni naslov: { $new }; prej { $old }
base-iri-gained = Spletni naslovi elementov se zdaj začnejo z { $new }
base-iri-lost = Spletni naslovi elementov se ne začnejo več z { $old }
base-iri-changed = Začetek spletnih naslovov elementov: { $new }; prej { $old }
item-added = { $list ->
    [alternative-titles] Novo drugo ime: { $text }
    [keywords] Nova ključna beseda: { $text }
   *[links] Nova povezava: { $text }
}
item-removed = { $list ->
    [alternative-titles] Odstranjeno drugo ime: { $text }
    [keywords] Odstranjena ključna beseda: { $text }
   *[links] Odstranjena povezava: { $text }
}
example-added = Nov primer
example-removed = Odstranjen primer
valid-from-gained = Začetek veljavnosti: { $new }
valid-from-lost = Začetek veljavnosti ni več določen; prej { $old }
valid-from-changed = Začetek veljavnosti: { $new }; prej { $old }
valid-until-gained = Konec veljavnosti: { $new }
valid-until-lost = Konec veljavnosti ni več določen; prej { $old }
valid-until-changed = Konec veljavnosti: { $new }; prej { $old }
extension-changed = Spremenjen je lastni podatek { $key }
relation-added = { $relation ->
    [requires] Nov pogoj: { $name }
    [precedes] Novo nadaljevanje: { $name }
    [supports] Nova opora za: { $name }
   *[related] Nova zveza z: { $name }
}
relation-removed = { $relation ->
    [requires] Ni več pogoj: { $name }
    [precedes] Ni več nadaljevanje: { $name }
    [supports] Ni več opora za: { $name }
   *[related] Ni več zveze z: { $name }
}
also-in-added = Zdaj je tudi v grozdu { $name }
also-in-removed = Ni več tudi v grozdu { $name }
included = Zanjo zdaj šteje tudi vedenjska trditev { $name }
excluded = Zanjo ne šteje več vedenjska trditev { $name }
own-scale-gained = Lestvica njenih ravni: { $new }
own-scale-lost = Lastna lestvica ravni ni več določena; prej { $old }
own-scale-changed = Lestvica njenih ravni: { $new }; prej { $old }
level-scale-gained = Lestvica ravni: { $new }
level-scale-lost = Lestvica ravni je zdaj ocenjevalna lestvica; prej { $old }
level-scale-changed = Lestvica ravni: { $new }; prej { $old }
level-text-added = Na novo opisano: { $level }
level-text-changed = Drugače opisano: { $level }
level-text-removed = Ni več opisano: { $level }
mapping-edited = Spremenjeni so podatki o povezavi z { $target } ({ $relation })
declared = { $list ->
    [scales] Nova lestvica { $name }
    [facets] Nov vidik { $name }
   *[organisations] Nova organizacija { $name }
}
declared-changed = { $list ->
    [scales] Lestvica { $name } je spremenjena
    [facets] Vidik { $name } je spremenjen
   *[organisations] Organizacija { $name }: Naslov je spremenjen
}
no-longer-declared = { $list ->
    [scales] Lestvica { $name } je odstranjena
    [facets] Vidik { $name } je odstranjen
   *[organisations] Organizacija { $name } je odstranjena
}
declared-reordered = { $list ->
    [scales] Lestvice so v drugem vrstnem redu
    [facets] Vidiki so v drugem vrstnem redu
   *[organisations] Organizacije so v drugem vrstnem redu
}
convention-own = Besedila so zdaj naša in zanje veljajo vsa pravila
convention-imported = Besedila so zdaj last drugega izdajatelja; pravila o besedilu zanje ne veljajo
convention-unique-codes = Dva elementa zdaj ne smeta imeti iste šifre
convention-codes-not-unique = Več elementov ima zdaj lahko isto šifro
convention-cluster-default = Kaj mora imeti grozd, tu ni več določeno
convention-cluster-none = Grozdu ni več treba imeti delovnega področja ali organizacije
convention-cluster-fields = Vsak grozd mora zdaj imeti: { $names }
cluster-field = { $field ->
    [field] delovno področje
   *[organisations] organizacija
}
requires-statements = Na novo zahteva tudi: { $names }
requires-no-statements = Ne zahteva več: { $names }
required-statements = { $number ->
    [one] vedenjska trditev { $names }
    [two] vedenjski trditvi { $names }
   *[other] vedenjske trditve { $names }
}
required-only = { $number ->
    [one] { $what }, od tega vedenjska trditev { $names }
    [two] { $what }, od tega vedenjski trditvi { $names }
   *[other] { $what }, od tega vedenjske trditve { $names }
}
as-necessary = { $necessity ->
    [optional] { $what } (zaželeno)
   *[essential] { $what } (nujno)
}
