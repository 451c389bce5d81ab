//! The production line: shots in, pictures painted and converted on every core, written in order.

use super::Progress;
use super::reel::{Reel, Shot};
use crate::export::Error;
use crate::language::Language;
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::thread;
use tiny_skia::Pixmap;

/// No more painters than this, whatever the machine: the writer is slower than eight of them.
const MAX_PAINTERS: usize = 8;
/// Pictures that a painter may be ahead of the writer; bounds the memory.
const AHEAD: usize = 2;

/// Paints and converts all `shots`, and hands them to `write` in order. After each, `progress` is told, and may end the work.
///
/// The result does not depend on the number of cores.
///
/// # Errors
/// What `write` says; [`Error::Cancelled`] where `progress` breaks.
pub(super) fn run<T: Send>(
    reel: &Reel<'_>,
    shots: &[Shot],
    convert: impl Fn(&Pixmap) -> T + Sync,
    mut write: impl FnMut(T, &Shot) -> Result<(), Error>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), Error> {
    let n_painters = thread::available_parallelism().map_or(1, usize::from).min(MAX_PAINTERS).min(shots.len()).max(1);
    let total = shots.iter().map(|s| s.n_frames).sum();
    let convert = &convert;
    let language = Language::spoken();
    thread::scope(|scope| {
        let mut painted = Vec::with_capacity(n_painters);
        for first in 0..n_painters {
            let (sender, receiver) = sync_channel(AHEAD);
            scope.spawn(move || {
                language.speak();
                let mut painter = reel.painter();
                for shot in shots.iter().skip(first).step_by(n_painters) {
                    let picture = convert(painter.picture(shot.playhead));
                    // Nobody takes it: the writer failed or was told to stop.
                    if sender.send(picture).is_err() {
                        return;
                    }
                }
            });
            painted.push(receiver);
        }
        for (receiver, shot) in painted.iter().cycle().zip(shots) {
            let picture = receiver.recv().map_err(|_| Error::Draw("a painter stopped".to_owned()))?;
            write(picture, shot)?;
            if progress(Progress { done: shot.first + shot.n_frames, total }).is_break() {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    })
}
