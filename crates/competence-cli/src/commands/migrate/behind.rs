//! Writing while the next rows are reckoned: the system's part of the work on another core.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// How many blocks may wait. A block is what the writer of a table has buffered.
const WAITING: usize = 16;

/// After how many bytes what is written is brought to the disk, so that it need not wait at the
/// end.
const SYNCED: usize = 1 << 22;

/// A file that another thread writes to. An error of it is the error of a later write, or of
/// [`Write::flush`], which waits until everything is written.
pub struct Behind {
    sender: SyncSender<Work>,
    /// The thread, until it has ended with an error.
    thread: Option<JoinHandle<io::Result<()>>>,
}

enum Work {
    Block(Vec<u8>),
    /// Tells when everything before is written.
    Flush(SyncSender<()>),
}

impl Behind {
    pub fn new(file: File) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(WAITING);
        let thread = thread::Builder::new().spawn(move || write(file, &receiver))?;
        Ok(Self {
            sender,
            thread: Some(thread),
        })
    }

    /// The error with which the thread ended.
    fn failure(&mut self) -> io::Error {
        let ended = self.thread.take().map(JoinHandle::join);
        match ended {
            Some(Ok(Err(error))) => error,
            _ => io::Error::other("what was written before could not be written"),
        }
    }
}

fn write(mut file: File, receiver: &Receiver<Work>) -> io::Result<()> {
    let mut since = 0;
    for work in receiver {
        match work {
            Work::Block(bytes) => {
                file.write_all(&bytes)?;
                since += bytes.len();
                if since >= SYNCED {
                    file.sync_data()?;
                    since = 0;
                }
            }
            // Who asked may have gone.
            Work::Flush(done) => drop(done.send(())),
        }
    }
    Ok(())
}

impl Write for Behind {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.sender.send(Work::Block(bytes.to_vec())) {
            Ok(()) => Ok(bytes.len()),
            Err(_) => Err(self.failure()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let (done, is_done) = sync_channel(1);
        let asked = self.sender.send(Work::Flush(done));
        if asked.is_ok() && is_done.recv().is_ok() {
            Ok(())
        } else {
            Err(self.failure())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_there_after_a_flush() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let mut behind = Behind::new(File::create(&path).unwrap()).unwrap();
        let mut expected = Vec::new();
        for number in 0..1_000u32 {
            let block = number.to_le_bytes().repeat(1 + number as usize % 97);
            behind.write_all(&block).unwrap();
            expected.extend(block);
            if number % 250 == 249 {
                behind.flush().unwrap();
                assert_eq!(std::fs::read(&path).unwrap(), expected);
            }
        }
    }

    #[test]
    fn an_error_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        std::fs::write(&path, "").unwrap();
        // A file that is open for reading only cannot be written to.
        let mut behind = Behind::new(File::open(&path).unwrap()).unwrap();
        let first = behind.write_all(b"x").and_then(|()| behind.flush());
        assert!(first.is_err());
        assert!(
            behind
                .write_all(b"x")
                .and_then(|()| behind.flush())
                .is_err()
        );
    }
}
