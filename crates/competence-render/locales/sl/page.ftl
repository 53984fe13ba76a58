# Stran za odločevalce in komentar k predlogu sprememb.
title = Kaj se spremeni od različice { $old } do različice { $new }
no-change = Modela sta enaka.
summary = Na kratko
contents = Vsebina
decisions = Kaj je bilo odločeno
at-a-glance = Pregled
by-element = Vse spremembe po vrstnem redu modela
settings = Nastavitve modela
for-whom = Kaj se spremeni za profile
unexplained = Še brez pojasnila
before = Prej
after = Zdaj
legend = Kaj pomenijo različice
legend-major = glavna: prejšnje ocene ni mogoče prenesti take, kakršna je
legend-minor = manjša: vse dosedanje ostaja in pomeni isto
legend-patch = popravek: nič, kar se ocenjuje, se ni spremenilo
legend-progression-major = glavna: od ljudi zahteva več
legend-progression-minor = manjša: isto pove jasneje ali zahteva manj
legend-progression-patch = popravek: nič, kar se zahteva, se ni spremenilo
set-by-manifest = določa model
element = Kompetenca
what-changed = Kaj se spremeni
affects = Ali vpliva na prejšnje ocene?
affects-no = Ne
affects-new = Doslej ni bilo ocenjeno
affects-carried = Ocene se prenesejo po zapisu
affects-partly = Delno: { $lost } od { $all } trditev ni mogoče prenesti
affects-all = Da: ocen ni mogoče prenesti
new-things = Na novo: { $things }.
removed-things = Odstranjeno brez zapisa: { $things }.
reworded-things = Preoblikovano z drugim pomenom: { $things }.
more-for = { $number ->
    [one] Več se zahteva v { $number } profilu: { $names }.
   *[other] Več se zahteva v { $number } profilih: { $names }.
}
more-for-none = Noben profil ne zahteva več.
organisations-concerned = { $number ->
    [one] Novi grozdi veljajo za { $number } organizacijo: { $names }.
    [two] Novi grozdi veljajo za { $number } organizaciji: { $names }.
    [few] Novi grozdi veljajo za { $number } organizacije: { $names }.
   *[other] Novi grozdi veljajo za { $number } organizacij: { $names }.
}
ratings-valid = Vse prejšnje ocene ostanejo veljavne take, kakršne so.
ratings-none = Doslej še ni bilo ničesar, kar bi se lahko ocenjevalo.
ratings = { $all ->
    [one] Doslej se je lahko ocenjevala { $all } vedenjska trditev: { $parts }.
    [two] Doslej sta se lahko ocenjevali { $all } vedenjski trditvi: { $parts }.
    [few] Doslej so se lahko ocenjevale { $all } vedenjske trditve: { $parts }.
   *[other] Doslej se je lahko ocenjevalo { $all } vedenjskih trditev: { $parts }.
}
ratings-kept = { $number ->
    [one] ocene { $number } trditve ostanejo, kakršne so
   *[other] ocene { $number } trditev ostanejo, kakršne so
}
ratings-renamed = { $number ->
    [one] ocene { $number } trditve se prenesejo na drugo mesto
   *[other] ocene { $number } trditev se prenesejo na drugo mesto
}
ratings-mapped = { $number ->
    [one] ocene { $number } trditve se prenesejo na novo lestvico
   *[other] ocene { $number } trditev se prenesejo na novo lestvico
}
ratings-joined = { $number ->
    [one] ocene { $number } trditve postanejo del povprečja
   *[other] ocene { $number } trditev postanejo del povprečja
}
ratings-divided = { $number ->
    [one] ocene { $number } trditve se prepišejo na vsak njen del
   *[other] ocene { $number } trditev se prepišejo na vsak njihov del
}
ratings-lost = { $number ->
    [one] ocen { $number } trditve ni mogoče prenesti
   *[other] ocen { $number } trditev ni mogoče prenesti
}
scale-breaks = Lestvica je spremenjena, noben zapis pa ne pove, kaj je nastalo iz njenih ravni: nobene ocene ni mogoče prenesti.
people = { $number ->
    [one] { $number } osebe
   *[other] { $number } oseb
}
people-between = od { $number } do { $most } oseb
affected = { $ratings ->
    [one] Po različici { $versions } je { $ratings } ocena ({ $people }): { $parts }.
    [two] Po različici { $versions } sta { $ratings } oceni ({ $people }): { $parts }.
    [few] Po različici { $versions } so { $ratings } ocene ({ $people }): { $parts }.
   *[other] Po različici { $versions } je { $ratings } ocen ({ $people }): { $parts }.
}
affected-kept = { $number ->
    [one] { $number } se ohrani
    [two] { $number } se ohranita
    [few] { $number } se ohranijo
   *[other] { $number } se jih ohrani
}
affected-mapped = { $number ->
    [one] { $number } se prenese na novo lestvico
    [two] { $number } se preneseta na novo lestvico
    [few] { $number } se prenesejo na novo lestvico
   *[other] { $number } se jih prenese na novo lestvico
}
affected-merged = { $number ->
    [one] { $number } postane del povprečja
    [two] { $number } postaneta del povprečja
    [few] { $number } postanejo del povprečja
   *[other] { $number } jih postane del povprečja
}
affected-split = { $number ->
    [one] { $number } se prepiše na več trditev
    [two] { $number } se prepišeta na več trditev
    [few] { $number } se prepišejo na več trditev
   *[other] { $number } se jih prepiše na več trditev
}
affected-set-aside = { $number } ni mogoče prenesti
affected-lost = Ocene, ki jih ni mogoče prenesti, so ocene { $people }.
affected-lost-in = { $number ->
    [one] Ocene, ki jih ni mogoče prenesti, so ocene { $people } v { $number } organizaciji: { $names }.
   *[other] Ocene, ki jih ni mogoče prenesti, so ocene { $people } v { $number } organizacijah: { $names }.
}
affected-before = { $number ->
    [one] Še { $number } ocene ni bilo mogoče prenesti že prej.
   *[other] Še { $number } ocen ni bilo mogoče prenesti že prej.
}
affected-unknown = { $number ->
    [one] Še { $number } ocena se nanaša na trditev, ki je v njeni različici ni.
    [two] Še { $number } oceni se nanašata na trditvi, ki ju v njuni različici ni.
    [few] Še { $number } ocene se nanašajo na trditve, ki jih v njihovi različici ni.
   *[other] Še { $number } ocen se nanaša na trditve, ki jih v njihovi različici ni.
}
affected-withheld = { $number ->
    [one] Pri { $number } trditvi števila niso navedena, ker gre za premalo oseb.
   *[other] Pri { $number } trditvah števila niso navedena, ker gre za premalo oseb.
}
affected-decision = { $ratings ->
    [one] Zadeva { $ratings } oceno ({ $people }): { $parts }
    [two] Zadeva { $ratings } oceni ({ $people }): { $parts }
    [few] Zadeva { $ratings } ocene ({ $people }): { $parts }
   *[other] Zadeva { $ratings } ocen ({ $people }): { $parts }
}
affected-decision-in = { $ratings ->
    [one] Zadeva { $ratings } oceno ({ $people }) v { $number ->
        [one] { $number } organizaciji
       *[other] { $number } organizacijah
    }: { $parts }
    [two] Zadeva { $ratings } oceni ({ $people }) v { $number ->
        [one] { $number } organizaciji
       *[other] { $number } organizacijah
    }: { $parts }
    [few] Zadeva { $ratings } ocene ({ $people }) v { $number ->
        [one] { $number } organizaciji
       *[other] { $number } organizacijah
    }: { $parts }
   *[other] Zadeva { $ratings } ocen ({ $people }) v { $number ->
        [one] { $number } organizaciji
       *[other] { $number } organizacijah
    }: { $parts }
}
row-kept = Ocene se ohranijo
row-joined = Ocene postanejo del povprečja
row-divided = Ocene se prepišejo na vsak del
row-set-aside = Ocen ni mogoče prenesti
row-new = Novo, ni česa prenesti
row-unexplained = noben zapis ne pove, kaj je nastalo iz nje
verdict-sufficient = Različica { $new } zadošča: spremembe od { $old } zahtevajo { $bump ->
        [major] glavno različico
        [minor] manjšo različico
       *[patch] popravek
    }.
