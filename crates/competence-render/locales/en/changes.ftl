# One change of one element in a sentence.
added = { $noun ->
    [cluster] New cluster { $name }
    [competence] New competence { $name }
    [indicator] New statement
   *[profile] New profile { $name }
}
removed = { $noun ->
    [cluster] The cluster { $name } was removed, and no record says what became of it
    [competence] The competence { $name } was removed, and no record says what became of it
    [indicator] A statement was removed, and no record says what became of it
   *[profile] The profile { $name } was removed, and no record says what became of it
}
id-changed = { $noun ->
    [cluster] The cluster has a new id
    [competence] The competence has a new id
    [indicator] The statement has a new id
   *[profile] The profile has a new id
}
indicator-moved = The statement was moved from the competence { $old } to the competence { $new }
reordered = The statements are in another order
statement-reworded = The statement was reworded
statement-edited = The statement was corrected, and means the same
text-changed = { $field ->
    [title] The title changed
    [definition] The definition changed
    [field] The field of work changed
    [description] The description changed
    [anchor] The anchor changed
   *[statement] The statement changed
}
text-added = { $field ->
    [title] New title
    [definition] New definition
    [field] New field of work
    [description] New description
    [anchor] New anchor
   *[statement] New statement
}
text-removed = { $field ->
    [title] The title was removed
    [definition] The definition was removed
    [field] The field of work was removed
    [description] The description was removed
    [anchor] The anchor was removed
   *[statement] The statement was removed
}
translation-added = { $field ->
    [title] Translation of the title added: { $language }
    [definition] Translation of the definition added: { $language }
    [field] Translation of the field of work added: { $language }
    [description] Translation of the description added: { $language }
    [anchor] Translation of the anchor added: { $language }
   *[statement] Translation of the statement added: { $language }
}
translation-changed = { $field ->
    [title] Translation of the title changed: { $language }
    [definition] Translation of the definition changed: { $language }
    [field] Translation of the field of work changed: { $language }
    [description] Translation of the description changed: { $language }
    [anchor] Translation of the anchor changed: { $language }
   *[statement] Translation of the statement changed: { $language }
}
translation-removed = { $field ->
    [title] Translation of the title removed: { $language }
    [definition] Translation of the definition removed: { $language }
    [field] Translation of the field of work removed: { $language }
    [description] Translation of the description removed: { $language }
    [anchor] Translation of the anchor removed: { $language }
   *[statement] Translation of the statement removed: { $language }
}
looks-same = they look the same: only the encoding of their characters differs
of-level = Scale, { $level }: { $change }
of-organisation = Organisation { $name }: { $change }
kind-changed = It is a { $new } now, and was a { $old }
cluster-changed = It is in the cluster { $new } now, and was in { $old }
cluster-gained = It is in the cluster { $new } now
cluster-lost = It is no longer in the cluster { $old }
parent-changed = It is inside the cluster { $new } now, and was inside { $old }
parent-gained = It is inside the cluster { $new } now
parent-lost = It is no longer inside the cluster { $old }
status-changed = Status: { $old } → { $new }
deprecated = It is deprecated: it will be removed
deprecation-reason = The reason for the deprecation
deprecation-successors = Use instead: { $names }
deprecation-removed = The note about its deprecation was removed
polarity-effective = The behaviour counts for the competence now, and counted against it
polarity-ineffective = The behaviour counts against the competence now, and counted for it
level-changed = It is expected from { $new } on now, and was expected from { $old } on
level-gained = It is expected from { $new } on now
level-lost = It is no longer expected from a level on
facet-added = It is marked as { $facet } now
facet-removed = It is no longer marked as { $facet }
facet = { $facet ->
   *[digital] digital behaviour
}
mapping-added = Mapped to { $target } ({ $relation })
mapping-removed = No longer mapped to { $target } ({ $relation })
organisation-for = It is for { $name } now, too
organisation-not-for = It is no longer for { $name }
suppression-added = The rule { $rule } is suppressed here: { $reason }
suppression-removed = The rule { $rule } is no longer suppressed here
source-changed = The source changed
basis = { $basis ->
    [public-record] public record
    [derived] derived from public facts
   *[authored] written by the authors
}
requires-added = It asks for { $what } now
requires-removed = It no longer asks for { $what }
required-competence = the competence { $name }
required-kind = all { $kinds }
required-cluster = the competences of the cluster { $name }
required-kind-in-cluster = the { $kinds } of the cluster { $name }
required-nothing = nothing
at-level = { $what } at { $level }
extends-added = It takes over what the profile { $name } asks for
extends-removed = It no longer takes over what the profile { $name } asks for
framework-id-changed = The id of the framework changed
licence-changed = The licence changed
language-primary = The primary language is { $new } now, and was { $old }
language-required = Every text must be in { $language } now
language-not-required = A text need not be in { $language } any more
language-optional = A text may be in { $language } now
language-not-optional = { $language } is no longer listed as an optional language
scale-level-added = New on the scale: { $level }
scale-level-removed = No longer on the scale: { $level }
scale-level-renumbered = The level { $name } has the value { $new } now, and had { $old }
scale-levels-reordered = The levels of the scale are in another order
organisation-added = New organisation { $name }
organisation-removed = The organisation { $name } was removed
organisations-reordered = The organisations are in another order
order-first = { $name } comes first now
order-after = { $name } comes after { $other } now
order-edited = The list of the order was edited; the order of reading is the same
convention-full-stop = Statements end with a full stop now
convention-no-full-stop = Statements end without a full stop now
convention-indicators-min = A competence has at least { $new } statements now; it was { $old }
convention-indicators-max = A competence has at most { $new } statements now; it was { $old }
convention-statement-length-max = A statement has at most { $new } characters now; it was { $old }
convention-similarity-threshold = Two statements are too similar from { $new } % of common word pairs on; it was { $old } %
rule-set = The rule { $rule } is set to { $new }; it was { $old }
setting = { $setting ->
    [error] error
    [warning] warning
    [hint] hint
    [off] off
   *[default] its default
}
policy-assessments = Versions are a promise about assessments now
policy-progression = Versions are a promise about what is asked of people now
versioning-set = A change of the kind { $kind } needs a { $bump } version here
versioning-default = A change of the kind { $kind } needs the version of the policy again
record-added = Declared: { $record }
record-removed = No longer declared: { $record }
scale-map-changed = The lineage says what became of the levels of the scale
field-changed = { $field } changed
requires-changed = It asks for { $new } now, instead of { $old }
