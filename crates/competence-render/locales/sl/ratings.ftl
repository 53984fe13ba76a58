# Poročilo o tem, kaj ocene povedo o modelu.
report-title = Kaj ocene povedo o modelu
report-of-version = različica { $version }
report-summary = Na kratko
report-contents = Vsebina
report-suggestions = Kaj predlagajo podatki
report-competences = Kompetence in njihove trditve
report-model = Model kot celota
report-groups = Po skupinah
report-method = Metoda in omejitve
summary-data = Analiza zajema { $forms ->
    [one] { $count } obrazec
    [two] { $count } obrazca
    [few] { $count } obrazce
   *[other] { $count } obrazcev
} o { $people ->
    [one] { $persons } osebi
   *[other] { $persons } osebah
}, izpolnjenih po različici { $version }.
summary-rated = { $number ->
    [one] Ocenjena je { $number } trditev ({ $competences }).
    [two] Ocenjeni sta { $number } trditvi ({ $competences }).
    [few] Ocenjene so { $number } trditve ({ $competences }).
   *[other] Ocenjenih je { $number } trditev ({ $competences }).
}
summary-suggestions = { $number ->
    [one] Podatki predlagajo { $number } spremembo modela: { $list }.
    [two] Podatki predlagajo { $number } spremembi modela: { $list }.
    [few] Podatki predlagajo { $number } spremembe modela: { $list }.
   *[other] Podatki predlagajo { $number } sprememb modela: { $list }.
}
summary-no-suggestions = Podatki ne predlagajo nobene spremembe modela.
summary-reliability = Koeficient alfa, ki pove, kako enotno trditve merijo svojo kompetenco, je od { $lowest } do { $highest }.
summary-reliability-one = Koeficient alfa, ki pove, kako enotno trditve merijo svojo kompetenco, je { $lowest }.
summary-unreliable = { $number ->
    [one] Pod { $threshold } je pri kompetenci { $list }.
    [two] Pod { $threshold } je pri kompetencah { $list }.
   *[other] Pod { $threshold } je pri kompetencah { $list }.
}
summary-reliable = Pri vseh kompetencah je vsaj { $threshold }.
summary-reliability-none = Obrazcev je premalo, da bi lahko rekli, kako enotno trditve merijo svojo kompetenco.
summary-factors = { $number ->
    [one] Za vsemi trditvami je { $number } faktor,
    [two] Za vsemi trditvami sta { $number } faktorja,
    [few] Za vsemi trditvami so { $number } faktorji,
   *[other] Za vsemi trditvami je { $number } faktorjev,
} { $competences ->
    [one] v modelu pa je { $competences } kompetenca.
    [two] v modelu pa sta { $competences } kompetenci.
    [few] v modelu pa so { $competences } kompetence.
   *[other] v modelu pa je { $competences } kompetenc.
}
summary-factors-none = Koliko faktorjev je za trditvami, ni mogoče ugotoviti: { $reason }.
summary-suppressed-groups = { $number ->
    [one] { $number } skupina ni prikazana, ker bi podatki o njej govorili o manj kot { $least } osebah ali bi take podatke izdali.
    [two] { $number } skupini nista prikazani, ker bi podatki o njiju govorili o manj kot { $least } osebah ali bi take podatke izdali.
    [few] { $number } skupine niso prikazane, ker bi podatki o njih govorili o manj kot { $least } osebah ali bi take podatke izdali.
   *[other] { $number } skupin ni prikazanih, ker bi podatki o njih govorili o manj kot { $least } osebah ali bi take podatke izdali.
}
summary-suppressed-too = Iz istega razloga niso prikazani še nekateri drugi podatki; pri vsakem je to zapisano.
summary-suppressed = Podatki, ki bi govorili o manj kot { $least } osebah ali bi take podatke izdali, niso prikazani; pri vsakem je to zapisano.
summary-nobody = Noben podatek ne imenuje osebe in noben ne govori o manj kot { $least } osebah.
not-shown = ni prikazano, da noben podatek ne govori o manj kot { $least } osebah
not-told = ni mogoče ugotoviti
reason-too-few = premalo ocen (na voljo { $n }, potrebnih { $needed })
reason-too-few-indicators = { $needed ->
    [one] potrebna je vsaj { $needed } trditev
    [two] potrebni sta vsaj { $needed } trditvi
    [few] potrebne so vsaj { $needed } trditve
   *[other] potrebnih je vsaj { $needed } trditev
}
reason-no-variance = vse ocene so enake
reason-singular = korelacije si nasprotujejo ali pa ena trditev v celoti sledi iz drugih
reason-no-solution = ni faktorjev, ki bi ponovili korelacije
reason-too-many-factors = toliko faktorjev ponovi kakršne koli korelacije
reason-unreliable = trditve sploh ne merijo iste stvari
reason-nothing-to-tell = ni ocen, iz katerih bi to izračunali
reason-not-in-statistics = zadostne statistike tega ne povedo
reason-other = iz teh ocen tega ni mogoče izračunati

