//! The command line: the whole path without a window.

use std::process::ExitCode;

/// Runs the command line and returns its exit status: 0 done, 1 failed, 2 wrong usage.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
