//! A framework in a browser: loads a bundle, searches it, and resolves profiles. `index.html` uses it.
//!
//! ```sh
//! cargo install wasm-bindgen-cli --version 0.2.130
//! cargo build -p browser --release --target wasm32-unknown-unknown
//! wasm-bindgen --target web --out-dir browser/pkg target/wasm32-unknown-unknown/release/browser.wasm
//! cp ../model/releases/2.0.0.json browser/framework.json
//! python3 -m http.server --directory browser
//! ```
//!
//! Answers are the core's views as JSON, the same that the server in `../server` gives.

use competence_core::{Model, ProfileId};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A framework.
#[wasm_bindgen]
pub struct Framework(Model);

#[wasm_bindgen]
impl Framework {
    /// Reads a bundle.
    ///
    /// # Errors
    /// If it is none; the message says where it is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &[u8]) -> Result<Framework, JsError> {
        Ok(Self(Model::from_bundle(bundle)?))
    }

    /// The title in a language.
    ///
    /// # Errors
    /// If the language is not a tag of BCP 47.
    pub fn title(&self, language: &str) -> Result<String, JsError> {
        let language = language.parse()?;
        Ok(self
            .0
            .text(&self.0.framework().title, Some(&language))
            .1
            .to_owned())
    }

    /// What has these words in its texts, in any language: a list as JSON.
    ///
    /// # Errors
    /// None is known.
    pub fn search(&self, words: &str) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.0.search(words))?)
    }

    /// A profile with what it asks for, as JSON.
    ///
    /// # Errors
    /// If there is no such profile, or the language is not a tag of BCP 47.
    pub fn profile(&self, id: &str, language: &str) -> Result<String, JsError> {
        let id: ProfileId = id.parse()?;
        let unknown = || JsError::new(&format!("there is no profile `{id}`"));
        let profile = self.0.profile(&id).ok_or_else(unknown)?;
        let localised = self.0.localised(Some(&language.parse()?));
        Ok(serde_json::to_string(
            &localised.profile(&self.0.resolve(profile)),
        )?)
    }

    /// The ids of the profiles.
    pub fn profiles(&self) -> Vec<String> {
        self.0
            .profiles()
            .iter()
            .map(|it| it.id.to_string())
            .collect()
    }
}
