//! A form on which people of one profile are assessed: a page for a browser, or for printing.
//!
//! `cargo run -p programs --bin assessment-form -- head-of-unit en > form.html`
//!
//! The profile is resolved, so that the form has what it takes over from others, and nothing above the
//! level that it asks for. The names of the fields are the ids of the indicators: they are what an answer
//! is saved under, together with the version of the framework.

use std::env;
use std::error::Error;

use competence_core::{LanguageTag, Model, ProfileId, ProfileView};
use maud::{DOCTYPE, Markup, html};

competence_core::include_model!();

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let id: ProfileId = match arguments.next() {
        Some(id) => id.parse()?,
        None => ids::profile::HEAD_OF_UNIT,
    };
    let language: LanguageTag = arguments.next().as_deref().unwrap_or("en").parse()?;
    let profile = model()
        .profile(&id)
        .ok_or_else(|| format!("there is no profile `{id}`"))?;
    let view = model()
        .localised(Some(&language))
        .profile(&model().resolve(profile));
    println!("{}", form(model(), &view, &language).into_string());
    Ok(())
}

fn form(model: &Model, profile: &ProfileView<'_>, language: &LanguageTag) -> Markup {
    let framework = model.framework();
    let scale = &framework.scale.levels;
    let text = |text| model.text(text, Some(language)).1;
    let title = |it: &competence_core::ElementView<'_>| {
        use competence_core::TextField::{Statement, Title};
        let found = it.texts.get(&Title).or(it.texts.get(&Statement));
        found.map(|it| it.text.to_owned()).unwrap_or_default()
    };
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                title { (title(&profile.profile)) }
            }
            body {
                h1 { (title(&profile.profile)) }
                form method="post" {
                    input type="hidden" name="version" value=(framework.version);
                    @for required in &profile.competences {
                        h2 { (title(&required.competence)) }
                        @for indicator in &required.competence.indicators {
                            fieldset {
                                legend { (title(indicator)) }
                                @for level in scale {
                                    label {
                                        input type="radio" name=(indicator.id) value=(level.value);
                                        " " (text(&level.title))
                                    }
                                }
                            }
                        }
                    }
                    button { "OK" }
                }
            }
        }
    }
}
