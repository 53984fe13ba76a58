//! The program as its users meet it: run as a process, on models in temporary folders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod commands;
mod editor;
mod exchange;
mod gate;
#[cfg(feature = "report")]
#[path = "../crates/competence-ratings/tests/generated/mod.rs"]
mod generated;
mod git;
mod lineage;
mod migrate;
mod outputs;
mod pages;
mod picture;
mod pictures;
mod pipelines;
mod ratings;
#[cfg(feature = "report")]
mod ratings_report;
#[cfg(feature = "report")]
mod ratings_story;
mod release;
mod standards;
mod story;
mod support;
mod tutorial;
mod verbs;
mod verdicts;
mod versions;
mod workbook;
mod worked_example;
mod writers;
