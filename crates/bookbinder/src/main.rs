//! `bookbinder`: the course's book, built, served or preprocessed.

use bookbinder::{Error, build, preprocess, serve};
use lexopt::{Arg, Parser, ValueExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: bookbinder build [--dest DIR]    the book as HTML, in book/book or DIR
       bookbinder serve [--port N]      the book at http://127.0.0.1:3000,
                                        built again after every change
       bookbinder preprocess            what stock mdBook calls: JSON in and out";

enum Command {
    Build {
        dest: Option<PathBuf>,
    },
    Serve {
        port: u16,
    },
    Preprocess,
    /// mdBook asks first whether we can feed its renderer. We always can.
    Supports,
    Help,
}

fn parse() -> Result<Command, lexopt::Error> {
    let mut args = Parser::from_env();
    let mut command = match args.next()? {
        Some(Arg::Value(word)) => match word.to_string_lossy().as_ref() {
            "build" => Command::Build { dest: None },
            "serve" => Command::Serve { port: 3000 },
            "preprocess" => Command::Preprocess,
            _ => return Err(Arg::Value(word).unexpected()),
        },
        Some(Arg::Long("help") | Arg::Short('h')) => {
            return Ok(Command::Help);
        }
        Some(other) => return Err(other.unexpected()),
        None => return Err("a command is missing".into()),
    };
    while let Some(arg) = args.next()? {
        match (&mut command, arg) {
            (Command::Build { dest }, Arg::Long("dest")) => {
                *dest = Some(args.value()?.into());
            }
            (Command::Serve { port }, Arg::Long("port")) => {
                *port = args.value()?.parse()?;
            }
            (Command::Preprocess, Arg::Value(word))
                if word == "supports" =>
            {
                args.value()?;
                command = Command::Supports;
            }
            (_, Arg::Long("help") | Arg::Short('h')) => {
                return Ok(Command::Help);
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(command)
}

/// The course's root: the nearest folder, from here up, that holds a book.
fn root() -> Result<PathBuf, Error> {
    let here = std::env::current_dir()?;
    here.ancestors()
        .find(|folder| folder.join("book/book.toml").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            Error::msg(
                "no book/book.toml here or above; \
                 run bookbinder inside the course's folder",
            )
        })
}

fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Build { dest } => build::build(&root()?, dest.as_deref()),
        Command::Serve { port } => serve::serve(&root()?, port),
        Command::Preprocess => preprocess::from_stdin(),
        Command::Supports => Ok(()),
        Command::Help => {
            println!("{USAGE}");
            Ok(())
        }
    }
}

fn main() -> ExitCode {
    let command = match parse() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("{error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
