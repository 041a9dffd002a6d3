//! Words of the user → calls of the rooms below, and what they give → words for the user.
//!
//! The only room that prints: data on standard output, all else on standard error. Exit codes: 0 done, 1 nothing
//! found or some files refused, 2 could not run; a reader that goes away (broken pipe) is 0.
//! Decides nothing about meaning.

mod args;
mod debug_pages;
mod export;
mod extract;
mod filters;
mod ingest;
mod lexicon;
mod names;
mod output;
mod progress;
mod query;
mod show;
mod tickers;
mod verify;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// Done.
    Well,
    /// Nothing found, some files refused, or something does not agree.
    Short,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let ended = match &args.command {
        Command::Ingest(typed) => ingest::run(&args.store, typed),
        Command::Query(typed) => query::run(&args.store, typed),
        Command::Export(typed) => export::run(&args.store, typed),
        Command::Show(typed) => show::run(&args.store, typed),
        Command::Extract(typed) => extract::run(&args.store, typed),
        Command::Lexicon(typed) => lexicon::run(&args.store, typed),
        Command::Verify => verify::run(&args.store),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Short) => ExitCode::from(1),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}
