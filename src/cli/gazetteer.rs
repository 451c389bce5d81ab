//! `dateline gazetteer build`: a GeoNames dump in, an index for `--gazetteer` out.

use super::{Failure, output};
use crate::gazetteer::{Error, Gazetteer, import};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make an index of a GeoNames dump, with what the program's own gazetteer knows beyond it
    Build {
        /// allCountries.txt, or the file of one country
        #[arg(long, value_name = "FILE")]
        geonames: PathBuf,
        /// alternateNamesV2.txt
        #[arg(long, value_name = "FILE")]
        alternates: Option<PathBuf>,
        /// The index to write
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Which places are known.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Choice {
    /// An index made by `dateline gazetteer build`, in the place of the built-in gazetteer
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// A table of your own places, put on top: name, lat, lon, and kind, country, population, names where wanted
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
}

impl Choice {
    /// Opens the gazetteer that was chosen, and makes it that of the run.
    pub(super) fn open(&self) -> Result<&'static Gazetteer, Failure> {
        let gazetteer = match &self.gazetteer {
            Some(path) => Gazetteer::open(path).map_err(failure)?,
            None => Gazetteer::fresh(),
        };
        let gazetteer = match &self.places {
            Some(path) => gazetteer.with_places(path).map_err(failure)?,
            None => gazetteer,
        };
        Ok(gazetteer.choose())
    }
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let Command::Build { geonames, alternates, out } = args.command;
    let built = import::build(&geonames, alternates.as_deref(), &out).map_err(failure)?;
    output::note(&format!("{} places under {} names, of {} rows: {}", built.n_places, built.n_names, built.n_read, out.display()));
    Ok(())
}

fn failure(error: Error) -> Failure {
    Failure(error.to_string())
}
