# Dnevnik sprememb modela.
changelog-title = Dnevnik sprememb
changelog-intro = Oblika sledi [Keep a Changelog](https://keepachangelog.com/sl/1.1.0/). Kaj različica obljublja: po glavni različici ocen po prejšnji ni mogoče prenesti, kakor so; po manjši ali popravku jih je mogoče.
first-release = Prva izdaja: { $things }
section-added = Dodano
section-changed = Spremenjeno
section-deprecated = Opuščeno
section-removed = Odstranjeno
section-fixed = Popravljeno
settings-changed = Nastavitve modela: { $changes }
about = { $noun } { $name }: { $change }
