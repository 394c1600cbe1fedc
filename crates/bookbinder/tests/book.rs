//! Builds, serves and breaks a small book in a folder of its own.

use bookbinder::preprocess::Pages;
use mdbook_driver::MDBook;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

const PAGE: &str = "# One\n\nA weight $a_1 * b_2$, `$x_1$` and \\$5.\n";

/// A course with one page, gone when the test ends.
struct Course(PathBuf);

impl Course {
    fn new(name: &str, page: &str) -> Course {
        let root = std::env::temp_dir()
            .join(format!("bookbinder-test-{}-{name}", std::process::id()));
        let course = Course(root);
        fs::create_dir_all(course.0.join("chapters")).unwrap();
        fs::write(course.0.join("Cargo.toml"), "[secret]").unwrap();
        course.write(
            "book.toml",
            "[build]\nuse-default-preprocessors = false\n\
             [preprocessor.course]\ncommand = 'must-not-run'\n\
             [output.html]\n",
        );
        course.write("src/SUMMARY.md", "- [One](one.md)\n");
        course.write("src/one.md", page);
        course
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join("book").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bookbinder"));
        command.args(args).current_dir(self.0.join("book"));
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn page(&self) -> String {
        fs::read_to_string(self.0.join("book/book/one.html")).unwrap()
    }
}

impl Drop for Course {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_book_is_built_without_the_command_and_always_the_same() {
    let course = Course::new("build", PAGE);
    assert_eq!(stderr(&course.run(&["build"])), "");
    let first = course.page();
    assert!(first.contains(r#"<span class="katex">"#));
    assert!(first.contains("<code>$x_1$</code> and $5."));
    assert!(!first.contains("<em>"), "Markdown read a formula");
    assert!(!first.contains(".version"), "the server's script is built in");
    assert_eq!(stderr(&course.run(&["build"])), "");
    assert_eq!(course.page(), first);
}

#[test]
fn a_summary_holds_no_paragraph() {
    let page = "# One\n\n<details>\n<summary>\n\n(a) `x` * $x_1 * 2$\n\n\
                </summary>\n\n*No.*\n\n</details>\n\nAfter.\n";
    let course = Course::new("summary", page);
    assert_eq!(stderr(&course.run(&["build"])), "");
    let page = course.page();
    let (_, summary) = page.split_once("<summary>").unwrap();
    let (summary, rest) = summary.split_once("</summary>").unwrap();
    assert!(summary.starts_with("(a) <code>x</code> * <span class="));
    assert!(summary.contains("class=\"katex\"") && !summary.contains("<p"));
    assert!(rest.contains("<p><em>No.</em></p>"));
    assert!(rest.contains("<p>After.</p>"));
}

#[test]
fn stock_mdbook_gets_the_same_pages() {
    let course = Course::new("stock", PAGE);
    let md = MDBook::load(course.0.join("book")).unwrap();
    let context = PreprocessorContext::new(
        md.root.clone(),
        md.config.clone(),
        "html".to_string(),
    );
    let ours = Pages.run(&context, md.book.clone()).unwrap();

    assert!(
        course.run(&["preprocess", "supports", "html"]).status.success()
    );
    let mut child = course
        .command(&["preprocess"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let input = serde_json::to_vec(&(&context, &md.book)).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let theirs: mdbook_driver::book::Book =
        serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(theirs, ours);
    assert_ne!(ours, md.book);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let course =
        Course::new("wrong", "# One\n\n$\\frac{1}$ and\n$\\nix$\n");
    let output = course.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = stderr(&output);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("book/src/one.md:3: "), "{lines:?}");
    assert!(lines[1].starts_with("book/src/one.md:4: "), "{lines:?}");

    course.write("src/one.md", "# One\n\n<details>\n\nno end\n");
    let output = course.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("unclosed HTML tag `<details>`"));
}

#[test]
fn a_folder_of_other_files_is_not_emptied() {
    let course = Course::new("dest", PAGE);
    let output = course.run(&["build", "--dest", "src"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("name an empty folder"));
    assert!(course.0.join("book/src/one.md").exists());
    assert!(course.run(&["build", "--dest", "new"]).status.success());
    assert!(course.run(&["build", "--dest", "new"]).status.success());
}

#[test]
fn bad_usage_exits_with_2() {
    let course = Course::new("usage", PAGE);
    for args in [&["bind"][..], &["serve", "--port", "x"], &["build", "x"]]
    {
        let output = course.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains("usage: bookbinder"));
    }
}

/// A running server and where it is.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(course: &Course, port: u16) -> Server {
        let mut child = course
            .command(&["serve", "--port", &port.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line.trim().strip_prefix("http://127.0.0.1:");
        let port = port.expect(&line).parse().unwrap();
        Server { child, port }
    }

    fn get(&self, path: &str) -> String {
        let mut stream =
            TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        String::from_utf8_lossy(&reply).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

#[test]
fn the_server_serves_the_book_and_nothing_else() {
    let course = Course::new("serve", PAGE);
    let server = Server::start(&course, free_port());
    let index = server.get("/");
    assert!(index.starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(index.contains("Content-Type: text/html; charset=utf-8\r\n"));
    assert!(index.contains("/.version"), "no script to reload the page");
    assert!(server.get("/one.html?highlight=x#y").contains("katex"));
    let css = index.split("href=\"").find(|s| s.contains("general-"));
    let css = css.unwrap().split('"').next().unwrap();
    assert!(server.get(&format!("/{css}")).contains("Type: text/css"));
    for path in
        ["/../Cargo.toml", "/../../Cargo.toml", "//etc/passwd", "/%2e%2e/x"]
    {
        let reply = server.get(path);
        assert!(reply.starts_with("HTTP/1.1 404 Not Found"), "{path}");
        assert!(!reply.contains("[secret]") && !reply.contains("root:"));
        assert!(reply.contains("Page not found"), "{path}");
    }
}

#[test]
fn a_busy_port_leads_to_the_next_free_one() {
    let course = Course::new("busy", PAGE);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let busy = taken.local_addr().unwrap().port();
    let server = Server::start(&course, busy);
    assert!(server.port > busy);
    assert!(server.get("/").contains("200 OK"));
}

#[test]
fn an_edit_is_served_and_a_mistake_is_not() {
    let course = Course::new("edit", PAGE);
    let server = Server::start(&course, free_port());
    let version = server.get("/.version");
    let wait_for = |word: &str| {
        (0..100).any(|_| {
            sleep(Duration::from_millis(100));
            server.get("/one.html").contains(word)
        })
    };
    course.write("src/one.md", "# One\n\nmended\n");
    assert!(wait_for("mended"));
    assert_ne!(server.get("/.version"), version);
    course.write("src/one.md", "# One\n\nbroken $\\nix$\n");
    sleep(Duration::from_secs(2));
    assert!(server.get("/one.html").contains("mended"));
    course.write("src/one.md", "# One\n\nwhole again\n");
    assert!(wait_for("whole again"));
}

#[test]
fn whatever_the_book_is_made_of_is_followed() {
    let course = Course::new("follow", PAGE);
    let files = ["questions/one.toml", "glossary.toml", "theme/one.css"];
    for file in files {
        course.write(file, "");
    }
    let server = Server::start(&course, free_port());
    for file in files {
        let version = server.get("/.version");
        course.write(file, "\n");
        let followed = (0..100).any(|_| {
            sleep(Duration::from_millis(100));
            server.get("/.version") != version
        });
        assert!(followed, "{file}");
    }
}

#[test]
fn the_course_s_book_asks_no_other_server_for_anything() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (css, folder) in [
        ("theme/course.css", "theme"),
        ("theme/map.css", "theme"),
        ("theme/questions.css", "theme"),
        ("theme/widgets.css", "theme"),
        ("theme/fonts/fonts.css", "theme"),
        ("katex/katex.css", "src/katex"),
    ] {
        let book = root.join("book");
        let text = fs::read_to_string(book.join(css)).unwrap();
        assert!(!text.contains("//"), "{css}");
        for url in text.split("url(").skip(1) {
            let url = url.split(')').next().unwrap();
            // mdBook puts a file's hash into `'{{ resource "file" }}'`.
            let file = url.split('"').nth(1).unwrap_or(url);
            let file = book.join(folder).join(file);
            assert!(file.exists(), "{css} names {}", file.display());
        }
    }
}
