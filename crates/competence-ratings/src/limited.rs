//! No row is longer than the limit, whatever the file.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest row, in bytes. A quote that is never closed would make one of the whole file.
pub(crate) const ROW_BYTES: u64 = 1 << 20;

/// How large the buffers are, in bytes.
pub(crate) const BUFFER: usize = 1 << 17;

/// What is read, up to the longest row.
pub(crate) struct Limited<R> {
    inner: R,
    since_row: Arc<AtomicU64>,
}

/// Tells that a row has ended.
#[derive(Clone)]
pub(crate) struct RowEnd(Arc<AtomicU64>);

impl RowEnd {
    pub fn reached(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl<R> Limited<R> {
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            since_row: Arc::new(AtomicU64::new(0)),
        }
    }

    pub fn row_end(&self) -> RowEnd {
        RowEnd(Arc::clone(&self.since_row))
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let since = self.since_row.load(Ordering::Relaxed);
        if since > ROW_BYTES {
            return Err(io::Error::other(
                "a row is longer than 1 MiB; a quote may be left open",
            ));
        }
        let read = self.inner.read(buffer)?;
        self.since_row.store(since + read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
