//! What each program writes.

use std::process::Command;

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_form_asks_for_every_indicator_on_every_level() {
    let form = run(
        env!("CARGO_BIN_EXE_assessment-form"),
        &["head-of-unit", "sl"],
    );
    let count = |text: &str| form.matches(text).count();
    assert!(
        form.contains("<h1>Vodja organizacijske enote</h1>"),
        "{form}"
    );
    assert_eq!(count("type=\"radio\""), 5 * count("<fieldset>"));
    assert!(count("<fieldset>") > 20);
    assert!(form.contains("name=\"proactive-user-service.anticipates-needs\" value=\"5\""));
    assert!(form.contains("Potrebe uporabnikov prepozna, še preden jih ti izrazijo"));
    let unknown = Command::new(env!("CARGO_BIN_EXE_assessment-form"))
        .arg("nobody")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is no profile `nobody`"));
}

#[test]
fn the_advert_is_in_two_languages() {
    let advert = run(env!("CARGO_BIN_EXE_job-advert"), &[]);
    let (slovene, english) = advert.split_once("\n## Expert").unwrap();
    assert!(
        slovene.contains("- **Proaktivna usmerjenost k uporabniku**"),
        "{slovene}"
    );
    assert!(
        english.contains("- **Proactive user service**"),
        "{english}"
    );
    assert_eq!(
        slovene.matches("\n- ").count(),
        english.matches("\n- ").count()
    );
}

#[test]
fn every_saved_rating_is_accounted_for() {
    let told = run(env!("CARGO_BIN_EXE_saved-assessment"), &[]);
    let has = |text: &str| assert!(told.contains(text), "{text:?} in\n{told}");
    has("ana proactive-user-service.anticipates-needs 3.5 (merged, of 2)\n");
    has("ana proactive-user-service.explains-clearly 5 (kept, of 1)\n");
    has("ana proactive-action.spots-risks set aside: it was removed in version 2.");
    has("5 in = 3 carried + 2 set aside\n");
}
