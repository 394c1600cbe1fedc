//! As much JSON as cargo's messages and `--json` need. A library for it would
//! cost every reader eight seconds of compiling.

/// `text` in quotes.
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            c if c < ' ' => quoted += &format!("\\u{:04x}", c as u32),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// The first string called `key` in a message of cargo's, which writes no
/// space after a colon.
pub fn string(message: &str, key: &str) -> Option<String> {
    let start = format!("\"{key}\":\"");
    let at = message.find(&start)? + start.len();
    let mut text = String::new();
    let mut chars = message[at..].chars();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => text.push(match chars.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    let code = u32::from_str_radix(&code, 16).ok()?;
                    char::from_u32(code).unwrap_or('\u{fffd}')
                }
                c => c,
            }),
            c => text.push(c),
        }
    }
}

/// `text` without a terminal's colours.
pub fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |text, part| {
        text + part.split_once('m').map_or("", |(_, rest)| rest)
    })
}
