//! mdBook's warnings as errors. An unclosed `<details>` swallows the rest of a
//! page, and mdBook only logs it.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// What `work` returns, and the warnings logged meanwhile, one a line.
pub(crate) fn during<T>(work: impl FnOnce() -> T) -> (T, String) {
    let listener = Listener::default();
    let heard = listener.0.clone();
    let result = tracing::subscriber::with_default(listener, work);
    let warnings = heard.lock().expect("no listener panics").clone();
    (result, warnings)
}

#[derive(Default)]
struct Listener(Arc<Mutex<String>>);

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata) -> bool {
        *metadata.level() <= Level::WARN
    }

    fn event(&self, event: &Event) {
        event.record(&mut Message(
            &mut self.0.lock().expect("no listener panics"),
        ));
    }

    // Spans tell where the time goes. Nobody asks.
    fn new_span(&self, _: &Attributes) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Message<'a>(&'a mut String);

impl Visit for Message<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            let _ = writeln!(self.0, "{value:?}");
        }
    }
}
