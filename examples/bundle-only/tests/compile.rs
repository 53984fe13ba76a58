//! Programs that name what the model does not have do not compile, and rustc says what became of it.

use std::env;
use std::process::Command;

/// Cargo tells a build script and the code of its package where the generated code is, and the programs
/// are of another package. A test cannot set a variable for itself, so that this one runs itself anew.
#[test]
fn what_is_not_there_cannot_be_named() {
    let run = Command::new(env::current_exe().unwrap())
        .args(["--exact", "programs", "--ignored", "--nocapture"])
        .env("OUT_DIR", env!("OUT_DIR"))
        .output()
        .unwrap();
    let (out, said) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(run.status.success(), "{out}{said}");
}

#[test]
#[ignore = "needs `OUT_DIR`, which the test above sets"]
fn programs() {
    trybuild::TestCases::new().compile_fail("tests/compile/*.rs");
}
