//! Films through the ffmpeg of this machine, where the user asks for it: any format that it knows. Nothing else needs it.

use super::Failure;
use crate::export::Error;
use crate::export::film::{self, Options, Progress};
use crate::story::Story;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Makes a film of `story` at `path`, in the format that its name asks for; it replaces what is there when it is whole.
///
/// # Errors
/// Where there is no ffmpeg, and what it says where it fails.
pub(super) fn make(
    story: &Story,
    options: &Options,
    path: &Path,
    progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let failed = |words: String| Failure(format!("{words}: {}", path.display()));
    let temporary = beside(path);
    let mut child =
        command(options, &temporary).spawn().map_err(|e| failed(format!("could not start ffmpeg ({e}); leave out --ffmpeg")))?;
    let painted = match child.stdin.take() {
        Some(mut pipe) => {
            let stopped = |e: std::io::Error| Error::Draw(format!("ffmpeg took no more pictures ({e})"));
            film::pictures(story, options, |rgba, n| (0..n).try_for_each(|_| pipe.write_all(rgba).map_err(stopped)), progress)
        }
        None => Err(Error::Draw("ffmpeg takes no pictures".to_owned())),
    };
    if painted.is_err() {
        // It may have ended by itself; what it said is read in any case.
        child.kill().ok();
    }
    let ended = child.wait_with_output();
    let made = match (painted, ended) {
        (_, Err(e)) => Err(format!("lost ffmpeg ({e})")),
        (painted, Ok(ended)) => {
            let said = String::from_utf8_lossy(&ended.stderr);
            let said = said.lines().map(str::trim).rfind(|l| !l.is_empty());
            match (painted, said) {
                (Ok(()), _) if ended.status.success() => Ok(()),
                (_, Some(said)) => Err(format!("ffmpeg says: {said}")),
                (Err(e), None) => Err(e.to_string()),
                (Ok(()), None) => Err("ffmpeg failed and does not say why".to_owned()),
            }
        }
    };
    let made = made.and_then(|()| std::fs::rename(&temporary, path).map_err(|e| format!("could not write: {e}")));
    if made.is_err() {
        // Nothing is left behind; where it was never begun, there is nothing to remove.
        std::fs::remove_file(&temporary).ok();
    }
    made.map_err(failed)
}

fn command(options: &Options, path: &Path) -> Command {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut command = Command::new("ffmpeg");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.args(["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba"]);
    command.args(["-s", &format!("{}x{}", options.width, options.height), "-r", &options.fps.to_string(), "-i", "-"]);
    match ending.as_str() {
        // These have colours of their own.
        "gif" | "apng" | "png" => {}
        // What every player plays, in the colours that our own films have.
        _ => {
            command.args(["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p"]);
            command.args(["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]);
        }
    }
    if ["mp4", "m4v", "mov"].contains(&ending.as_str()) {
        command.args(["-movflags", "+faststart"]);
    }
    command.arg(path);
    command
}

/// A name beside `path` with the same ending, by which ffmpeg tells the format.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{}.part.{name}", std::process::id()))
}
