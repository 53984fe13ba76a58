//! A competence framework as it was at a git revision, read from the object store: the work
//! tree is neither read nor touched.

use std::path::{Path, PathBuf};

use competence_core::source::{Listing, Memory, ReadError, Source, limits};
use gix::bstr::{BStr, ByteSlice};
use gix::objs::tree::EntryKind;

/// Why a model cannot be read from a revision.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// The path is in no git repository.
    #[error("`{}` is in no git repository: {reason}", path.display())]
    NoRepository {
        /// The path.
        path: PathBuf,
        /// What git says.
        reason: String,
    },
    /// The repository has no work tree that the path could lie in.
    #[error("the path `{}` is not in the work tree of its repository", .0.display())]
    Outside(PathBuf),
    /// There is no such revision.
    #[error("there is no revision `{revision}` here{}", if *shallow { SHALLOW } else { FETCH })]
    Revision {
        /// What was asked for.
        revision: String,
        /// Whether the repository holds only a part of its history.
        shallow: bool,
    },
    /// The path did not exist at the revision.
    #[error(
        "there was no folder `{path}` at the revision `{revision}`\n  name the folder of that time with `git:{revision}:FOLDER`"
    )]
    Path {
        /// The path below the root of the repository.
        path: String,
        /// The revision.
        revision: String,
    },
    /// An object cannot be read.
    #[error("the revision `{revision}` cannot be read: {reason}{}", if *shallow { SHALLOW } else { "" })]
    Object {
        /// The revision.
        revision: String,
        /// What git says.
        reason: String,
        /// Whether the repository holds only a part of its history.
        shallow: bool,
    },
}

/// What to do about a shallow clone.
const SHALLOW: &str = "\n  this is a shallow clone, which holds only a part of the history: fetch all of it with `git fetch --unshallow`, or with `fetch-depth: 0` in the checkout step of a GitHub workflow";

/// What to do about a revision that is not there.
const FETCH: &str =
    "\n  fetch it first, or correct its name; `git log --all --oneline` lists what is there";

/// The files below a folder at a revision.
#[derive(Debug)]
pub struct Revision {
    files: Memory,
    problems: Vec<(String, Problem)>,
}

#[derive(Debug, Clone, Copy)]
enum Problem {
    /// A symbolic link, or a submodule: what it leads to is not part of the tree.
    Link,
    Large,
    Many,
}

impl Revision {
    /// Reads the folder that `path` is today, as it was at a revision: a branch, a tag, a commit,
    /// or anything else that `git rev-parse` takes.
    ///
    /// # Errors
    /// [`GitError`] if there is no repository, no such revision, or no such folder in it.
    pub fn open(path: &Path, revision: &str) -> Result<Self, GitError> {
        let repository = discover(path)?;
        let root = repository
            .workdir()
            .ok_or_else(|| GitError::Outside(path.to_owned()))?;
        let outside = |_| GitError::Outside(path.to_owned());
        let root = root.canonicalize().map_err(outside)?;
        let real = path.canonicalize().map_err(outside)?;
        let inner = real
            .strip_prefix(&root)
            .map_err(|_| GitError::Outside(path.to_owned()))?;
        let folder = inner.to_string_lossy().replace('\\', "/");
        Self::read(&repository, &folder, revision)
    }

    /// Reads a folder by its path below the root of the repository that `inside` is in: for a
    /// model that lay elsewhere at that time.
    ///
    /// # Errors
    /// As [`Revision::open`].
    pub fn open_folder(inside: &Path, folder: &str, revision: &str) -> Result<Self, GitError> {
        Self::read(&discover(inside)?, folder.trim_matches('/'), revision)
    }

