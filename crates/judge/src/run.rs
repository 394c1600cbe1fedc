//! Runs the reader's code where it can do no harm: on a thread of its own,
//! named after the exercise, with its panics caught and a deadline.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

/// A caught panic.
#[derive(Clone, Debug, PartialEq)]
pub struct Panic {
    /// What it said.
    pub message: String,
    /// Where: `file:line:column`.
    pub place: String,
}

impl Panic {
    /// Whether it came from a `todo!` that is still there.
    pub fn is_todo(&self) -> bool {
        self.message.starts_with("not yet implemented")
    }
}

/// Runs `job` on a thread called `name`; `None` when it outlasts `deadline`.
/// Such a thread can't be stopped: it ends with the process.
pub(crate) fn on_own_thread<T: Send + 'static>(
    name: &str,
    deadline: Duration,
    job: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name(name.to_string())
        // Send fails when the deadline has passed and nobody listens.
        .spawn(move || drop(sender.send(job())))
        .expect("the system has no thread left for the exercise");
    receiver.recv_timeout(deadline).ok()
}

/// Runs `job`; its panic, silenced, becomes the error.
pub(crate) fn attempt<T>(job: impl FnOnce() -> T) -> Result<T, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if LISTENING.get() {
                CAUGHT.set(Some(Panic::from(info)));
            } else {
                default(info);
            }
        }));
    });
    LISTENING.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(job));
    LISTENING.set(false);
    result.map_err(|_| CAUGHT.take().expect("a panic passes the hook"))
}

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: RefCell<Option<Panic>> = const { RefCell::new(None) };
}

impl From<&PanicHookInfo<'_>> for Panic {
    fn from(info: &PanicHookInfo<'_>) -> Self {
        // A `panic!` holds a `&str` or, with arguments, a `String`.
        let payload = info.payload();
        let message = payload.downcast_ref::<&str>().copied();
        let message = message
            .or(payload.downcast_ref::<String>().map(|s| s.as_str()));
        let place = info.location().map(ToString::to_string);
        Self {
            message: message.unwrap_or("no message").to_string(),
            place: place.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_message_and_place() {
        let panic = attempt(|| [1, 2][[2].len() + 1]).unwrap_err();
        assert!(panic.message.contains("index is 2"), "{}", panic.message);
        assert!(panic.place.contains("run.rs:"), "{}", panic.place);
        assert!(!panic.is_todo());
        assert!(
            attempt(|| todo!("sum of {:?}", [1])).unwrap_err().is_todo()
        );
        assert_eq!(attempt(|| 7), Ok(7));
    }

    #[test]
    fn the_thread_is_named_and_the_deadline_holds() {
        let name = || thread::current().name().map(str::to_string);
        let long = Duration::from_secs(60);
        assert_eq!(
            on_own_thread("exercise 9.9", long, name),
            Some(Some("exercise 9.9".into()))
        );
        let forever = || loop {
            thread::sleep(Duration::from_millis(5));
        };
        let short = Duration::from_millis(20);
        assert_eq!(
            on_own_thread::<()>("exercise 9.8", short, forever),
            None
        );
    }
}
