//! A bar on the terminal, while a long file is read.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// What is read, with a bar on the terminal once the work has gone on for a second.
pub struct Bar<R> {
    inner: R,
    progress: Progress,
}

impl<R> Bar<R> {
    /// Something of so many bytes.
    pub fn over(inner: R, total: u64) -> Self {
        Self {
            inner,
            progress: Progress::new(total),
        }
    }
}

impl<R: Read> Read for Bar<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}

/// Shows how far something of so many bytes is read, as a part of a whole.
#[cfg(feature = "parquet")]
pub fn parts(bytes: u64) -> impl FnMut(u64, u64) + Send + 'static {
    let mut progress = Progress::new(bytes);
    move |done, total| {
        let share = u128::from(bytes) * u128::from(done) / u128::from(total.max(1));
        let done = u64::try_from(share).unwrap_or(bytes).min(bytes);
        progress.add(done.saturating_sub(progress.done));
    }
}

struct Progress {
    total: u64,
    done: u64,
    start: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    fn new(total: u64) -> Self {
        Self {
            total,
            done: 0,
            start: Instant::now(),
            bar: None,
        }
    }

    fn add(&mut self, bytes: u64) {
        self.done += bytes;
        if self.bar.is_none() && self.start.elapsed() > Duration::from_secs(1) {
            // It draws on standard error, and only if that is a terminal.
            let bar = ProgressBar::new(self.total);
            let style = "{wide_bar} {binary_bytes} of {binary_total_bytes}, {eta} left";
            bar.set_style(
                ProgressStyle::with_template(style)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Progress;

    #[test]
    fn a_bar_is_shown_only_where_it_takes_long() {
        let mut progress = Progress::new(100);
        progress.add(10);
        assert!(progress.bar.is_none());
        progress.start = Instant::now().checked_sub(Duration::from_secs(2)).unwrap();
        progress.add(10);
        assert_eq!(progress.bar.as_ref().unwrap().position(), 20);
    }
}
