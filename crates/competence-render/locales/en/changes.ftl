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
    [note] The note changed
   *[statement] The statement changed
}
text-added = { $field ->
    [title] New title
    [definition] New definition
    [field] New field of work
    [description] New description
    [anchor] New anchor
    [note] New note
   *[statement] New statement
}
text-removed = { $field ->
    [title] The title was removed
    [definition] The definition was removed
    [field] The field of work was removed
    [description] The description was removed
    [anchor] The anchor was removed
    [note] The note was removed
   *[statement] The statement was removed
}
translation-added = { $field ->
    [title] Translation of the title added: { $language }
    [definition] Translation of the definition added: { $language }
    [field] Translation of the field of work added: { $language }
    [description] Translation of the description added: { $language }
    [anchor] Translation of the anchor added: { $language }
    [note] Translation of the note added: { $language }
   *[statement] Translation of the statement added: { $language }
}
translation-changed = { $field ->
    [title] Translation of the title changed: { $language }
    [definition] Translation of the definition changed: { $language }
    [field] Translation of the field of work changed: { $language }
    [description] Translation of the description changed: { $language }
    [anchor] Translation of the anchor changed: { $language }
    [note] Translation of the note changed: { $language }
   *[statement] Translation of the statement changed: { $language }
}
translation-removed = { $field ->
    [title] Translation of the title removed: { $language }
    [definition] Translation of the definition removed: { $language }
    [field] Translation of the field of work removed: { $language }
    [description] Translation of the description removed: { $language }
    [anchor] Translation of the anchor removed: { $language }
    [note] Translation of the note removed: { $language }
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
facet-digital = digital behaviour
rating-scale = the scale for ratings
of-own-level = At { $level }: { $change }
of-scale = Scale { $name }: { $change }
of-scale-level = Scale { $name }, { $level }: { $change }
of-facet = Facet { $name }: { $change }
code-gained = It has the code { $new } now
code-lost = It no longer has the code { $old }
code-changed = It has the code { $new } now, and had { $old }
iri-gained = It has an address of its own now: { $new }
iri-lost = It no longer has an address of its own: { $old }
iri-changed = Its address is { $new } now, and was { $old }
base-iri-gained = The addresses of elements begin with { $new } now
base-iri-lost = The addresses of elements no longer begin with { $old }
base-iri-changed = The addresses of elements begin with { $new } now, and began with { $old }
item-added = { $list ->
    [alternative-titles] Another name for it: { $text }
    [keywords] New keyword: { $text }
   *[links] New link: { $text }
}
item-removed = { $list ->
    [alternative-titles] No longer another name for it: { $text }
    [keywords] No longer a keyword: { $text }
   *[links] No longer a link: { $text }
}
example-added = New example
example-removed = No longer an example
valid-from-gained = It is in force from { $new } on
valid-from-lost = It is no longer limited to the time from { $old } on
valid-from-changed = It is in force from { $new } on, and was from { $old } on
valid-until-gained = It is in force until { $new }
valid-until-lost = It is no longer limited to the time until { $old }
valid-until-changed = It is in force until { $new }, and was until { $old }
extension-changed = Your own key { $key } changed
relation-added = { $relation ->
    [requires] It requires { $name } now
    [precedes] It precedes { $name } now
    [supports] It supports { $name } now
   *[related] It is related to { $name } now
}
relation-removed = { $relation ->
    [requires] It no longer requires { $name }
    [precedes] It no longer precedes { $name }
    [supports] It no longer supports { $name }
   *[related] It is no longer related to { $name }
}
also-in-added = It stands in the cluster { $name } now, too
also-in-removed = It no longer stands in the cluster { $name }, too
included = The statement { $name } counts for it now, too
excluded = The statement { $name } no longer counts for it
own-scale-gained = Its levels are on { $new } now
own-scale-lost = Its levels are no longer on { $old }, but on the scale of the framework
own-scale-changed = Its levels are on { $new } now, and were on { $old }
level-scale-gained = Levels are on { $new } now
level-scale-lost = Levels are on the scale for ratings now, and were on { $old }
level-scale-changed = Levels are on { $new } now, and were on { $old }
level-text-added = It is described at { $level } now
level-text-changed = What it is at { $level } was described anew
level-text-removed = It is no longer described at { $level }
mapping-edited = What is known of the mapping to { $target } changed ({ $relation })
declared = { $list ->
    [scales] New scale { $name }
    [facets] New facet { $name }
   *[organisations] New organisation { $name }
}
declared-changed = { $list ->
    [scales] The scale { $name } changed
    [facets] The facet { $name } changed
   *[organisations] Organisation { $name }: The title changed
}
no-longer-declared = { $list ->
    [scales] The scale { $name } was removed
    [facets] The facet { $name } was removed
   *[organisations] The organisation { $name } was removed
}
declared-reordered = { $list ->
    [scales] The scales are in another order
    [facets] The facets are in another order
   *[organisations] The organisations are in another order
}
convention-own = The texts are written here now, and checked against all rules
convention-imported = The texts are those of another publisher now, and not checked against rules about wording
convention-unique-codes = No two elements may have the same code now
convention-codes-not-unique = Several elements may have the same code now
convention-cluster-default = What a cluster must have is no longer set here
convention-cluster-none = A cluster need not have a field of work or an organisation any more
convention-cluster-fields = Each cluster must have { $names } now
cluster-field = { $field ->
    [field] a field of work
   *[organisations] an organisation
}
requires-statements = It asks for { $names } now, too
requires-no-statements = It no longer asks for { $names }
required-statements = { $number ->
    [one] the statement { $names }
   *[other] the statements { $names }
}
required-only = { $number ->
    [one] the statement { $names }, of { $what }
   *[other] the statements { $names }, of { $what }
}
as-necessary = { $necessity ->
    [optional] { $what }, as an option
   *[essential] { $what }, as essential
}