    fn read(repository: &gix::Repository, folder: &str, revision: &str) -> Result<Self, GitError> {
        let shallow = repository.is_shallow().unwrap_or(false);
        let unreadable = |reason: String| GitError::Object {
            revision: revision.to_owned(),
            reason,
            shallow,
        };
        let id = repository
            .rev_parse_single(BStr::new(revision))
            .map_err(|_| GitError::Revision {
                revision: revision.to_owned(),
                shallow,
            })?;
        let object = id.object().map_err(|error| unreadable(error.to_string()))?;
        let mut tree = object
            .peel_to_tree()
            .map_err(|error| unreadable(error.to_string()))?;
        if !matches!(folder, "" | ".") {
            let missing = || GitError::Path {
                path: folder.to_owned(),
                revision: revision.to_owned(),
            };
            let entry = tree
                .lookup_entry_by_path(folder)
                .map_err(|error| unreadable(error.to_string()))?
                .filter(|entry| entry.mode().is_tree())
                .ok_or_else(missing)?;
            let object = entry
                .object()
                .map_err(|error| unreadable(error.to_string()))?;
            tree = object
                .peel_to_tree()
                .map_err(|error| unreadable(error.to_string()))?;
        }
        let mut reading = Self {
            files: Memory::default(),
            problems: Vec::new(),
        };
        reading.walk(tree).map_err(unreadable)?;
        Ok(reading)
    }

    /// Collects the files of a tree, within the limits of any source.
    fn walk(&mut self, root: gix::Tree<'_>) -> Result<(), String> {
        let mut open = vec![(String::new(), root)];
        let (mut files, mut bytes) = (0, 0);
        while let Some((folder, tree)) = open.pop() {
            for entry in tree.iter() {
                let entry = entry.map_err(|error| error.to_string())?;
                let name = entry.filename().to_str_lossy();
                let path = if folder.is_empty() {
                    name.into_owned()
                } else {
                    format!("{folder}/{name}")
                };
                if path.split('/').any(|part| part.starts_with('.')) {
                    continue;
                }
                match entry.mode().kind() {
                    EntryKind::Tree if path.matches('/').count() >= limits::FOLDER_DEPTH => {
                        self.problems.push((path, Problem::Many));
                    }
                    EntryKind::Tree => {
                        let object = entry.object().map_err(|error| error.to_string())?;
                        open.push((
                            path,
                            object.peel_to_tree().map_err(|error| error.to_string())?,
                        ));
                    }
                    EntryKind::Blob | EntryKind::BlobExecutable => {
                        // Only what may be part of a model is read at all.
                        if !Path::new(&path).extension().is_some_and(|it| {
                            ["yaml", "yml", "json"]
                                .iter()
                                .any(|known| it.eq_ignore_ascii_case(known))
                        }) {
                            continue;
                        }
                        files += 1;
                        let size = entry
                            .id()
                            .header()
                            .map_err(|error| error.to_string())?
                            .size();
                        bytes += size;
                        if files > limits::FILES || bytes > limits::TOTAL_BYTES {
                            self.problems.push((path, Problem::Many));
                        } else if size > limits::BUNDLE_BYTES {
                            self.problems.push((path, Problem::Large));
                        } else {
                            let object = entry.object().map_err(|error| error.to_string())?;
                            self.files.insert(path, object.data.clone());
                        }
                    }
                    EntryKind::Link | EntryKind::Commit => {
                        self.problems.push((path, Problem::Link));
                    }
                }
            }
        }
        Ok(())
    }
}

fn discover(path: &Path) -> Result<gix::Repository, GitError> {
    gix::discover(path).map_err(|error| GitError::NoRepository {
        path: path.to_owned(),
        reason: error.to_string(),
    })
}

impl Source for Revision {
    fn list(&self) -> Listing {
        let mut listing = self.files.list();
        let error = |problem: Problem| match problem {
            Problem::Link => ReadError::NotAFile,
            Problem::Large => ReadError::TooLarge {
                limit: limits::BUNDLE_BYTES,
            },
            Problem::Many => ReadError::TooMany,
        };
        listing.problems.extend(
            self.problems
                .iter()
                .map(|(path, it)| (path.clone(), error(*it))),
        );
        listing
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.files.read(path, limit)
    }
}
