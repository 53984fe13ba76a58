# What was decided: a lineage record in a sentence.
merged = { $noun ->
    [cluster] The clusters { $from } were merged into the cluster { $to }
    [competence] The competences { $from } were merged into the competence { $to }
    [indicator] The statements { $from } were merged into { $to }
   *[profile] The profiles { $from } were merged into the profile { $to }
}
split = { $noun ->
    [cluster] The cluster { $from } was split into { $to }
    [competence] The competence { $from } was split into { $to }
    [indicator] The statement { $from } was split into { $to }
   *[profile] The profile { $from } was split into { $to }
}
replaced = { $noun ->
    [cluster] { $number ->
        [one] The cluster { $from } was replaced by { $to }
       *[other] The clusters { $from } were replaced by { $to }
    }
    [competence] { $number ->
        [one] The competence { $from } was replaced by { $to }
       *[other] The competences { $from } were replaced by { $to }
    }
    [indicator] { $number ->
        [one] The statement { $from } was replaced by { $to }
       *[other] The statements { $from } were replaced by { $to }
    }
   *[profile] { $number ->
        [one] The profile { $from } was replaced by { $to }
       *[other] The profiles { $from } were replaced by { $to }
    }
}
retired = { $noun ->
    [cluster] { $number ->
        [one] The cluster { $from } was retired
       *[other] The clusters { $from } were retired
    }
    [competence] { $number ->
        [one] The competence { $from } was retired
       *[other] The competences { $from } were retired
    }
    [indicator] { $number ->
        [one] The statement { $from } was retired
       *[other] The statements { $from } were retired
    }
   *[profile] { $number ->
        [one] The profile { $from } was retired
       *[other] The profiles { $from } were retired
    }
}
renamed = { $noun ->
    [cluster] The cluster { $from } was renamed { $to }
    [competence] The competence { $from } was renamed { $to }
    [indicator] The statement { $from } has a new id
   *[profile] The profile { $from } was renamed { $to }
}
renamed-id = { $noun ->
    [cluster] The cluster { $from } has a new id
    [competence] The competence { $from } has a new id
    [indicator] The statement { $from } has a new id
   *[profile] The profile { $from } has a new id
}
moved = { $noun ->
    [cluster] The cluster { $from } was moved
    [competence] The competence { $from } was moved
    [indicator] The statement { $from } was moved
   *[profile] The profile { $from } was moved
}
moved-to = { $noun ->
    [cluster] The cluster { $from } was moved: { $place }
    [competence] The competence { $from } was moved: { $place }
    [indicator] The statement { $from } was moved to the competence { $place }
   *[profile] The profile { $from } was moved: { $place }
}
reworded = { $noun ->
    [cluster] The cluster { $to } was reworded
    [competence] The competence { $to } was reworded
    [indicator] The statement { $to } was reworded
   *[profile] The profile { $to } was reworded
}
reworded-editorial = { $noun ->
    [cluster] The cluster { $to } was reworded, and means the same
    [competence] The competence { $to } was reworded, and means the same
    [indicator] The statement { $to } was reworded, and means the same
   *[profile] The profile { $to } was reworded, and means the same
}
reason = Reason: { $reason }
evidence = Evidence: { $evidence }
decided = Decided on { $date }
