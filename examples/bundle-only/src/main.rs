//! Searches a framework for words: the one that is a part of this program, or another one in a bundle.
//!
//! `cargo run -p bundle-only -- users`
//! `cargo run -p bundle-only -- users ../model/releases/1.0.0.json`
//!
//! The program has no reader of YAML and no JSON Schema: `build.rs` checks the model and embeds it, and
//! `competence-core` is used with `default-features = false`.

use std::error::Error;
use std::{env, fs};

use competence_core::Model;

/// The framework as it was when the program was built.
mod framework {
    competence_core::include_model!();
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let words = arguments.next().ok_or("what is to be searched for?")?;
    let read: Model;
    let model = match arguments.next() {
        Some(path) => {
            read = Model::from_bundle(&fs::read(path)?)?;
            &read
        }
        None => framework::model(),
    };
    println!("{} {}", model.framework().id, model.framework().version);
    for hit in model.search(&words) {
        println!("{} {}: {}", hit.element.noun(), hit.element.id(), hit.text);
    }
    Ok(())
}
