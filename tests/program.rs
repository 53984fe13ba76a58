//! The program as its users meet it: run as a process, on models in temporary folders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod commands;
mod editor;
mod exchange;
mod gate;
mod git;
mod lineage;
mod migrate;
mod outputs;
mod pages;
mod picture;
mod pictures;
mod pipelines;
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