term-statistics = Česa tu ni
method-statistics = Poročilo je narejeno iz zadostnih statistik, shranjenih brez samih ocen. Te povedo, kako pogosto sta bili na istem obrazcu skupaj izbrani po dve ravni in o koliko osebah to velja. Ne povedo pa, ali se ocenjevalci iste osebe strinjajo (ICC, r_wg), koliko oseb ima več ocenjevalcev ter v čem se razlikujejo organi, profili, ocenjevalci in leta. Koliko oseb je ocenjenih pri vsaj eni trditvi kompetence in na koliko obrazcih trditev manjka, je znano le, kadar je katera od trditev ocenjena na vseh obrazcih. Vsi drugi podatki so taki, kot bi jih dale same ocene.
term-forms = Obrazec, n, manjka
method-forms = Obrazec je to, kar en ocenjevalec ob eni priložnosti pove o eni osebi. Število n pove, na koliko obrazcih je trditev ocenjena, »manjka« pa, na koliko ni. Pri dveh trditvah štejejo obrazci, na katerih sta ocenjeni obe.
term-mean = Povprečje in njegov interval
method-mean = Povprečje je vsota ocen, deljena z njihovim številom. Če bi ocenjevali znova, druge ljudi iste vrste, bi bilo nekoliko drugačno; 95-odstotni interval pove, koliko bi se verjetno razlikovalo. Na vsako stran sega za 1,96 standardne napake in računa s številom oseb, ne obrazcev, zato ni ožji, kadar ima oseba več ocenjevalcev.
term-sd = Standardni odklon (SD)
method-sd = Kako daleč od povprečja so ocene običajno. Če je blizu 0, trditev ljudi med seboj ne loči.
term-distribution = Porazdelitev, najnižja in najvišja raven
method-distribution = Kako pogosto je bila izbrana posamezna raven. Če so skoraj vse ocene na najvišji ravni (učinek stropa) ali na najnižji (učinek tal), trditev pove malo.
term-skewness = Asimetričnost
method-skewness = Enaka je 0, kadar so visoke in nizke ocene v ravnovesju, in manjša od 0, kadar je večina ocen visokih, nekaj pa nizkih. Izračunana je tako kot v preglednicah (G1).
term-reversed = Obrnjeno
method-reversed = Trditev o neučinkovitem vedenju je na lestvici obrnjena, da visoko število povsod pomeni dobro. Taka trditev je označena.
term-item-rest = Z ostalimi (korelacija trditve z ostalimi)
method-item-rest = Ali ima tisti, ki ima pri trditvi visoko oceno, visoke ocene tudi pri ostalih trditvah te kompetence. Če je blizu 0, trditev meri kaj drugega ali pa ničesar.
term-alpha = Alfa (Cronbach)
method-alpha = Kako enotno trditve merijo kompetenco; največ 1. Z njihovim številom raste. V praksi so običajne vrednosti od { $threshold }; tik pod 1 se trditve med seboj ponavljajo. Interval je Feldtov. »Alfa brez nje« je alfa, če trditev izpustimo: če je višja, trditev ne sodi zraven.
term-omega = Omega (McDonald)
method-omega = Podobno kot alfa, vendar iz uteži enega faktorja: velja tudi, kadar vse trditve ne merijo enako dobro. Potrebne so tri trditve.
term-agreement = ICC(1), ICC(k), r_wg(j)
method-agreement = Ali se ocenjevalci iste osebe strinjajo. ICC(1) je delež razlik, ki so med osebami, pri enem ocenjevalcu; ICC(k) pove, kako zanesljivo je povprečje vseh ocenjevalcev osebe. Vrednost r_wg(j) je 1, če vsi ocenjevalci vsake osebe pravijo isto, in 0, če bi lahko tudi kockali.
term-correlation = Korelacija
method-correlation = Od −1 do 1: ali ima tisti, ki ima pri eni visoko oceno, visoko oceno tudi pri drugi. Pearsonova vzame ocene kot števila, Spearmanova le njihov vrstni red.
term-corrected = Popravljena korelacija kompetenc
method-corrected = Kolikšna bi bila korelacija, če bi obe kompetenci merili brez napake (Spearmanov popravek zaradi nezanesljivosti). Če je blizu 1, ocene kompetenc med seboj ne ločijo.
term-adequacy = KMO in Bartlettov preizkus
method-adequacy = Ali je iz teh korelacij mogoče razbrati faktorje. KMO sega od 0 do 1; pod 0,5 jih ne gre iskati. Bartlettov preizkus vpraša, ali je sploh kaj korelacij; p je verjetnost takih, če jih v resnici ne bi bilo.
term-parallel = Lastne vrednosti in vzporedna analiza
method-parallel = Lastna vrednost pove, koliko vseh razlik zajame en faktor. Faktor šteje, če zajame več kot { $quantile } od { $times } naborov naključnih števil (seme { $seed }) z enako mnogo obrazci in trditvami.
term-factors = Faktorji, uteži, komunaliteta
method-factors = Faktor je nekaj v ozadju več trditev, zaradi česar gredo skupaj. Utež pove, kako močno je trditev odvisna od njega; uteži od { $threshold } navzgor, in pod −{ $threshold }, so označene. Komunaliteta je delež razlik pri trditvi, ki ga pojasnijo vsi faktorji. Metoda glavnih osi; faktorji smejo korelirati (oblimin).
term-fit = RMSR, RMSEA, TLI
method-fit = Kako dobro faktorji ponovijo korelacije. RMSR je povprečna razlika med obojim; RMSEA pod 0,06 in TLI nad 0,95 veljata za dobra.
term-dendrogram = Drevo trditev (dendrogram)
method-dendrogram = Trditve, ki gredo skupaj, se združujejo, od najbližjih dveh naprej, dokler niso vse v eni skupini. Čim bolj levo se združita dve, tem več imata skupnega: razdalja je 1 − |r|, med skupinami pa povprečje teh razdalj.
term-suppressed = Kaj ni prikazano
method-suppressed = Noben podatek ne govori o manj kot { $least } osebah. Kjer bi tak podatek izdala vsota z ostalimi deli razčlenitve, je izpuščen še eden.
term-limits = Omejitve
method-limits = Podatki povedo, kaj imajo ocene skupnega, ne pa, zakaj. Ocenjevalec, ki mu je oseba všeč ali pa ne, vse oceni visoko ali nizko, zato so si kompetence videti podobne. Predlog je razlog, da trditve preberemo znova in se pogovorimo z ocenjevalci, ni pa odločitev.

