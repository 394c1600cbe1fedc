//! `cargo learn watch` in a terminal of its own: the keys are typed, the
//! screen is read, the files are saved as editors do.

use crate::{Fixture, program};
use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

struct Terminal {
    child: Child,
    screen: Arc<Mutex<String>>,
    /// How much of the screen was read.
    read: usize,
}

impl Terminal {
    /// `learn watch` in the fixture. Around it, the terminal's settings are
    /// written down, and afterwards its exit code.
    fn open(course: &Fixture, limit: u32) -> Self {
        let watch = format!(
            "stty -g >before; '{}' watch; echo $? >code; stty -g >after",
            program().display()
        );
        let mut child = Command::new("script")
            .args(["--quiet", "--flush", "--command", &watch, "log"])
            .current_dir(&course.0)
            .env("LEARN_LIMIT", limit.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("util-linux has the program script");
        let screen = Arc::new(Mutex::new(String::new()));
        let (mut output, copy) =
            (child.stdout.take().unwrap(), screen.clone());
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..length]);
                *copy.lock().unwrap() += &text;
            }
        });
        let mut terminal = Self { child, screen, read: 0 };
        terminal.sees("q quit");
        terminal
    }

    fn types(&mut self, keys: &str) {
        let input = self.child.stdin.as_mut().unwrap();
        input.write_all(keys.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Waits until the screen shows `part` after what was read so far.
    fn sees(&mut self, part: &str) -> Duration {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            let screen = self.screen.lock().unwrap();
            if let Some(at) = screen[self.read..].find(part) {
                self.read += at + part.len();
                return start.elapsed();
            }
            drop(screen);
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no `{part}` in\n{}", self.rest());
    }

    fn rest(&self) -> String {
        self.screen.lock().unwrap()[self.read..].to_string()
    }

    /// Types `key` and expects a good end, the terminal as it was.
    fn ends(&mut self, course: &Fixture, key: &str) {
        self.types(key);
        self.sees("Until next time");
        self.child.wait().unwrap();
        let read = |name| fs::read_to_string(course.0.join(name)).unwrap();
        assert_eq!(read("code"), "0\n");
        assert_eq!(read("after"), read("before"));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_checks_what_is_saved_however_it_is_saved() {
    let course = Fixture::new("saving");
    let mut terminal = Terminal::open(&course, 60);
    course.write("1.5", "x + 2.0");
    terminal.sees("1.5 Twice, saved");
    terminal.sees("yours");
    // By a file renamed over it.
    let new = course.file("1.5").with_extension("rs~");
    fs::write(&new, course.with_body("1.5", "x + x")).unwrap();
    fs::rename(new, course.file("1.5")).unwrap();
    terminal.sees("1.5 Twice, saved");
    let warm = terminal.sees("passed");
    println!("from the header to the verdict: {warm:?}");
    // Nothing saved, nothing checked: it never advances by itself.
    thread::sleep(Duration::from_secs(1));
    assert!(!terminal.rest().contains("saved"), "{}", terminal.rest());
    fs::remove_file(course.file("1.5")).unwrap();
    terminal.sees("e1_5.rs is gone. Back: cargo learn reset 1.5");
    let before_burst = terminal.read;
    // A burst, which ends in what doesn't compile, then mended.
    for step in 0..20 {
        course.write("1.5", &format!("x + {step}.0"));
        thread::sleep(Duration::from_millis(20));
    }
    course.write("1.5", "x + z");
    terminal.sees("1.5 Twice, saved");
    terminal.sees("cannot find value `z`");
    let screen = terminal.screen.lock().unwrap().clone();
    let burst = &screen[before_burst..];
    assert_eq!(burst.matches(", saved").count(), 1, "{burst}");
    assert!(!terminal.rest().contains("saved"), "{}", terminal.rest());
    course.write("1.5", "2.0 * x");
    terminal.sees("1.5 Twice, saved");
    terminal.sees("passed");
    terminal.ends(&course, "q");
}

#[test]
fn a_hang_is_stopped_while_the_keys_work() {
    let course = Fixture::new("hanging");
    // A lock that the verdict needs, never given back: no deadline of the
    // judge's can end this.
    let hang = "let _out = std::io::stdout().lock(); \
                loop { std::hint::black_box(x); }";
    let mut terminal = Terminal::open(&course, 20);
    course.write("1.1", hang);
    terminal.sees("1.1 Twice, saved");
    terminal.types("h");
    terminal.sees("Hint 1, a nudge");
    terminal.types("n");
    terminal.sees("1.2 Twice");
    terminal.sees("e1_2.rs:1");
    terminal.types("h");
    terminal.sees("1.2 Twice");
    terminal.sees("timed out");
    course.write("1.1", "2.0 * x");
    terminal.sees("1.1 Twice, saved");
    terminal.sees("passed");
    // Quitting stops a check that hangs.
    course.write("1.1", hang);
    terminal.sees("1.1 Twice, saved");
    thread::sleep(Duration::from_secs(3));
    terminal.ends(&course, "\u{3}");
    let running =
        Command::new("ps").args(["-eo", "args"]).output().unwrap();
    let running = String::from_utf8_lossy(&running.stdout).into_owned();
    let ours = course.0.join("target/debug/deps/verdicts");
    assert!(
        !running.contains(ours.to_str().unwrap()),
        "it still runs:\n{running}"
    );
}
