//! Reads a model from a commit whose tree, a tree below it or a file is of any content.
#![no_main]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use competence_core::check::check;
use competence_git::Revision;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use libfuzzer_sys::fuzz_target;
use sha1::{Digest, Sha1};
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let git = folder.path().join(".git");
    for inner in ["objects", "refs/heads"] {
        fs::create_dir_all(git.join(inner)).expect("a folder");
    }
    fs::write(git.join("HEAD"), "ref: refs/heads/main\n").expect("a file");
    let config = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n";
    fs::write(git.join("config"), config).expect("a file");
    folder
});

/// Writes an object as it is, and returns its name and the path.
fn object(kind: &str, content: &[u8]) -> ([u8; 20], PathBuf) {
    let mut whole = format!("{kind} {}\0", content.len()).into_bytes();
    whole.extend(content);
    let id: [u8; 20] = Sha1::digest(&whole).into();
    let name = hex(&id);
    let (folder, file) = name.split_at(2);
    let folder = FOLDER.path().join(".git/objects").join(folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(&whole).expect("bytes");
    let path = folder.join(file);
    fs::write(&path, encoder.finish().expect("bytes")).expect("a file");
    (id, path)
}

fn hex(id: &[u8]) -> String {
    id.iter().map(|it| format!("{it:02x}")).collect()
}

fn entry(mode: &str, name: &str, id: [u8; 20]) -> Vec<u8> {
    [format!("{mode} {name}\0").as_bytes(), &id].concat()
}

fuzz_target!(|input: &[u8]| {
    let Some((&which, content)) = input.split_first() else {
        return;
    };
    let mut written = Vec::new();
    let mut write = |kind: &str, content: &[u8]| {
        let (id, path) = object(kind, content);
        written.push(path);
        id
    };
    let tree = match which % 3 {
        0 => write("tree", content),
        1 => {
            let inner = write("tree", content);
            write("tree", &entry("40000", "core", inner))
        }
        _ => {
            let file = write("blob", content);
            write("tree", &entry("100644", "framework.yaml", file))
        }
    };
    let commit = format!(
        "tree {}\nauthor a <a@b> 0 +0000\ncommitter a <a@b> 0 +0000\n\nm\n",
        hex(&tree)
    );
    let commit = write("commit", commit.as_bytes());
    let head = FOLDER.path().join(".git/refs/heads/main");
    fs::write(head, format!("{}\n", hex(&commit))).expect("a file");
    if let Ok(revision) = Revision::open(FOLDER.path(), "HEAD") {
        check(&revision);
    }
    for path in written {
        let _ = fs::remove_file(path);
    }
});
