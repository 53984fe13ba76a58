# What figures of ratings suggest: the reason and the evidence of a draft of a lineage record.
draft-reason-one-competence = The ratings do not tell the two competences apart
draft-reason-two-competences = The ratings show two things in the competence
draft-reason-elsewhere = The ratings of the indicator go with those of another competence
draft-reason-says-nothing = The ratings of the indicator do not go with those of its competence
draft-reason-ceiling = Nearly everyone is rated at the highest level
draft-reason-repeats = The ratings of the two indicators are nearly the same
draft-evidence = Ratings of { $number ->
    [one] { $number } person
   *[other] { $number } persons
} on { $noun ->
    [competence] { $targets ->
        [one] the competence { $elements }
       *[other] the competences { $elements }
    }
   *[indicator] { $targets ->
        [one] the indicator { $elements }
       *[other] the indicators { $elements }
    }
}: { $figures }
draft-corrected-correlation = correlation corrected for attenuation: { $value }
draft-factors = factors by parallel analysis: { $value }
draft-factor-correlation = correlation of the factors: { $value }
draft-alpha = Cronbach’s alpha of all indicators together: { $value }
draft-item-rest = correlation with the rest of its competence: { $value }
draft-with-other = correlation with the competence { $competence }: { $value }
draft-ceiling = share at the highest level: { $value }
draft-correlation = correlation: { $value }
draft-interval = { $value } (95% interval { $lower } to { $upper })
# Why there is no figure, or no answer.
reason-uncertain = the figure is beyond the threshold, but its interval is not: more persons would tell
reason-too-many-values = there are too many different values to count each
reason-too-many-indicators = there are too many statements at a time
reason-too-many-groups = there are too many groups for figures of each
reason-in-both = both competences hold the same statement
