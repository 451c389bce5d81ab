//! Other people's parsers, each on a thread of its own: a panic, an endless loop or a deep nesting costs its document and nothing else.

use super::Fault;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long a document may take.
const LONGEST: Duration = Duration::from_secs(20);

/// The stack of a parser's thread, in bytes; only what is used of it is taken.
const STACK: usize = 64 << 20;

thread_local! {
    static IS_APART: Cell<bool> = const { Cell::new(false) };
}

/// Runs `read` on a thread of its own, for as long as a document may take.
///
/// A parser that does not end is left behind: threads cannot be stopped. It holds no more than one document's memory.
pub(super) fn apart<T: Send + 'static>(read: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    hush();
    let (sender, receiver) = channel();
    let thread = std::thread::Builder::new().name("document".to_owned()).stack_size(STACK).spawn(move || {
        IS_APART.set(true);
        let result = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Fault::Damaged));
        // Where nobody waits any more, the time was over.
        let _ = sender.send(result);
    });
    if thread.is_err() {
        return Err(Fault::Slow);
    }
    match receiver.recv_timeout(LONGEST) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(Fault::Slow),
        Err(RecvTimeoutError::Disconnected) => Err(Fault::Damaged),
    }
}

/// Keeps the panics of parsers off standard error: the reader is told in one line what is wrong. All other panics are told as before.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_APART.get() {
                tell(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_document() {
        let fault: Result<(), Fault> = apart(|| panic!("a parser's own fault"));
        assert_eq!(fault, Err(Fault::Damaged));
        assert_eq!(apart(|| Ok(1)), Ok(1));
    }
}
