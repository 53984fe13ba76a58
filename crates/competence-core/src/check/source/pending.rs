//! Several files put in their places at once: a process that is killed at any point leaves all
//! of them as they were, or all as they were to be.
//!
//! The new files are first written into a folder that nothing reads, which is then renamed: from
//! that moment on they hold, and [`super::Directory`] reads them from there. Then each is moved
//! to its place. Whatever is left of that by an end in between is done by [`finish`].

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{ReadError, limits};

/// The folder of files that hold already and are not in their places yet.
pub(super) const FOLDER: &str = ".release";

/// The folder of files that do not hold yet.
const STAGE: &str = ".release-new";

/// One step, after any of which the process may end.
enum Step {
    Clear(PathBuf),
    Create(PathBuf),
    Write {
        path: PathBuf,
        content: String,
        /// The file whose permissions it takes over, if that is there.
        like: PathBuf,
    },
    Rename(PathBuf, PathBuf),
}

impl Step {
    fn run(&self) -> io::Result<()> {
        match self {
            Self::Clear(folder) if folder.exists() => fs::remove_dir_all(folder),
            Self::Clear(_) => Ok(()),
            Self::Create(folder) => fs::create_dir_all(folder),
            Self::Write {
                path,
                content,
                like,
            } => {
                let mut file = File::create(path)?;
                file.write_all(content.as_bytes())?;
                if let Ok(metadata) = fs::metadata(like) {
                    file.set_permissions(metadata.permissions())?;
                }
                // So that a machine that goes down keeps what was written in this order too.
                file.sync_all()
            }
            Self::Rename(from, to) => {
                fs::rename(from, to)?;
                sync_folder(to)
            }
        }
    }
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    path.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes files below a folder, each by its path there, all at once. What an earlier, unfinished
/// call has left is finished first.
///
/// # Errors
/// If the operating system refuses; then all files are as they were, or, once they hold, are
/// read as they are to be, and [`finish`] is to be called again.
pub fn write_all(root: &Path, files: &[(String, String)]) -> io::Result<()> {
    finish(root)?;
    stage(root, files).iter().try_for_each(Step::run)?;
    finish(root).map(|_| ())
}

/// Finishes what an earlier call of [`write_all`] has left, and tells whether there was anything.
///
/// # Errors
/// If the operating system refuses.
pub fn finish(root: &Path) -> io::Result<bool> {
    let pending = root.join(FOLDER);
    if !pending.is_dir() {
        return Ok(false);
    }
    place(root)?.iter().try_for_each(Step::run)?;
    Ok(true)
}

/// The steps up to the one by which the files hold, which is the last.
fn stage(root: &Path, files: &[(String, String)]) -> Vec<Step> {
    let stage = root.join(STAGE);
    let mut steps = vec![Step::Clear(stage.clone())];
    for (path, content) in files {
        let staged = stage.join(path);
        let folder = staged.parent().unwrap_or(&stage).to_owned();
        steps.push(Step::Create(folder));
        steps.push(Step::Write {
            path: staged,
            content: content.clone(),
            like: root.join(path),
        });
    }
    steps.push(Step::Rename(stage, root.join(FOLDER)));
    steps
}

/// The steps that put the files in their places.
fn place(root: &Path) -> io::Result<Vec<Step>> {
    let pending = root.join(FOLDER);
    let mut steps = Vec::new();
    for path in files_below(&pending, "")? {
        let to = root.join(&path);
        let folder = to.parent().unwrap_or(root).to_owned();
        steps.push(Step::Create(folder));
        // A link stays a link, if it leads to a file of the folder.
        let inside = to
            .canonicalize()
            .ok()
            .filter(|real| root.canonicalize().is_ok_and(|root| real.starts_with(root)));
        steps.push(Step::Rename(pending.join(&path), inside.unwrap_or(to)));
    }
    steps.push(Step::Clear(pending));
    Ok(steps)
}

/// The paths of all files below a folder, in order, within the limits of any source.
pub(super) fn files_below(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    let mut open = vec![(folder.to_owned(), prefix.to_owned())];
    while let Some((folder, prefix)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if path.matches('/').count() > limits::FOLDER_DEPTH || paths.len() > limits::FILES {
                return Err(io::Error::other(ReadError::TooMany));
            }
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{path}/")));
            } else {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::source::{Directory, Source, limits};

    /// All files, as a reader of the library sees them.
    fn seen(root: &Path) -> BTreeMap<String, String> {
        let directory = Directory::open(root).unwrap();
        let files = directory.list().files;
        let read = |path: String| {
            let bytes = directory.read(&path, limits::FILE_BYTES).unwrap();
            (path, String::from_utf8(bytes).unwrap())
        };
        files.into_iter().map(read).collect()
    }

    fn old(root: &Path) {
        fs::write(root.join("framework.yaml"), "old").unwrap();
        fs::write(root.join("other.yaml"), "other").unwrap();
    }

    fn new() -> Vec<(String, String)> {
        [
            ("framework.yaml", "new"),
            ("releases/1.0.0.json", "bundle"),
            ("releases/releases.yaml", "records"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
    }

    #[test]
    fn an_end_at_any_point_leaves_the_old_state_or_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        old(folder.path());
        let before = seen(folder.path());
        write_all(folder.path(), &new()).unwrap();
        let after = seen(folder.path());
        assert_eq!(after["framework.yaml"], "new");
        assert_eq!(after["other.yaml"], "other");
        assert!(!finish(folder.path()).unwrap());

        let staging = stage(folder.path(), &new()).len();
        let mut number = 0;
        loop {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            old(root);
            // The first so many steps, and then the end.
            let staged = stage(root, &new());
            for step in staged.iter().take(number) {
                step.run().unwrap();
            }
            let placed = if number > staging {
                let steps = place(root).unwrap();
                let done = steps.iter().take(number - staging);
                done.for_each(|step| step.run().unwrap());
                steps.len()
            } else {
                0
            };
            let expected = if number < staging { &before } else { &after };
            assert_eq!(seen(root), *expected, "after {number} steps");
            // The same again, or what was left, comes to the new state on disk.
            let left = root.join(FOLDER).is_dir();
            assert_eq!(finish(root).unwrap(), left);
            assert_eq!(seen(root), *expected, "after {number} steps, finished");
            write_all(root, &new()).unwrap();
            assert_eq!(seen(root), after);
            let names = files_below(root, "").unwrap();
            assert_eq!(names.len(), 4, "{names:?}");
            if placed > 0 && number == staging + placed {
                break;
            }
            number += 1;
        }
    }

    #[test]
    fn a_file_that_is_half_written_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        old(folder.path());
        let before = seen(folder.path());
        fs::create_dir(folder.path().join(STAGE)).unwrap();
        fs::write(folder.path().join(STAGE).join("framework.yaml"), "n").unwrap();
        assert_eq!(seen(folder.path()), before);
        write_all(folder.path(), &new()).unwrap();
        assert_eq!(seen(folder.path())["framework.yaml"], "new");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("real.yaml"), "old").unwrap();
        fs::set_permissions(root.join("real.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.yaml", root.join("framework.yaml")).unwrap();
        write_all(root, &new()).unwrap();
        assert_eq!(fs::read_to_string(root.join("real.yaml")).unwrap(), "new");
        assert!(
            fs::symlink_metadata(root.join("framework.yaml"))
                .unwrap()
                .is_symlink()
        );
        let mode = fs::metadata(root.join("real.yaml"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
