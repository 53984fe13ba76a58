//! Requests, and their answers checked against the description of the server.

use std::process::Command;
use std::{env, fs};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

async fn get(path: &str) -> (StatusCode, Value) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = server::app().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// An answer, after it was checked against the schema of `route` and its status.
async fn checked(path: &str, route: &str) -> Value {
    let (status, answer) = get(path).await;
    let api = server::description();
    let content = &api["paths"][route]["get"]["responses"][status.as_str()]["content"];
    let schema = &content["application/json"]["schema"];
    assert!(schema.is_object(), "{status} of {route} is not described");
    let schema = json!({ "allOf": [schema], "components": api["components"] });
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&answer)
        .map(|it| it.to_string())
        .take(3)
        .collect();
    assert!(wrong.is_empty(), "{path}: {wrong:?}");
    // It is the answer that satisfies the schema, and not a schema that anything does.
    assert!(!validator.is_valid(&json!("another answer")));
    answer
}

#[tokio::test]
async fn profiles_are_resolved() {
    let all = checked("/profiles", "/profiles").await;
    assert!(
        all.as_array()
            .unwrap()
            .iter()
            .any(|it| it["id"] == "head-of-unit")
    );
    for profile in all.as_array().unwrap() {
        let path = format!("/profiles/{}?language=en", profile["id"].as_str().unwrap());
        let profile = checked(&path, "/profiles/{id}").await;
        assert!(
            profile["title"]["language"] == "en"
                && !profile["competences"].as_array().unwrap().is_empty()
        );
    }
    let unknown = checked("/profiles/nobody", "/profiles/{id}").await;
    assert_eq!(
        unknown,
        json!({ "message": "there is no profile `nobody`" })
    );
    assert_eq!(get("/profiles/No%20id").await.0, StatusCode::BAD_REQUEST);
    assert_eq!(get("/profiles?language=1").await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_crosswalk_tells_what_became_something_else() {
    let crosswalk = checked("/crosswalk", "/crosswalk").await;
    let became = &crosswalk["entries"]["proactive-action"]["successors"];
    assert_eq!(*became, json!({ "proactive-user-service": "merged-into" }));
    assert_eq!(crosswalk["entries"]["leading-people"], Value::Null);
}

/// `UPDATE_PAGES=1 cargo test -p server` writes it anew.
#[tokio::test]
async fn the_description_is_current() {
    let (status, served) = get("/openapi.json").await;
    assert_eq!(status, StatusCode::OK);
    let text = format!("{served:#}\n");
    if env::var_os("UPDATE_PAGES").is_some() {
        fs::write("openapi.json", &text).unwrap();
    }
    assert!(
        fs::read_to_string("openapi.json").unwrap() == text,
        "openapi.json is not current"
    );
    assert_eq!(served["openapi"], "3.1.0");
    // The opinion of another program: `pip install openapi-spec-validator`.
    match Command::new("openapi-spec-validator")
        .arg("openapi.json")
        .output()
    {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        ),
        Err(_) => eprintln!("skipped: there is no openapi-spec-validator"),
    }
}
