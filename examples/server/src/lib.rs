//! A web server that answers with resolved profiles and with what became of the elements of an earlier
//! version, and describes itself in OpenAPI 3.1.
//!
//! `cargo run -p server`, and then `curl localhost:3000/profiles/head-of-unit?language=en`
//!
//! The description is made of the types that the handlers return, so that it cannot say something else
//! than they do: `openapi.json` beside this file, and `/openapi.json` of the server.

mod description;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use competence_core::crosswalk::Crosswalk;
use competence_core::{Element, ElementView, LanguageTag, ProfileId, ProfileView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use description::description;

/// The version in force.
mod today {
    competence_core::include_model!();
}
/// The version before it.
mod before {
    competence_core::include_model!("released");
}

/// The server.
pub fn app() -> Router {
    Router::new()
        .route("/profiles", get(profiles))
        .route("/profiles/{id}", get(profile))
        .route("/crosswalk", get(crosswalk))
        .route("/openapi.json", get(async || Json(description())))
}

// The model lives as long as the program, and so do its views: they are answered as they are.

type Profiles = Vec<ElementView<'static>>;
type Profile = ProfileView<'static>;

/// Which language texts are in; the framework's primary one where nothing is said.
#[derive(Deserialize)]
struct Wanted {
    language: Option<LanguageTag>,
}

async fn profiles(Query(wanted): Query<Wanted>) -> Json<Profiles> {
    let localised = today::model().localised(wanted.language.as_ref());
    let profiles = today::model().profiles().iter();
    Json(
        profiles
            .map(|it| localised.element(Element::Profile(it)))
            .collect(),
    )
}

async fn profile(
    Path(id): Path<ProfileId>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Profile>, NotFound> {
    let model = today::model();
    let profile = model.profile(&id).ok_or(NotFound(id))?;
    let localised = model.localised(wanted.language.as_ref());
    Ok(Json(localised.profile(&model.resolve(profile))))
}

async fn crosswalk() -> Json<Crosswalk> {
    Json(Crosswalk::between(before::model(), today::model()).changed())
}

/// Why there is no answer.
#[derive(Serialize, JsonSchema)]
struct Problem {
    message: String,
}

struct NotFound(ProfileId);

impl IntoResponse for NotFound {
    fn into_response(self) -> Response {
        let message = format!("there is no profile `{}`", self.0);
        (StatusCode::NOT_FOUND, Json(Problem { message })).into_response()
    }
}
