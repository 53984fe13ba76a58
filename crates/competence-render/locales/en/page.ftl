# The page for those who decide, and the comment of a pull request.
title = What changes from version { $old } to version { $new }
no-change = The two models are the same.
summary = In short
contents = Contents
decisions = What was decided
at-a-glance = At a glance
by-element = All changes, in the order of the framework
settings = Settings of the framework
for-whom = What changes for profiles
unexplained = Not explained yet
before = Before
after = After
legend = What the versions mean
legend-major = major: an assessment made before cannot be carried over as it is
legend-minor = minor: everything old is still there and means the same
legend-patch = patch: nothing that is assessed changed
legend-progression-major = major: it asks more of people
legend-progression-minor = minor: it says the same more clearly, or asks less
legend-progression-patch = patch: nothing that is asked changed
set-by-manifest = set by the framework
element = Competence
what-changed = What changed
affects = Affects earlier assessments?
affects-no = No
affects-new = It was not assessed before
affects-carried = Carried over by the lineage
affects-partly = Partly: { $lost } of { $all } statements cannot be carried over
affects-all = Yes: they cannot be carried over
new-things = New: { $things }.
removed-things = Removed without a record: { $things }.
reworded-things = Reworded with another meaning: { $things }.
more-for = { $number ->
    [one] More is asked of people in { $number } profile: { $names }.
   *[other] More is asked of people in { $number } profiles: { $names }.
}
more-for-none = No profile asks for more.
organisations-concerned = { $number ->
    [one] The new clusters are for { $number } organisation: { $names }.
   *[other] The new clusters are for { $number } organisations: { $names }.
}
ratings-valid = All earlier assessments stay valid as they are.
ratings-none = There is nothing yet that could have been assessed.
ratings = { $all ->
    [one] { $all } statement could be assessed before: { $parts }.
   *[other] Of { $all } statements that could be assessed before, { $parts }.
}
ratings-kept = { $number ->
    [one] the ratings of { $number } stay as they are
   *[other] the ratings of { $number } stay as they are
}
ratings-renamed = { $number ->
    [one] the ratings of { $number } are carried over to another place
   *[other] the ratings of { $number } are carried over to another place
}
ratings-mapped = { $number ->
    [one] the ratings of { $number } are carried over to the new scale
   *[other] the ratings of { $number } are carried over to the new scale
}
ratings-joined = { $number ->
    [one] the ratings of { $number } become part of a mean
   *[other] the ratings of { $number } become part of a mean
}
ratings-divided = { $number ->
    [one] the ratings of { $number } are copied to each of its parts
   *[other] the ratings of { $number } are copied to each of their parts
}
ratings-lost = { $number ->
    [one] the ratings of { $number } cannot be carried over
   *[other] the ratings of { $number } cannot be carried over
}
scale-breaks = The scale changed, and no record says what became of its levels: no rating can be carried over.
people = { $number ->
    [one] { $number } person
   *[other] { $number } people
}
people-between = { $number } to { $most } people
affected = { $ratings ->
    [one] There is { $ratings } rating, of { $people }, against version { $versions }: { $parts }.
   *[other] There are { $ratings } ratings, of { $people }, against version { $versions }: { $parts }.
}
affected-kept = { $number ->
    [one] { $number } is kept
   *[other] { $number } are kept
}
affected-mapped = { $number ->
    [one] { $number } is carried over to the new scale
   *[other] { $number } are carried over to the new scale
}
affected-merged = { $number ->
    [one] { $number } becomes part of a mean
   *[other] { $number } become parts of means
}
affected-split = { $number ->
    [one] { $number } is copied to several statements
   *[other] { $number } are copied to several statements
}
affected-set-aside = { $number } cannot be carried over
affected-lost = What cannot be carried over are ratings of { $people }.
affected-lost-in = { $number ->
    [one] What cannot be carried over are ratings of { $people }, in { $number } organisation: { $names }.
   *[other] What cannot be carried over are ratings of { $people }, in { $number } organisations: { $names }.
}
affected-before = { $number ->
    [one] { $number } more could not be carried over before.
   *[other] { $number } more could not be carried over before.
}
affected-unknown = { $number ->
    [one] { $number } more is of a statement that its version does not have.
   *[other] { $number } more are of statements that their version does not have.
}
affected-withheld = { $number ->
    [one] Of { $number } statement the numbers are withheld, since they are of too few people.
   *[other] Of { $number } statements the numbers are withheld, since they are of too few people.
}
affected-decision = { $ratings ->
    [one] It concerns { $ratings } rating, of { $people }: { $parts }
   *[other] It concerns { $ratings } ratings, of { $people }: { $parts }
}
affected-decision-in = { $ratings ->
    [one] It concerns { $ratings } rating, of { $people }, in { $number ->
        [one] { $number } organisation
       *[other] { $number } organisations
    }: { $parts }
   *[other] It concerns { $ratings } ratings, of { $people }, in { $number ->
        [one] { $number } organisation
       *[other] { $number } organisations
    }: { $parts }
}
row-kept = Ratings are kept
row-joined = Ratings become part of a mean
row-divided = Ratings are copied to each part
row-set-aside = Ratings cannot be carried over
row-new = New, nothing to carry over
row-unexplained = no record says what became of it
verdict-sufficient = Version { $new } suffices: the changes since { $old } need a { $bump } version.
verdict-unchanged = Version { $new } suffices: nothing changed since { $old }.
verdict-free = Version { $new } suffices: { $old } promised nothing yet.
verdict-first = Version { $new } suffices: no release has promised anything yet.
verdict-insufficient = Version { $new } does not suffice: the changes since { $old } need a { $bump } version, at least { $lowest }.
verdict-lower = Version { $new } does not suffice: it is lower than { $old }; at least { $lowest }.
also-changed = Also changed
statements-side-by-side = Statements before and after
more-competences = the competences { $names }
more-competence = the competence { $names }
more-indicators = { $number ->
    [one] { $number } new statement in { $names }
   *[other] { $number } new statements in { $names }
}
more-level = { $name } at { $new } instead of { $old }
more-level-first = { $name } at { $new }, where none was set
gains = now assessed on: { $names }
loses = no longer assessed on: { $names }
levels = asks for another level of: { $names }
next-release = Next: `competence release --version { $new }` releases it.
next-lineage = Next: say what became of what was removed. This would explain it, with its reasons filled in; `competence lineage --write` puts it there:
next-version = Next: raise the version in `framework.yaml` to at least { $lowest }.
filter = Show only what concerns
filter-all = everything
filter-profile = profile { $name }
filter-cluster = cluster { $name }
filter-organisation = organisation { $name }
left-out = Cut here, at GitHub's limit of 65,536 characters: { $number ->
    [one] { $number } part
   *[other] { $number } parts
} left out. `competence diff` shows everything.
mark-removed = removed:
mark-added = added:
new-competence = New competence, { $statements }
next-correction = Next: if the statements were only corrected and mean the same, this says so; `competence lineage --write` puts it there:
asks-more = asks more: { $what }
