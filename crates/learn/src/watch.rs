//! Checks an exercise whenever it is saved, until `q`.
//!
//! The files are read again and again: they are few and small, and what
//! editors do on saving (rename, truncate, delete) needs no telling apart. A
//! check is `cargo learn check 2.3` in a process group of its own, so that
//! all of it can be stopped, whatever hangs in it.

use crate::{Course, next_hint};
use console::{Key, Term};
use judge::Sheet;
use std::collections::VecDeque;
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Between two looks at the files. A text counts as saved when two looks in a
/// row see it: a burst of writes is one save.
const LOOK: Duration = Duration::from_millis(100);

/// A check may compile the chapter first. `LEARN_LIMIT`, in seconds, is for
/// slower machines, and for tests.
const LIMIT: Duration = Duration::from_secs(120);

const KEYS: &str = "h hint · n next exercise · b book · q quit";

/// Watches the exercises of a chapter, or all, until the reader quits.
///
/// # Errors
/// One line when there is no terminal or no such chapter.
pub fn watch(course: &Course, chapter: Option<&str>) -> Result<(), String> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(
            "watch needs a terminal; once: cargo learn check".into()
        );
    }
    let sheets: Vec<&Sheet> = match chapter {
        Some(number) => course.chapter(number)?.sheets.iter().collect(),
        None => course.chapters.iter().flat_map(|c| &c.sheets).collect(),
    };
    if sheets.is_empty() {
        return Err("no exercise to watch here".into());
    }
    Watch::new(course, &sheets).until_quit(&keys());
    Ok(())
}

/// The reader's keys, as they come. The terminal is raw only while the thread
/// waits for one: after `q` it waits no more.
fn keys() -> Receiver<Key> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let terminal = Term::stdout();
        // An error means that the terminal has gone.
        while let Ok(key) = terminal.read_key_raw() {
            let last = quits(&key);
            if sender.send(key).is_err() || last {
                return;
            }
        }
    });
    receiver
}

fn quits(key: &Key) -> bool {
    matches!(key, Key::Char('q' | '\u{3}' | '\u{4}') | Key::CtrlC)
}

/// One file: what was last dealt with, and what the last look saw.
struct File<'a> {
    sheet: &'a Sheet,
    known: Option<Vec<u8>>,
    seen: Option<Vec<u8>>,
}

struct Watch<'a> {
    course: &'a Course,
    files: Vec<File<'a>>,
    /// Which of them the keys speak of: the last one saved or asked for.
    current: usize,
    /// Saved, and not yet checked.
    queue: VecDeque<usize>,
    check: Option<Check>,
    book: Option<Child>,
    limit: Duration,
}

/// A check on its way.
struct Check {
    index: usize,
    child: Child,
    since: Instant,
}

