//! Means, standard deviations and all correlations of 40 indicators, from a file of ratings, beside `DuckDB`,
//! Polars and the bare `csv` crate: `cargo bench -p competence-ratings`.
//!
//! Words behind `--` choose: `5` and `100` are millions of ratings (5 where none is named), `csv` and `parquet` the
//! forms, `sorted` and `random` the order of the rows.
//!
//! Each is measured in a process of its own, in turns, by the clock, with two threads each. The wheels of `DuckDB`
//! and Polars are installed into `target/figures/venv`; what is generated stays beside them.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[cfg(all(feature = "figures", feature = "parquet"))]
mod compared;
#[cfg(all(feature = "figures", feature = "parquet"))]
mod data;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    #[cfg(all(feature = "figures", feature = "parquet"))]
    compared::main(&words);
    // What is measured stands behind features, and is built with them.
    #[cfg(not(all(feature = "figures", feature = "parquet")))]
    {
        let words = words.iter().filter(|it| *it != "--bench");
        let with = [
            "bench",
            "-p",
            "competence-ratings",
            "--all-features",
            "--bench",
            "figures",
            "--",
        ];
        let cargo = std::process::Command::new(env!("CARGO"))
            .args(with)
            .args(words)
            .status();
        std::process::exit(cargo.ok().and_then(|it| it.code()).unwrap_or(1));
    }
}
