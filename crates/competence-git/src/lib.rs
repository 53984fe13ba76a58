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
    /// The repository has no commit yet.
    #[error("the repository has no commit yet")]
    NoCommit,
    /// Two revisions have no common history.
    #[error("`{one}` and `{two}` have no commit in common{}", if *shallow { SHALLOW } else { UNRELATED })]
    NoMergeBase {
        /// The one.
        one: String,
        /// The other.
        two: String,
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
    /// The path was a submodule at the revision, or lay in one.
    #[error(
        "`{path}` was a submodule at the revision `{revision}`: its files are in another repository\n  run the command in the repository of the submodule"
    )]
    Submodule {
        /// The path of the submodule below the root of the repository.
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

/// What to do about histories that have nothing in common.
const UNRELATED: &str = "\n  compare with a single revision, as `git:main`";

/// What to do about a revision that is not there.
const FETCH: &str =
    "\n  fetch it first, or correct its name; `git log --all --oneline` lists the commits";

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
    /// A name that is not UTF-8.
    Name,
}

impl Revision {
    /// Reads the folder that `path` is today, as it was at a revision: a branch, a tag, a commit,
    /// or anything else that `git rev-parse` takes. `A...B` is the merge base of two of them, the
    /// commit at which they parted; `A...` that of `A` and `HEAD`.
    ///
    /// # Errors
    /// [`GitError`] if there is no repository, no such revision, or no such folder in it.
    pub fn open(path: &Path, revision: &str) -> Result<Self, GitError> {
        let repository = discover(path)?;
        let root = work_tree(&repository).ok_or_else(|| GitError::Outside(path.to_owned()))?;
        let outside = |_| GitError::Outside(path.to_owned());
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

    /// Whether nothing in the folder may be part of a model.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty() && self.files.list().files.is_empty()
    }

    fn read(repository: &gix::Repository, folder: &str, revision: &str) -> Result<Self, GitError> {
        let shallow = repository.is_shallow().unwrap_or(false);
        let unreadable = |reason: String| GitError::Object {
            revision: revision.to_owned(),
            reason,
            shallow,
        };
        let id = resolve(repository, revision)?;
        let object = id.object().map_err(|error| unreadable(error.to_string()))?;
        let mut tree = object
            .peel_to_tree()
            .map_err(|error| unreadable(error.to_string()))?;
        let mut inner = String::new();
        for name in folder.split('/').filter(|it| !matches!(*it, "" | ".")) {
            if !inner.is_empty() {
                inner.push('/');
            }
            inner.push_str(name);
            let entry = tree
                .find_entry(name)
                .filter(|entry| entry.mode().is_tree() || entry.mode().is_commit());
            let Some(entry) = entry else {
                return Err(GitError::Path {
                    path: folder.to_owned(),
                    revision: revision.to_owned(),
                });
            };
            if entry.mode().is_commit() {
                return Err(GitError::Submodule {
                    path: inner,
                    revision: revision.to_owned(),
                });
            }
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

    /// Collects the files of a tree, within the limits of any source. It stops at the first limit
    /// that it meets: a tree of a few kilobytes can hold the same tree millions of times.
    fn walk(&mut self, root: gix::Tree<'_>) -> Result<(), String> {
        let mut open = vec![(String::new(), root)];
        let (mut entries, mut files, mut bytes) = (0, 0, 0);
        while let Some((folder, tree)) = open.pop() {
            for entry in tree.iter() {
                let entry = entry.map_err(|error| error.to_string())?;
                let name = entry.filename();
                let path = match (name.to_str(), folder.as_str()) {
                    (Ok(name), "") => name.to_owned(),
                    (Ok(name), folder) => format!("{folder}/{name}"),
                    (Err(_), _) => {
                        let name = name.to_str_lossy();
                        self.problems
                            .push((format!("{folder}/{name}"), Problem::Name));
                        continue;
                    }
                };
                entries += 1;
                if entries > MAX_ENTRIES {
                    self.problems.push((path, Problem::Many));
                    return Ok(());
                }
                if name.starts_with(b".") {
                    continue;
                }
                match entry.mode().kind() {
                    EntryKind::Tree if path.matches('/').count() >= limits::FOLDER_DEPTH => {
                        self.problems.push((path, Problem::Many));
                    }
                    EntryKind::Tree => {
                        let object = entry.object().map_err(|error| error.to_string())?;
                        let tree = object.peel_to_tree().map_err(|error| error.to_string())?;
                        open.push((path, tree));
                    }
                    EntryKind::Blob | EntryKind::BlobExecutable => {
                        // Only what may be part of a model is read at all.
                        if !is_document(&path) {
                            continue;
                        }
                        let header = entry.id().header().map_err(|error| error.to_string())?;
                        let size = header.size();
                        files += 1;
                        bytes += size;
                        if files > limits::FILES || bytes > limits::TOTAL_BYTES {
                            self.problems.push((path, Problem::Many));
                            return Ok(());
                        }
                        if size > limits::BUNDLE_BYTES {
                            self.problems.push((path, Problem::Large));
                            continue;
                        }
                        let object = entry.object().map_err(|error| error.to_string())?;
                        self.files.insert(path, object.data.clone());
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

/// How many entries of trees are looked at: all files of a model, and as many others.
const MAX_ENTRIES: usize = 2 * limits::FILES;

fn is_document(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|it| {
        let known = ["yaml", "yml", "json"];
        known.iter().any(|known| it.eq_ignore_ascii_case(known))
    })
}

/// The commit or tree that a revision names.
fn resolve<'r>(repository: &'r gix::Repository, revision: &str) -> Result<gix::Id<'r>, GitError> {
    let shallow = repository.is_shallow().unwrap_or(false);
    let single = |revision: &str| {
        let id = repository.rev_parse_single(BStr::new(revision));
        id.map_err(|_| match repository.head().map(|it| it.is_unborn()) {
            Ok(true) if matches!(revision, "HEAD" | "@") => GitError::NoCommit,
            _ => GitError::Revision {
                revision: revision.to_owned(),
                shallow,
            },
        })
    };
    let Some((one, two)) = revision.split_once("...") else {
        return single(revision);
    };
    let [one, two] = [one, two].map(|it| if it.is_empty() { "HEAD" } else { it });
    let commit = |revision: &str| -> Result<gix::ObjectId, GitError> {
        let id = single(revision)?;
        let object = id.object().and_then(gix::Object::peel_to_commit);
        let object = object.map_err(|error| GitError::Object {
            revision: revision.to_owned(),
            reason: error.to_string(),
            shallow,
        })?;
        Ok(object.id)
    };
    let (first, second) = (commit(one)?, commit(two)?);
    let base = repository.merge_base(first, second);
    base.ok().flatten().ok_or_else(|| GitError::NoMergeBase {
        one: one.to_owned(),
        two: two.to_owned(),
        shallow,
    })
}

/// The root of the work tree that a path lies in, without links; `None` if it lies in none.
pub fn root(path: &Path) -> Option<PathBuf> {
    work_tree(&discover(path).ok()?)
}

/// Whether the repository that a path lies in has a revision of this name.
pub fn has_revision(path: &Path, revision: &str) -> bool {
    discover(path).is_ok_and(|it| resolve(&it, revision).is_ok())
}

fn work_tree(repository: &gix::Repository) -> Option<PathBuf> {
    repository.workdir()?.canonicalize().ok()
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
            Problem::Name => ReadError::Name,
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
