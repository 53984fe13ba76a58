//! The command `competence`: checks, shows and bundles a competence framework.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod arguments;
mod commands;
mod failure;
mod model;
mod named;
mod sides;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use competence_core::source;

use arguments::Arguments;
use failure::Failure;

/// The exit status of a command that was interrupted, as shells have it for Ctrl-C.
const INTERRUPTED: i32 = 130;

/// What a command has to say, and whether what it looked at is in order.
struct Outcome {
    /// For standard output.
    text: String,
    /// For standard error.
    note: String,
    passed: bool,
}

impl Outcome {
    fn passed(text: String) -> Self {
        Self {
            text,
            note: String::new(),
            passed: true,
        }
    }
}

fn main() -> ExitCode {
    // Without a handler, an interrupted command would leave its temporary files.
    let _ = ctrlc::set_handler(|| {
        source::abandon();
        std::process::exit(INTERRUPTED)
    });
    let arguments = Arguments::parse();
    arguments.color.write_global();
    let outcome = match commands::run(&arguments.command) {
        Ok(outcome) => outcome,
        Err(failure) => {
            let _ = writeln!(anstream::stderr(), "error: {failure}");
            return ExitCode::from(2);
        }
    };
    match print(&outcome) {
        // Whoever closes the pipe, as `head` does, has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let failure = Failure::Output(error);
            let _ = writeln!(anstream::stderr(), "error: {failure}");
            ExitCode::from(2)
        }
        _ if outcome.passed => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
}

fn print(outcome: &Outcome) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(outcome.text.as_bytes())?;
    out.flush()?;
    anstream::stderr().lock().write_all(outcome.note.as_bytes())
}
