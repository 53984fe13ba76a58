//! JSON for programs.

use serde::Serialize;

use crate::Error;
use crate::visible::visible_json;

/// Any value as indented JSON with a line feed, without a raw control character.
///
/// # Errors
/// [`Error::Json`] if the value is a map whose keys are not texts.
pub fn pretty(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string_pretty(value)?;
    Ok(format!("{}\n", visible_json(&json)))
}