verdict-unchanged = Različica { $new } zadošča: od { $old } se ni nič spremenilo.
verdict-free = Različica { $new } zadošča: { $old } še ni ničesar obljubila.
verdict-first = Različica { $new } zadošča: nobena izdaja še ni ničesar obljubila.
verdict-insufficient = Različica { $new } ne zadošča: spremembe od { $old } zahtevajo { $bump ->
        [major] glavno različico
        [minor] manjšo različico
       *[patch] popravek
    }, najmanj { $lowest }.
verdict-lower = Različica { $new } ne zadošča: nižja je od { $old }; potrebna je najmanj { $lowest }.
also-changed = Spremenjeno je tudi
statements-side-by-side = Vedenjske trditve prej in zdaj
more-competences = kompetence { $names }
more-competence = kompetenca { $names }
more-indicators = { $number ->
    [one] { $number } nova vedenjska trditev v { $names }
    [two] { $number } novi vedenjski trditvi v { $names }
    [few] { $number } nove vedenjske trditve v { $names }
   *[other] { $number } novih vedenjskih trditev v { $names }
}
more-level = { $name }: { $new } namesto { $old }
more-level-first = { $name }: { $new }, prej raven ni bila določena
gains = odslej se ocenjuje: { $names }
loses = ne ocenjuje se več: { $names }
levels = zahteva drugo raven: { $names }
next-release = Naprej: `competence release --version { $new }` jo izda.
next-lineage = Naprej: povejte, kaj je nastalo iz odstranjenega. To bi pojasnil spodnji zapis, ko vanj vpišete razloge; na pravo mesto ga zapiše `competence lineage --write`:
next-version = Naprej: različico v `framework.yaml` dvignite vsaj na { $lowest }.
filter = Pokaži samo, kar zadeva
filter-all = vse
filter-profile = profil { $name }
filter-cluster = grozd { $name }
filter-organisation = organizacijo { $name }
left-out = Tu je odrezano, pri GitHubovi meji 65.536 znakov: { $number ->
    [one] izpuščen je { $number } del
    [two] izpuščena sta { $number } dela
    [few] izpuščeni so { $number } deli
   *[other] izpuščenih je { $number } delov
}. `competence diff` pokaže vse.
mark-removed = odstranjeno:
mark-added = dodano:
new-competence = Nova kompetenca, { $statements }
next-correction = Naprej: če so trditve le popravljene in pomenijo isto, to pove spodnji zapis; na pravo mesto ga zapiše `competence lineage --write`:
asks-more = zahteva več: { $what }