impl<'a> Watch<'a> {
    fn new(course: &'a Course, sheets: &[&'a Sheet]) -> Self {
        let root = &course.root;
        let file = |sheet: &&'a Sheet| {
            let text = fs::read(root.join(sheet.file())).ok();
            File { sheet, known: text.clone(), seen: text }
        };
        let limit = env::var("LEARN_LIMIT").ok();
        let limit = limit.and_then(|seconds| seconds.parse().ok());
        Self {
            course,
            files: sheets.iter().map(file).collect(),
            current: 0,
            queue: VecDeque::new(),
            check: None,
            book: None,
            limit: limit.map_or(LIMIT, Duration::from_secs),
        }
    }

    fn until_quit(mut self, keys: &Receiver<Key>) {
        println!("Watching {} exercises: save one.", self.files.len());
        println!("{KEYS}");
        loop {
            match keys.recv_timeout(LOOK) {
                Ok(key) if quits(&key) => break,
                Ok(key) => self.obey(&key),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => self.look(),
            }
            self.follow();
        }
        let check = self.check.take().map(|check| check.child);
        for child in [check, self.book.take()].into_iter().flatten() {
            stop(child);
        }
        println!("Until next time: cargo learn watch");
    }

    fn obey(&mut self, key: &Key) {
        match key {
            Key::Char('h') => {
                let sheet = self.files[self.current].sheet;
                println!("\n{}", next_hint(self.course, sheet).trim_end());
            }
            Key::Char('n') => {
                self.current = (self.current + 1) % self.files.len();
                let sheet = self.files[self.current].sheet;
                println!("\n{} {}", sheet.id, sheet.title);
                println!("{}:1", sheet.file());
            }
            Key::Char('b') => self.open_book(),
            _ => {}
        }
    }

    /// Serves the book, and shows the current exercise's chapter, until the
    /// reader quits.
    fn open_book(&mut self) {
        let running =
            |book: &mut Child| matches!(book.try_wait(), Ok(None));
        if self.book.as_mut().is_some_and(running) {
            println!("\nThe book is open already.");
            return;
        }
        let id = &self.files[self.current].sheet.id;
        let chapter = id.split('.').next().unwrap_or_default();
        println!("\nOpening chapter {chapter}.");
        match learn(&["read", chapter]) {
            Ok(child) => self.book = Some(child),
            Err(error) => println!("The book can't be opened: {error}"),
        }
    }

    /// Puts what was saved since the last look into the queue.
    fn look(&mut self) {
        for (index, file) in self.files.iter_mut().enumerate() {
            let text =
                fs::read(self.course.root.join(file.sheet.file())).ok();
            let steady = text == file.seen;
            file.seen = text;
            if !steady || file.seen == file.known {
                continue;
            }
            file.known.clone_from(&file.seen);
            self.current = index;
            if file.known.is_none() {
                let Sheet { id, .. } = file.sheet;
                println!(
                    "\n{} is gone. Back: cargo learn reset {id}",
                    file.sheet.file()
                );
            } else if !self.queue.contains(&index) {
                self.queue.push_back(index);
            }
        }
    }

    /// Ends the check that is done, hangs or is out of date, and begins the
    /// next.
    fn follow(&mut self) {
        if let Some(check) = self.check.take() {
            self.check = self.going_on(check);
        }
        if self.check.is_none()
            && let Some(index) = self.queue.pop_front()
        {
            self.begin(index);
        }
    }

    fn going_on(&self, mut check: Check) -> Option<Check> {
        if !matches!(check.child.try_wait(), Ok(None)) {
            return None;
        }
        if self.queue.contains(&check.index) {
            stop(check.child);
            return None;
        }
        if check.since.elapsed() > self.limit {
            stop(check.child);
            let Sheet { id, title, .. } = self.files[check.index].sheet;
            let limit = self.limit.as_secs();
            println!("exercise {id}  {title}: timed out");
            println!("  Stopped after {limit} s. Save it to try again.");
            return None;
        }
        Some(check)
    }

    fn begin(&mut self, index: usize) {
        let Sheet { id, title, .. } = self.files[index].sheet;
        println!("\n── {id} {title}, saved");
        match learn(&["check", id]) {
            Ok(child) => {
                let since = Instant::now();
                self.check = Some(Check { index, child, since });
            }
            Err(error) => println!("{id} can't be checked: {error}"),
        }
    }
}

/// This program with other arguments, in a process group of its own. What it
/// prints goes to the terminal.
fn learn(args: &[&str]) -> io::Result<Child> {
    let mut learn = Command::new(env::current_exe()?);
    learn.args(args).stdin(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut learn, 0);
    learn.spawn()
}

/// Stops a child and all that it started.
fn stop(mut child: Child) {
    let id = child.id();
    let mut command = match cfg!(windows) {
        true => Command::new("taskkill"),
        // The shell's own `kill`, which is everywhere.
        false => Command::new("sh"),
    };
    match cfg!(windows) {
        true => command.args(["/F", "/T", "/PID", &id.to_string()]),
        false => command.args(["-c", &format!("kill -KILL -{id}")]),
    };
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // Where that fails, the child at least.
    let _ = command.status();
    let _ = child.kill();
    let _ = child.wait();
}
