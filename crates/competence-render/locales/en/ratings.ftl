# The report on what ratings say of a model.
report-title = What ratings say of the model
report-of-version = version { $version }
report-summary = In short
report-contents = Contents
report-suggestions = What the figures suggest
report-competences = Competences and their statements
report-model = The model as a whole
report-groups = By group
report-method = Method and limits
summary-data = { $forms ->
    [one] The analysis is of { $count } form
   *[other] The analysis is of { $count } forms
} about { $people ->
    [one] { $persons } person
   *[other] { $persons } persons
}, rated on version { $version }.
summary-rated = { $number ->
    [one] { $number } statement of { $competences } is rated.
   *[other] { $number } statements of { $competences } are rated.
}
summary-suggestions = { $number ->
    [one] The figures suggest { $number } change of the model: { $list }.
   *[other] The figures suggest { $number } changes of the model: { $list }.
}
summary-no-suggestions = The figures suggest no change of the model.
summary-reliability = Alpha, the measure of how well the statements of a competence go together, is from { $lowest } to { $highest }.
summary-reliability-one = Alpha, the measure of how well the statements of a competence go together, is { $lowest }.
summary-unreliable = { $number ->
    [one] It is below { $threshold } for { $list }.
   *[other] It is below { $threshold } for { $list }.
}
summary-reliable = It is { $threshold } or more for every competence.
summary-reliability-none = There are too few forms to say how well the statements of a competence go together.
summary-factors = { $number ->
    [one] Behind all statements there is { $number } factor;
   *[other] Behind all statements there are { $number } factors;
} { $competences ->
    [one] the model has { $competences } competence.
   *[other] the model has { $competences } competences.
}
summary-factors-none = How many factors there are behind the statements cannot be told: { $reason }.
summary-suppressed-groups = { $number ->
    [one] { $number } group is not shown, since its figures would be of fewer than { $least } persons or give such figures away.
   *[other] { $number } groups are not shown, since their figures would be of fewer than { $least } persons or give such figures away.
}
summary-suppressed-too = For the same reason other figures are not shown; each says so in its place.
summary-suppressed = Figures that would be of fewer than { $least } persons, or give such figures away, are not shown; each says so in its place.
summary-nobody = No figure names a person, and none is of fewer than { $least } persons.
not-shown = not shown, so that none is of fewer than { $least } persons
not-told = cannot be told
reason-too-few = too few ratings ({ $n }, and { $needed } are needed)
reason-too-few-indicators = { $needed ->
    [one] it takes { $needed } statement
   *[other] it takes { $needed } statements
}
reason-no-variance = everyone was rated the same
reason-singular = the correlations contradict each other, or one statement follows from others
reason-no-solution = no factors are found that reproduce the correlations
reason-too-many-factors = so many factors reproduce any correlations
reason-unreliable = the statements do not go together at all
reason-nothing-to-tell = there are no ratings to compute it from
reason-not-in-statistics = sufficient statistics do not tell it
reason-other = it cannot be computed from these ratings

