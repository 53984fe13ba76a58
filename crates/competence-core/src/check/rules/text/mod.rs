//! Rules about languages and wording.

crate::check::rules::rules_of_meaning! {
    final_punctuation,
    long_statement,
    missing_translation,
    mixed_quotes,
    negated_statement,
    two_behaviours,
    undeclared_language,
    untranslated,
    white_space,
}
