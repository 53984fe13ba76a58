//! A file that has no name while it is written: a process that is killed leaves nothing of it.

use std::fs::File;
use std::io;
use std::path::Path;

/// A file in a folder that has no name yet, where the system and the file system have such.
#[cfg(target_os = "linux")]
pub(super) fn create(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    // A new file may be read by whom new files may be.
    let file = open(folder, flags, Mode::from_raw_mode(0o666)).ok()?;
    let file = File::from(file);
    // The name is given by way of this path, which a sandbox may not have.
    handle(&file).symlink_metadata().is_ok().then_some(file)
}

/// Gives a file its name.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if the name is taken; or if the operating system refuses.
#[cfg(target_os = "linux")]
pub(super) fn name(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    linkat(CWD, handle(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn handle(file: &File) -> std::path::PathBuf {
    use std::os::fd::AsRawFd;
    format!("/proc/self/fd/{}", file.as_raw_fd()).into()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn create(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
pub(super) fn name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