term-statistics = What is not told here
method-statistics = This report is made from sufficient statistics that were stored without the ratings. They say how often each two levels were given by the same form, and of how many persons that is. They do not say whether the raters of a person agree (ICC, r_wg), how many persons have several raters, or how organisations, profiles, raters and years differ. How many persons are rated on any statement of a competence, and how many forms lack a statement, is told only where one statement is on every form. All other figures are those that the ratings themselves give.
term-forms = Form, n, missing
method-forms = A form is what one rater says of one person on one occasion. n is how many forms rate a statement, missing how many do not. Figures of two statements take the forms that rate both.
term-mean = Mean and its interval
method-mean = The mean is the sum of the ratings over their number. Rated anew, on other people of the same kind, it would be somewhat different; the interval of 95% says how much that is likely to be. It is as wide as 1.96 standard errors on each side, and reckons with persons, not forms, so that several raters of one person make it no narrower.
term-sd = Standard deviation (SD)
method-sd = How far ratings lie from the mean, typically. If it is near 0, the statement tells nobody apart.
term-distribution = Distribution, lowest and highest level
method-distribution = How often each level was given. If nearly all ratings are at the highest level (a ceiling) or at the lowest one (a floor), the statement tells little.
term-skewness = Skewness
method-skewness = 0 where high and low ratings balance; below 0 where most ratings are high and a few are low. Computed as spreadsheets do (G1).
term-reversed = Reversed
method-reversed = A statement of ineffective behaviour is turned around on the scale, so that a high number is good everywhere. It is marked.
term-item-rest = With the others (item-rest correlation)
method-item-rest = Whether who is rated high on a statement is rated high on the other statements of its competence too. Near 0, the statement measures something else, or nothing.
term-alpha = Alpha (Cronbach)
method-alpha = How well the statements of a competence go together, at most 1. It grows with their number. Values from { $threshold } on are usual in practice; close to 1, statements repeat each other. The interval is that of Feldt. “Alpha without it” is alpha after a statement is taken away: if it is higher, the statement does not fit.
term-omega = Omega (McDonald)
method-omega = As alpha, but from the loadings of one factor: it holds where statements are not all equally good measures. It takes three statements.
term-agreement = ICC(1), ICC(k), r_wg(j)
method-agreement = Whether several raters of one person agree. ICC(1) is the share of the differences that lies between persons, for one rater; ICC(k) is how reliable the mean of all raters of a person is. r_wg(j) is 1 if the raters of each person say the same, 0 if they might as well throw dice.
term-correlation = Correlation
method-correlation = From −1 to 1: whether who is rated high on one is rated high on the other. Pearson's takes the ratings as numbers, Spearman's only their order.
term-corrected = Corrected correlation of competences
method-corrected = What the correlation would be if both were measured without error (Spearman's correction for attenuation). Near 1, the ratings do not tell the two competences apart.
term-adequacy = KMO and Bartlett's test
method-adequacy = Whether factors can be told from these correlations. KMO goes from 0 to 1, and below 0.5 they should not be. Bartlett's test asks whether there are any correlations at all; p is the chance of such ones if there were none.
term-parallel = Eigenvalues and parallel analysis
method-parallel = An eigenvalue says how much of all differences one factor holds. A factor counts if it holds more than { $quantile } of { $times } draws of random numbers (seed { $seed }) with as many forms and statements.
term-factors = Factors, loadings, communality
method-factors = A factor is something behind several statements that makes them go together. A loading says how strongly a statement depends on it; those from { $threshold } on, below −{ $threshold } too, are marked. The communality is the share of a statement's differences that all factors explain. Principal axes; factors may correlate (oblimin).
term-fit = RMSR, RMSEA, TLI
method-fit = How well the factors reproduce the correlations. RMSR is the mean difference between both; RMSEA below 0.06 and TLI above 0.95 are called good.
term-dendrogram = Tree of statements (dendrogram)
method-dendrogram = Statements that go together are joined, from the nearest two on, until all are one. The farther to the left two are joined, the more they have in common: the distance is 1 − |r|, of groups the mean of it (average linkage).
term-suppressed = What is not shown
method-suppressed = No figure is of fewer than { $least } persons. Where the sum of a breakdown and its other parts would give such a figure away, another one is left out too.
term-limits = Limits
method-limits = Figures say what ratings have in common, not why. Raters who like or dislike a person rate everything high or low, which lets competences look alike. A suggestion is a reason to read statements again and to talk to raters, and never a decision.

column-code = No.
column-statement = Statement
column-competence = Competence
column-n = n
column-missing = missing
column-mean = mean
column-lower = 95% from
column-upper = to
column-sd = SD
column-median = median
column-floor = lowest level
column-ceiling = highest level
column-skewness = skewness
column-item-rest = with the others
column-alpha-without = alpha without it
column-alpha = alpha
column-omega = omega
column-mean-correlation = mean correlation
column-persons = persons with several raters
column-other = and
column-correlation = correlation
column-corrected = corrected
column-place = place
column-observed = of the ratings
column-random = of random numbers, limit
column-factor = F{ $number }
column-communality = communality
column-kmo = KMO
column-one-group = joined
column-other-group = with
column-distance = distance
column-by = by
column-group = group
column-level = { $value } { $title }
reversed = reversed
table-distribution = How often each level was given
table-figures = Figures of the statements
table-reliability = Reliability
table-correlations = Correlations
table-correlations-part = Correlations with { $from } to { $to }
table-between = Correlations of competences
table-eigenvalues = Eigenvalues
table-loadings = Loadings
table-factors = Correlations of factors
table-dendrogram = Joins
table-groups = Means by group
picture-distribution = Ratings of the statements of { $competence }
picture-distribution-desc = { $number ->
    [one] One bar, from the lowest level at the left to the highest at the right.
   *[other] { $number } bars, one a statement, from the lowest level at the left to the highest at the right.
} Most ratings at the highest level: { $highest }; fewest: { $lowest }.
picture-means = Means of the statements of { $competence }
picture-means-desc = A dot for each mean, a line for its interval of 95%. The highest mean is { $highest }, the lowest { $lowest }.
picture-correlations = Correlations of all statements
picture-correlations-desc = A cell for each two statements, darker the closer they go together; lines part the competences. Closest are { $one } and { $other }, with { $value }.
picture-between = Correlations of competences
picture-between-desc = A cell for each two competences, darker the closer they go together. Closest are { $one } and { $other }, with { $value }.
picture-scree = Eigenvalues and those of random numbers
picture-scree-desc = { $number ->
    [0] No eigenvalue of the ratings is above that of random numbers at its place.
    [one] The first eigenvalue of the ratings is above that of random numbers at its place, all others are not.
   *[other] The first { $number } eigenvalues of the ratings are above those of random numbers at their places, the next one is not.
}
picture-loadings = Loadings of the statements
picture-loadings-desc = A row for each statement, a column for each factor, darker the larger the loading. Loadings from { $threshold } on are framed; a stroke is through those below 0.
picture-dendrogram = Tree of statements
picture-dendrogram-desc = Statements at the left, joined to the right, the sooner the more they have in common. The first to join are { $one } and { $other }, at { $value }.
scree-observed = Eigenvalues of the ratings (filled: more than chance)
scree-random = Eigenvalues of random numbers
scree-places = factor

column-pearson = Pearson
column-spearman = Spearman
column-icc-single = ICC(1)
column-icc-mean = ICC(k)
column-r-wg = r_wg(j)
column-random-mean = of random numbers, mean
column-of-factor = factor
column-explained = explains
column-people = persons
column-forms = forms
column-figure = figure
column-of = of
column-value = value
column-threshold = threshold
column-suggestion = suggestion
column-reason = reason
column-evidence = evidence
column-command = command
table-pairs = Correlations of each two statements
table-varimax = Loadings of factors that do not correlate (varimax)
table-group-indicators = Statements by group
table-group-means = Means of competences by { $by ->
    [organisation] organisation
    [profile] profile
    [role] rater
   *[year] year
}
table-evidence = Figures behind it
suggestions-note = Each is a draft, with its figures: a reason to look, to be decided by people. Numbers before names are those of the competences and statements below.
suggestion-command = When it is decided, this command makes the change:
unanswered = What these ratings do not answer
unanswered-all = { $question ->
    [one-competence] Whether competences are one
    [two-competences] Whether a competence is two
    [elsewhere] Whether a statement belongs elsewhere
    [says-nothing] Whether a statement says nothing
   *[repeats] Whether statements say the same
}: { $reason }.
unanswered-of = { $question ->
    [one-competence] Whether competences are one
    [two-competences] Whether a competence is two
    [elsewhere] Whether a statement belongs elsewhere
    [says-nothing] Whether a statement says nothing
   *[repeats] Whether statements say the same
} ({ $of }): { $reason }.
suggest-one-competence = { $from } are one competence
suggest-two-competences = { $from } is two competences
suggest-elsewhere = { $from } belongs elsewhere
suggest-says-nothing = { $from } says nothing of its competence
suggest-repeats = { $from } say the same
measure = { $measure ->
    [persons] persons
    [corrected-correlation] corrected correlation
    [factors] factors
    [factor-correlation] correlation of the factors
    [alpha] alpha together
    [item-rest] with the others of its competence
    [with-other] with the other competence
    [ceiling] share at the highest level
   *[correlation] correlation
}
competence-figures = { $persons } persons; { $forms } forms that rate any two statements. Mean { $mean }, SD { $sd }. Alpha { $alpha }; omega { $omega }; mean correlation of two statements { $correlation }.
agreement-none = Whether raters agree is not told: { $reason }.
agreement-nobody = Whether raters agree is not told: nobody is rated on all statements of a competence by several others in the same year.
competence-agreement = { $number ->
    [one] { $persons } person has several raters
   *[other] { $persons } persons have several raters
} ({ $raters } on average): ICC(1) { $single }; ICC(k) { $mean }; r_wg(j) { $within }.
structure-left-out = { $number ->
    [one] Left out of what follows is { $list }, since too few persons are rated on it together with the others.
   *[other] Left out of what follows are { $list }, since too few persons are rated on them together with the others.
}
adequacy-figures = KMO is { $kmo }; Bartlett's test: { $test }. Tests reckon with n = { $persons }.
untold-adequacy = KMO and Bartlett's test cannot be told: { $reason }.
untold-parallel = The number of factors cannot be told: { $reason }.
untold-factors = Factors cannot be told: { $reason }.
untold-dendrogram = The tree cannot be told: { $reason }.
correlations-too-many = There are too many statements for a page: their correlations are in the workbook and in the JSON.
untold-correlations = Too few persons are rated on any two statements for a correlation to be told.
factor-fit = { $number ->
    [one] { $number } factor
   *[other] { $number } factors
}: RMSR { $rmsr }; RMSEA { $rmsea }; TLI { $tli }; { $test }.
groups-note = The mean of each competence, by its number: { $list }.
group-none = not said
group-role = { $role ->
    [self] the person
    [manager] the manager
    [peer] a peer
    [report] a report
   *[other] { $role }
}
group-by = By { $by ->
    [organisation] organisation
    [profile] profile
    [role] rater
   *[year] year
}
method-terms = What the figures are
method-thresholds = From when on figures suggest a change
method-minimum = How many it takes
threshold-one-competence = Two competences are one: the corrected correlation is above { $value }, and the statements of both have one factor.
threshold-two-competences = One competence is two: its statements have two factors that correlate below { $value }, and on each of these { $number } statements or more load { $loading } or more.
threshold-elsewhere = A statement belongs elsewhere: its correlation with another competence is higher than with its own, by more than { $value } on Fisher's scale.
threshold-says-nothing = A statement says nothing: its correlation with the others is below { $value }, or more than { $share } of its ratings are at the highest level.
threshold-repeats = A statement repeats another: their correlation is above { $value }.
threshold-interval = A figure counts as above or below only if all of its 95% interval is, so that chance alone suggests nothing.
minimum-correlation = A correlation: { $number }.
minimum-reliability = Reliability and agreement: { $number }.
minimum-factors = Factors, KMO and Bartlett's test: { $number }, and { $each } for each statement.
sheet-indicators = statements
sheet-distribution = distribution
sheet-competences = competences
sheet-between = between competences
sheet-correlations = correlations
sheet-eigenvalues = eigenvalues
sheet-oblimin = loadings (oblimin)
sheet-factors = factors
sheet-varimax = loadings (varimax)
sheet-dendrogram = joins
sheet-groups = groups
sheet-group-indicators = statements by group
sheet-suggestions = suggestions