column-code = Št.
column-statement = Vedenjska trditev
column-competence = Kompetenca
column-n = n
column-missing = manjka
column-mean = povprečje
column-lower = 95 % od
column-upper = do
column-sd = SD
column-median = mediana
column-floor = najnižja raven
column-ceiling = najvišja raven
column-skewness = asimetričnost
column-item-rest = z ostalimi
column-alpha-without = alfa brez nje
column-alpha = alfa
column-omega = omega
column-mean-correlation = povprečna korelacija
column-persons = oseb z več ocenjevalci
column-other = in
column-correlation = korelacija
column-corrected = popravljena
column-place = mesto
column-observed = iz ocen
column-random = iz naključnih števil, meja
column-factor = F{ $number }
column-communality = komunaliteta
column-kmo = KMO
column-one-group = združi se
column-other-group = z
column-distance = razdalja
column-by = po
column-group = skupina
column-level = { $value } { $title }
reversed = obrnjeno
table-distribution = Kako pogosto je bila izbrana posamezna raven
table-figures = Podatki o trditvah
table-reliability = Zanesljivost
table-correlations = Korelacije
table-correlations-part = Korelacije s trditvami od { $from } do { $to }
table-between = Korelacije kompetenc
table-eigenvalues = Lastne vrednosti
table-loadings = Uteži
table-factors = Korelacije faktorjev
table-dendrogram = Združevanje
table-groups = Povprečja po skupinah
picture-distribution = Ocene trditev: { $competence }
picture-distribution-desc = { $number ->
    [one] { $number } stolpec,
    [two] { $number } stolpca,
    [few] { $number } stolpci,
   *[other] { $number } stolpcev,
} za vsako trditev eden, od najnižje ravni na levi do najvišje na desni. Največ ocen na najvišji ravni: { $highest }; najmanj: { $lowest }.
picture-means = Povprečja trditev: { $competence }
picture-means-desc = Za vsako povprečje pika, za njegov 95-odstotni interval črta. Najvišje povprečje je { $highest }, najnižje { $lowest }.
picture-correlations = Korelacije vseh trditev
picture-correlations-desc = Za vsaki dve trditvi polje, tem temnejše, čim bolj gresta skupaj; črte ločijo kompetence. Najbližji sta si { $one } in { $other }, in sicer { $value }.
picture-between = Korelacije kompetenc
picture-between-desc = Za vsaki dve kompetenci polje, tem temnejše, čim bolj gresta skupaj. Najbližji sta si { $one } in { $other }, in sicer { $value }.
picture-scree = Lastne vrednosti in lastne vrednosti naključnih števil
picture-scree-desc = { $number ->
    [0] Nobena lastna vrednost ocen ni nad vrednostjo naključnih števil na istem mestu.
    [one] Prva lastna vrednost ocen je nad vrednostjo naključnih števil na istem mestu, druge niso.
    [two] Prvi { $number } lastni vrednosti ocen sta nad vrednostma naključnih števil na istih mestih, naslednja ni.
    [few] Prve { $number } lastne vrednosti ocen so nad vrednostmi naključnih števil na istih mestih, naslednja ni.
   *[other] Prvih { $number } lastnih vrednosti ocen je nad vrednostmi naključnih števil na istih mestih, naslednja ni.
}
picture-loadings = Uteži trditev
picture-loadings-desc = Za vsako trditev vrstica, za vsak faktor stolpec, tem temnejši, čim večja je utež. Uteži od { $threshold } so uokvirjene; negativne so prečrtane.
picture-dendrogram = Drevo trditev
picture-dendrogram-desc = Trditve na levi se proti desni združujejo, tem prej, čim več imajo skupnega. Prvi se združita { $one } in { $other }, in sicer pri { $value }.
scree-observed = Lastne vrednosti ocen (polne: več kot naključje)
scree-random = Lastne vrednosti naključnih števil
scree-places = faktor

