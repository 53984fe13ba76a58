//! The picture of the README shows the page that the program makes.

use std::fs;

use competence_core::ContentHash;

use super::pages::{browser, chromium};
use super::support::{repository, run};

/// The top of the page for deciders of the example, in English. `UPDATE_PAGES=1` takes it anew, with
/// the hash of the page that it was taken of; what a browser makes of one page differs from machine to
/// machine in its dots, and so they are not compared.
#[test]
fn the_picture_of_the_readme_is_of_the_page_as_it_is() {
    let root = repository();
    let diff = ["diff", "1.0.0", "2.0.0", "--lang", "en", "--format", "html"];
    let page = run(&root, &diff);
    assert!(page.status.success(), "{page:?}");
    let hash = ContentHash::of(&page.stdout).to_string();
    let (picture, taken) = (
        root.join("docs/deciders.png"),
        root.join("docs/deciders.png.sha256"),
    );
    if std::env::var_os("UPDATE_PAGES").is_some() {
        let Some(browser) = browser() else { return };
        let folder = tempfile::tempdir().unwrap();
        let html = folder.path().join("page.html");
        fs::write(&html, &page.stdout).unwrap();
        let status = chromium(&browser, &folder.path().join("profile"))
            .arg("--window-size=1100,735")
            .arg("--hide-scrollbars")
            .arg(format!("--screenshot={}", picture.display()))
            .arg(format!("file://{}", html.display()))
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
        fs::write(&taken, format!("{hash}\n")).unwrap();
    }
    let of = fs::read_to_string(&taken).unwrap();
    assert_eq!(
        of.trim_end(),
        hash,
        "take the picture anew with UPDATE_PAGES=1"
    );
    let bytes = fs::read(&picture).unwrap();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (1100, 735));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    assert!(
        readme
            .lines()
            .take(30)
            .any(|it| it.contains("](docs/deciders.png)"))
    );
}
