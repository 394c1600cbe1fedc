use lexopt::Parser;
use std::process;

/// The next argument, if it is a number such as `-200` or `-inf`, which would
/// otherwise be read as an option.
pub fn next_number(parser: &mut Parser) -> Option<String> {
    let mut raw = parser.try_raw_args()?;
    let negative = |arg: &std::ffi::OsStr| {
        arg.to_str().is_some_and(|arg| {
            arg.starts_with('-') && arg.parse::<f32>().is_ok()
        })
    };
    let arg = raw.next_if(negative)?;
    arg.into_string().ok()
}

/// Reads the value of the option that was just read as `what`.
///
/// # Errors
/// One line that quotes the value, or says that there is none.
pub fn value<T: std::str::FromStr>(
    parser: &mut Parser,
    what: &str,
) -> Result<T, String> {
    let text = parser.value().map_err(|error| error.to_string())?;
    parse(&text.to_string_lossy(), what)
}

/// Reads `text` as `what`, such as "a score".
///
/// # Errors
/// One line that quotes the text.
pub fn parse<T: std::str::FromStr>(
    text: &str,
    what: &str,
) -> Result<T, String> {
    text.parse().map_err(|_| format!("`{text}` is not {what}"))
}

/// Ends the program: its output on success, else the error on one line,
/// where to look for help, and exit code 2.
pub fn end_with(program: &str, result: Result<String, String>) -> ! {
    match result {
        Ok(output) => {
            print(&output);
            process::exit(0)
        }
        Err(error) => {
            eprintln!(
                "{program}: {error}; see `cargo run -p {program} -- --help`"
            );
            process::exit(2)
        }
    }
}

/// Prints, and doesn't mind a reader such as `head` that has gone.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_numbers_are_no_options() {
        let mut parser = Parser::from_args(["-200", "-inf", "-x", "5"]);
        assert_eq!(next_number(&mut parser).as_deref(), Some("-200"));
        assert_eq!(next_number(&mut parser).as_deref(), Some("-inf"));
        assert_eq!(next_number(&mut parser), None);
    }

    #[test]
    fn what_cant_be_read_is_quoted() {
        assert_eq!(parse::<u64>("7", "a seed"), Ok(7));
        let error = parse::<u64>("x", "a seed").unwrap_err();
        assert_eq!(error, "`x` is not a seed");
    }
}
