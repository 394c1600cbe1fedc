//! The book in a browser, built again after every change.

use crate::{Error, build::build};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::thread;
use std::time::{Duration, SystemTime};

const PAUSE: Duration = Duration::from_millis(500);

/// One build of the book, held in memory. A rebuild replaces it as a whole,
/// so no reader meets half a book, and a request can reach nothing else.
struct Site {
    /// Changes with every build; a page that knows another one reloads.
    version: String,
    /// By path, such as `/index.html`.
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    fn build(root: &Path) -> Result<Site, Error> {
        let folder = std::env::temp_dir()
            .join(format!("bookbinder-{}", std::process::id()));
        let site = build(root, Some(&folder)).and_then(|()| {
            let mut files = BTreeMap::new();
            for path in files_below(&folder)? {
                let name = path.strip_prefix(&folder)?.to_string_lossy();
                let name = format!("/{}", name.replace('\\', "/"));
                files.insert(name, fs::read(&path)?);
            }
            let now =
                SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
            Ok(Site { version: now.as_nanos().to_string(), files })
        });
        let _ = fs::remove_dir_all(&folder);
        site
    }

    /// Status, content type and body of the answer to a request for `url`.
    fn page(&self, url: &str) -> (&'static str, &'static str, Vec<u8>) {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        if path == "/.version" {
            return ("200 OK", "text/plain", self.version.clone().into());
        }
        let mut path = path.to_string();
        if path.ends_with('/') {
            path += "index.html";
        }
        let mut status = "200 OK";
        if !self.files.contains_key(&path) {
            status = "404 Not Found";
            path = "/404.html".to_string();
        }
        let kind = content_type(&path);
        let mut body = self.files.get(&path).cloned().unwrap_or_default();
        if kind.starts_with("text/html") {
            body.extend(self.reloader().into_bytes());
        }
        (status, kind, body)
    }

    /// Only the server adds this: a built book holds no script of ours.
    fn reloader(&self) -> String {
        format!(
            "<script>setInterval(() => fetch('/.version')\
             .then(reply => reply.text())\
             .then(now => now === '{}' || location.reload())\
             .catch(() => {{}}), {})</script>\n",
            self.version,
            PAUSE.as_millis(),
        )
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

/// Serves the book at `port` of this machine, or at the next free one, until
/// the process ends. A page that breaks meanwhile is reported, and the last
/// good book stays.
pub fn serve(root: &Path, port: u16) -> Result<(), Error> {
    // Before the build: an edit made during it must count as a change.
    let seen = state(root)?;
    let site = RwLock::new(Site::build(root)?);
    let listener = listen(port)?;
    let port = listener.local_addr()?.port();
    println!("http://127.0.0.1:{port}");
    thread::scope(|scope| {
        scope.spawn(|| watch(root, seen, &site));
        for stream in listener.incoming().flatten() {
            // A browser that goes away is no trouble of ours.
            scope.spawn(|| answer(stream, &site).ok());
        }
    });
    Ok(())
}

fn listen(first: u16) -> io::Result<TcpListener> {
    let mut port = first;
    loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error)
                if error.kind() == io::ErrorKind::AddrInUse
                    && port < u16::MAX =>
            {
                port += 1;
            }
            result => return result,
        }
    }
}

/// Reads one request and answers it. That is all of HTTP a browser on the same
/// machine needs.
fn answer(stream: TcpStream, site: &RwLock<Site>) -> io::Result<()> {
    // Browsers open connections ahead and leave them idle.
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(&stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = request.split(' ');
    let (method, url) = (words.next(), words.next().unwrap_or_default());
    let (status, kind, body) =
        site.read().expect("no writer panics").page(url);
    let mut reply = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\
         Content-Length: {}\r\nCache-Control: no-store\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if method != Some("HEAD") {
        reply.extend(body);
    }
    (&stream).write_all(&reply)
}

fn watch(root: &Path, mut seen: State, site: &RwLock<Site>) {
    loop {
        thread::sleep(PAUSE);
        // A file may vanish between two looks; the next one will tell.
        let Ok(now) = state(root) else { continue };
        if now == seen {
            continue;
        }
        seen = now;
        match Site::build(root) {
            Ok(next) => *site.write().expect("no reader panics") = next,
            Err(error) => eprintln!("{error:#}"),
        }
    }
}

type State = BTreeMap<PathBuf, SystemTime>;

/// When each file that the book is made of was last written.
fn state(root: &Path) -> io::Result<State> {
    let mut files = files_below(&root.join("book"))?;
    let built = root.join("book/book");
    files.retain(|path| !path.starts_with(&built));
    let chapters = root.join("chapters");
    if chapters.is_dir() {
        for chapter in fs::read_dir(chapters)? {
            for part in ["src", "tests/snapshots"] {
                let folder = chapter.as_ref().map(|c| c.path().join(part));
                let Ok(folder) = folder else { continue };
                if folder.is_dir() {
                    files.extend(files_below(&folder)?);
                }
            }
        }
    }
    files
        .into_iter()
        .map(|path| {
            let written = fs::metadata(&path)?.modified()?;
            Ok((path, written))
        })
        .collect()
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
