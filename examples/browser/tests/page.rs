//! The page in a real browser, with the library built for it.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

fn is_there(program: &str, arguments: &[&str], expected: &str) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|it| String::from_utf8_lossy(&it.stdout).contains(expected))
}

/// What of the tools is there; says which is not.
fn browser() -> Option<&'static str> {
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .unwrap();
    let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout).unwrap().trim());
    if !sysroot.join("lib/rustlib").join(TARGET).exists() {
        eprintln!("skipped: `rustup target add {TARGET}` was not run");
        return None;
    }
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names
        .into_iter()
        .find(|it| is_there(it, &["--version"], "Chrom"));
    if found.is_none() {
        eprintln!("skipped: no Chromium is installed");
    }
    found
}

/// The page, with everything that it loads.
fn build(folder: &Path) {
    // Macros and what they need are built there already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--offline", "--lib", "--target", TARGET]);
    // Flags of the host are not for this target, and coverage or a linker may be among them.
    cargo
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", target)
        .current_dir(here);
    assert!(cargo.status().unwrap().success());
    let mut bindgen = Bindgen::new();
    bindgen.input_path(target.join(TARGET).join("debug/browser.wasm"));
    bindgen.web(true).unwrap();
    // As the command has it: the page need not say where the WASM is.
    bindgen.omit_default_module_path(false);
    bindgen.generate(folder.join("pkg")).unwrap();
    fs::copy(here.join("index.html"), folder.join("index.html")).unwrap();
    for (from, to) in [
        ("releases/2.0.0.json", "framework.json"),
        ("framework.yaml", "no-bundle.json"),
    ] {
        fs::copy(here.join("../../model").join(from), folder.join(to)).unwrap();
    }
}

/// A server of the files in a folder, for as long as the test runs: a browser loads modules and WASM only
/// from one, and with their media types.
fn serve(folder: PathBuf) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            thread::spawn(move || answer(stream, &folder));
        }
    });
    address
}

fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).lines();
    let request: Vec<String> = lines
        .map_while(Result::ok)
        .take_while(|it| !it.is_empty())
        .collect();
    let address = request
        .first()
        .and_then(|it| it.split(' ').nth(1))
        .unwrap_or_default();
    let path = address
        .split('?')
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    let (status, body) = match fs::read(folder.join(path)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let kind = match path.rsplit_once('.') {
        Some((_, "html")) => "text/html",
        Some((_, "js")) => "text/javascript",
        Some((_, "wasm")) => "application/wasm",
        _ => "application/octet-stream",
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

#[test]
fn the_page_searches_and_resolves() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let address = serve(folder.path().to_owned());
    let page = |asked: &str| {
        let output = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
            ])
            .args(["--virtual-time-budget=20000", "--dump-dom"])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .arg(format!("http://{address}/index.html?{asked}"))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let has = |page: &str, text: &str| assert!(page.contains(text), "{text:?} in\n{page}");
    let found = page("words=users+before&profile=head-of-unit");
    has(
        &found,
        "<h1 id=\"title\">Competence model of the state administration (worked example)</h1>",
    );
    has(
        &found,
        "<li>proactive-user-service.anticipates-needs: Recognises the needs of users before they voice them</li>",
    );
    has(
        &found,
        "<li>Leading and developing people: 5 indicators</li>",
    );
    has(&found, "<p id=\"problem\" role=\"alert\"></p>");
    // What goes wrong is said on the page.
    has(&page("profile=nobody"), "there is no profile");
    has(
        &page("bundle=no-bundle.json"),
        "this is not a bundle: expected value at line 1 column 1",
    );
}
