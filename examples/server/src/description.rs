//! The description of the server in OpenAPI 3.1, whose schemas are JSON Schema, draft 2020-12.

use competence_core::crosswalk::Crosswalk;
use competence_core::{LanguageTag, ProfileId};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

use crate::{Problem, Profile, Profiles, today};

/// The description. Its schemas are made of the types that the handlers return.
pub fn description() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|it| it.definitions_path = "/components/schemas".into());
    let mut schemas = settings.into_generator();
    let language = json!({
        "name": "language", "in": "query", "description": "The language of the texts.",
        "schema": schemas.subschema_for::<LanguageTag>(),
    });
    let id = json!({
        "name": "id", "in": "path", "required": true, "description": "The id of a profile.",
        "schema": schemas.subschema_for::<ProfileId>(),
    });
    let bad = json!({ "description": "A parameter does not have its form." });
    let paths = json!({
        "/profiles": { "get": {
            "operationId": "profiles", "summary": "All profiles", "parameters": [language],
            "responses": { "200": answer::<Profiles>(&mut schemas, "The profiles."), "400": bad },
        }},
        "/profiles/{id}": { "get": {
            "operationId": "profile", "parameters": [id, language],
            "summary": "A profile, with the competences and indicators that it asks for",
            "responses": {
                "200": answer::<Profile>(&mut schemas, "The profile."), "400": bad,
                "404": answer::<Problem>(&mut schemas, "There is no such profile."),
            },
        }},
        "/crosswalk": { "get": {
            "operationId": "crosswalk",
            "summary": "What became of the elements of the version before",
            "responses": { "200": answer::<Crosswalk>(&mut schemas, "What became something else.") },
        }},
    });
    let framework = today::model().framework();
    json!({
        "openapi": "3.1.0",
        "info": { "title": framework.id, "version": framework.version },
        "paths": paths,
        "components": { "schemas": schemas.take_definitions(true) },
    })
}

fn answer<T: JsonSchema>(schemas: &mut SchemaGenerator, description: &str) -> Value {
    let schema = schemas.subschema_for::<T>();
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}
