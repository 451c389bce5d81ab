//! The command line: the whole path without a window.
//!
//! One file a subcommand. Results go to standard output or a file, messages to standard error. Exit status: 0 done,
//! 1 failed with one line that names the input and what to do, 2 wrong usage.

mod animate;
mod article;
mod batch;
mod corpus;
mod dates;
mod evaluate;
mod explain;
mod export;
mod extract;
mod ffmpeg;
mod gazetteer;
mod input;
mod known;
mod legs;
mod look;
mod output;
mod progress;
mod search;
mod snapshot;
mod table;
#[cfg(feature = "parquet")]
mod table_in;
#[cfg(feature = "parquet")]
mod table_out;
mod window;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads a news article and plays it on a map: places, dates and journeys, offline.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// An article, a saved story, or "-"; of several articles one story is made; the bundled example without
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    known: known::Known,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a film of the story: MP4, WebM, GIF or animated PNG
    Animate(animate::Args),
    /// Show what was loaded from a document: title, byline, date, source, clean text
    Article(article::Args),
    /// Show the dates, times, durations and sets of an article, with their reasons
    Dates(dates::Args),
    /// Score how well a labelled corpus is read
    Evaluate(evaluate::Args),
    /// Show what each place name may mean, and what tells each leg of a journey, with reasons
    Explain(explain::Args),
    /// Export the story: pictures, maps for other programs, tables
    Export(export::Args),
    /// Write what was found in articles as JSON
    Extract(extract::Args),
    /// Make an index of a bigger gazetteer
    Gazetteer(gazetteer::Args),
    /// Search the gazetteer
    Search(search::Args),
    /// Draw the story as a picture, PNG or SVG
    Snapshot(snapshot::Args),
}

/// Why a command failed, in one line for the reader.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failure(String);

/// Runs the command line and returns its exit status: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Some(Command::Animate(args)) => animate::run(args),
        Some(Command::Article(args)) => article::run(args),
        Some(Command::Dates(args)) => dates::run(args),
        Some(Command::Evaluate(args)) => evaluate::run(args),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Export(args)) => export::run(args),
        Some(Command::Extract(args)) => extract::run(args),
        Some(Command::Gazetteer(args)) => gazetteer::run(args),
        Some(Command::Search(args)) => search::run(args),
        Some(Command::Snapshot(args)) => snapshot::run(args),
        None => window::run(&cli.inputs, cli.known),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::note(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}