column-pearson = Pearson
column-spearman = Spearman
column-icc-single = ICC(1)
column-icc-mean = ICC(k)
column-r-wg = r_wg(j)
column-random-mean = iz naključnih števil, povprečje
column-of-factor = faktor
column-explained = pojasni
column-people = oseb
column-forms = obrazcev
column-figure = podatek
column-of = pri
column-value = vrednost
column-threshold = prag
column-suggestion = predlog
column-reason = razlog
column-evidence = utemeljitev
column-command = ukaz
table-pairs = Korelacije vsakih dveh trditev
table-varimax = Uteži faktorjev, ki ne korelirajo (varimax)
table-group-indicators = Trditve po skupinah
table-group-means = Povprečja kompetenc po { $by ->
    [organisation] organih
    [profile] profilih
    [role] ocenjevalcih
   *[year] letih
}
table-evidence = Podatki, na katerih predlog temelji
suggestions-note = Vsak predlog je osnutek s podatki, na katerih temelji: razlog za premislek, odločijo pa ljudje. Številke pred imeni so številke kompetenc in trditev v nadaljevanju.
suggestion-command = Ko bo odločeno, spremembo naredi ta ukaz:
unanswered = Česa te ocene ne povedo
unanswered-all = { $question ->
    [one-competence] Ali sta dve kompetenci ena
    [two-competences] Ali sta ena kompetenca v resnici dve
    [elsewhere] Ali katera trditev sodi drugam
    [says-nothing] Ali katera trditev ne pove ničesar
   *[repeats] Ali dve trditvi povesta isto
}: { $reason }.
unanswered-of = { $question ->
    [one-competence] Ali sta dve kompetenci ena
    [two-competences] Ali sta ena kompetenca v resnici dve
    [elsewhere] Ali katera trditev sodi drugam
    [says-nothing] Ali katera trditev ne pove ničesar
   *[repeats] Ali dve trditvi povesta isto
} ({ $of }): { $reason }.
suggest-one-competence = { $from } sta ena kompetenca
suggest-two-competences = { $from } sta pravzaprav dve kompetenci
suggest-elsewhere = { $from } sodi drugam
suggest-says-nothing = { $from } o svoji kompetenci ne pove ničesar
suggest-repeats = { $from } povesta isto
measure = { $measure ->
    [persons] osebe
    [corrected-correlation] popravljena korelacija
    [factors] faktorji
    [factor-correlation] korelacija faktorjev
    [alpha] alfa vseh skupaj
    [item-rest] z ostalimi trditvami kompetence
    [with-other] z drugo kompetenco
    [ceiling] delež na najvišji ravni
   *[correlation] korelacija
}
competence-figures = Ocenjenih oseb: { $persons }; obrazcev, ki ocenijo kateri koli dve trditvi: { $forms }. Povprečje { $mean }, SD { $sd }. Alfa { $alpha }; omega { $omega }; povprečna korelacija dveh trditev { $correlation }.
agreement-none = Ali se ocenjevalci strinjajo, ni mogoče ugotoviti: { $reason }.
agreement-nobody = Ali se ocenjevalci strinjajo, ni mogoče ugotoviti: nikogar ni pri vseh trditvah katere od kompetenc v istem letu ocenilo več drugih.
competence-agreement = { $number ->
    [one] Več ocenjevalcev ima { $persons } oseba
    [two] Več ocenjevalcev imata { $persons } osebi
    [few] Več ocenjevalcev imajo { $persons } osebe
   *[other] Več ocenjevalcev ima { $persons } oseb
} (v povprečju { $raters }): ICC(1) { $single }; ICC(k) { $mean }; r_wg(j) { $within }.
structure-left-out = { $number ->
    [one] V nadaljevanju je izpuščena trditev { $list }, ker je premalo oseb ocenjenih hkrati pri njej in pri drugih.
    [two] V nadaljevanju sta izpuščeni trditvi { $list }, ker je premalo oseb ocenjenih hkrati pri njiju in pri drugih.
   *[other] V nadaljevanju so izpuščene trditve { $list }, ker je premalo oseb ocenjenih hkrati pri njih in pri drugih.
}
adequacy-figures = KMO je { $kmo }; Bartlettov preizkus: { $test }. Preizkusi računajo z n = { $persons }.
untold-adequacy = KMO in Bartlettovega preizkusa ni mogoče izračunati: { $reason }.
untold-parallel = Števila faktorjev ni mogoče ugotoviti: { $reason }.
untold-factors = Faktorjev ni mogoče ugotoviti: { $reason }.
untold-dendrogram = Drevesa ni mogoče narisati: { $reason }.
correlations-too-many = Trditev je za eno stran preveč: njihove korelacije so v delovnem zvezku in v zapisu JSON.
untold-correlations = Pri nobenih dveh trditvah ni ocenjenih dovolj oseb, da bi korelacijo lahko izračunali.
factor-fit = { $number ->
    [one] { $number } faktor
    [two] { $number } faktorja
    [few] { $number } faktorji
   *[other] { $number } faktorjev
}: RMSR { $rmsr }; RMSEA { $rmsea }; TLI { $tli }; { $test }.
groups-note = Povprečje vsake kompetence pod njeno številko: { $list }.
group-none = ni navedeno
group-role = { $role ->
    [self] oseba sama
    [manager] vodja
    [peer] sodelavec
    [report] podrejeni
   *[other] { $role }
}
group-by = Po { $by ->
    [organisation] organih
    [profile] profilih
    [role] ocenjevalcih
   *[year] letih
}
method-terms = Kaj pomenijo podatki
method-thresholds = Kdaj podatki predlagajo spremembo
method-minimum = Koliko jih je potrebnih
threshold-one-competence = Dve kompetenci sta ena: popravljena korelacija je nad { $value }, trditve obeh pa imajo en sam faktor.
threshold-two-competences = Ena kompetenca sta v resnici dve: njene trditve imajo dva faktorja, ki korelirata manj kot { $value }, na vsakem pa je vsaj toliko trditev z utežjo { $loading } ali več: { $number }.
threshold-elsewhere = Trditev sodi drugam: njena korelacija z drugo kompetenco je višja kot z njeno, in sicer za več kot { $value } na Fisherjevi lestvici.
threshold-says-nothing = Trditev ne pove ničesar: njena korelacija z ostalimi je pod { $value } ali pa je na najvišji ravni več kot { $share } njenih ocen.
threshold-repeats = Trditev ponavlja drugo: njuna korelacija je nad { $value }.
threshold-interval = Podatek je nad pragom ali pod njim le, če je tam ves njegov 95-odstotni interval; samo naključje tako ne predlaga ničesar.
minimum-correlation = Za korelacijo: { $number }.
minimum-reliability = Za zanesljivost in skladnost ocenjevalcev: { $number }.
minimum-factors = Za faktorje, KMO in Bartlettov preizkus: { $number } in { $each } na vsako trditev.
sheet-indicators = trditve
sheet-distribution = porazdelitev
sheet-competences = kompetence
sheet-between = med kompetencami
sheet-correlations = korelacije
sheet-eigenvalues = lastne vrednosti
sheet-oblimin = uteži (oblimin)
sheet-factors = faktorji
sheet-varimax = uteži (varimax)
sheet-dendrogram = združevanje
sheet-groups = skupine
sheet-group-indicators = trditve po skupinah
sheet-suggestions = predlogi
