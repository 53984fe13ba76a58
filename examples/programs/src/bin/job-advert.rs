//! The competences that a job advert asks for, in two languages.
//!
//! `cargo run -p programs --bin job-advert`
//!
//! The profile is named by a constant. When the framework renames or removes it, this program does not
//! compile until someone has looked at it; when it only changes what the profile asks for, the advert
//! changes with it.

use std::error::Error;

use competence_core::{Necessity, ProfileId};

competence_core::include_model!();

const ADVERTISED: ProfileId = ids::profile::EXPERT_TAX_SERVICES;

fn main() -> Result<(), Box<dyn Error>> {
    let model = model();
    let profile = model
        .profile(&ADVERTISED)
        .ok_or("the constant is of this model")?;
    for language in ["sl", "en"] {
        let language = language.parse()?;
        let text = |text| model.text(text, Some(&language)).1;
        println!("## {}\n", text(&profile.title));
        for required in model.resolve(profile).competences {
            let level = required
                .level
                .and_then(|it| model.level_of(Some(required.competence), it));
            let level = level
                .map(|it| format!(" ({})", text(&it.title)))
                .unwrap_or_default();
            let mark = match required.necessity {
                Necessity::Essential => "",
                Necessity::Optional => "+ ",
            };
            println!("- {mark}**{}**{level}", text(&required.competence.title));
            if let Some(definition) = &required.competence.definition {
                println!("  {}", text(definition));
            }
        }
        println!();
    }
    Ok(())
}
