//! The `dateline` program. See `dateline::cli`.

fn main() -> std::process::ExitCode {
    dateline::cli::run()
}
