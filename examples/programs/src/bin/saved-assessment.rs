//! What becomes of an assessment that was saved with version 1.0.0 of the framework, now that a later one
//! is in force.
//!
//! `cargo run -p programs --bin saved-assessment`
//!
//! Each rating is kept, becomes a part of a mean, is copied, or is set aside with the reason that the
//! lineage gives. None is lost, and none is taken for what nobody said.

use std::error::Error;

use competence_core::IndicatorId;
use competence_core::migration::Migration;
use competence_ratings::{Rating, Ratings, carry};

/// The version in force.
mod today {
    competence_core::include_model!();
}
/// The version that the assessment was made against.
mod then {
    competence_core::include_model!("released");
}
use then::ids::indicator::{cooperation_and_communication, proactive_action, user_focus};

/// As a database holds it: the person, the indicator, the rating. The constants are those of 1.0.0.
const SAVED: [(&str, IndicatorId, f64); 5] = [
    ("ana", proactive_action::ANTICIPATES_NEEDS, 4.0),
    ("ana", user_focus::MEETS_USER_NEEDS, 3.0),
    ("ana", user_focus::EXPLAINS_CLEARLY, 5.0),
    ("ana", proactive_action::SPOTS_RISKS, 2.0),
    ("ana", cooperation_and_communication::LISTENS, 9.0),
];

fn main() -> Result<(), Box<dyn Error>> {
    let versions = [then::model().clone(), today::model().clone()];
    let migration = Migration::over(&versions).ok_or("there is a version")?;
    let mut ratings = Ratings::new(SAVED.map(|(person, indicator, value)| Rating {
        assessment: person.to_owned(),
        indicator: indicator.to_string(),
        value: Some(value),
        ..Rating::default()
    }));
    let tally = carry(&mut ratings, &migration, &then::model().framework().version)?;
    for it in &ratings.carried {
        let value = it.value.unwrap_or_default();
        println!(
            "{} {} {value} ({}, of {})",
            it.assessment, it.indicator, it.way, it.parts
        );
    }
    for (it, reason) in &ratings.set_aside {
        println!("{} {} set aside: {reason}", it.assessment, it.indicator);
    }
    println!(
        "{} in = {} carried + {} set aside",
        tally.read,
        tally.carried(),
        tally.set_aside
    );
    Ok(())
}
