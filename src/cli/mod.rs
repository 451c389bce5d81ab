//! The command line: the whole path without a window.
//!
//! One file a subcommand. Results go to standard output or a file, messages to standard error. Exit status: 0 done,
//! 1 failed with one line that names the input and what to do, 2 wrong usage.

mod batch;
mod extract;
mod output;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Reads a news article and plays it on a map: places, dates and journeys, offline.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write what was found in articles as JSON
    Extract(extract::Args),
}

/// Why a command failed, in one line for the reader.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failure(String);

/// Runs the command line and returns its exit status: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Some(Command::Extract(args)) => extract::run(args),
        None => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "dateline: {failure}");
            ExitCode::FAILURE
        }
    }
}
