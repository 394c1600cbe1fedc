//! Every decimal of a page is a fact that a snapshot pins.

use std::collections::BTreeMap;
use std::iter;

use crate::markdown::{blank, comments, line_of, own_text};
use crate::{Course, Page, Problem};

/// A decimal, or a power such as 1.1 × 10⁻⁷, in a text.
#[derive(Clone, Debug, PartialEq)]
struct Number {
    at: usize,
    text: String,
    negative: bool,
    /// `88` of 0.88, with `decimals` 2.
    digits: i128,
    decimals: usize,
    exponent: i32,
}

impl Number {
    /// One spelling for all renderings: `-1.1e-7`.
    fn key(&self) -> String {
        let Self { digits, decimals, exponent, .. } = self;
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{digits}e-{decimals}e{exponent}")
    }

    /// The same with its last digit one more or less.
    fn shifted(&self, by: i128) -> Self {
        Self { digits: self.digits + by, ..self.clone() }
    }

    fn value(&self) -> f64 {
        let size = self.digits as f64
            * 10f64.powi(self.exponent - self.decimals as i32);
        if self.negative { -size } else { size }
    }

    /// As `key` has it, but readable.
    fn shown(&self) -> String {
        let digits =
            format!("{:0>width$}", self.digits, width = self.decimals + 1);
        let (whole, part) = digits.split_at(digits.len() - self.decimals);
        let point = if part.is_empty() { "" } else { "." };
        let sign = if self.negative { "−" } else { "" };
        match self.exponent {
            0 => format!("{sign}{whole}{point}{part}"),
            n => format!("{sign}{whole}{point}{part} × 10^{n}"),
        }
    }
}

/// The decimals and powers of a text; integers and versions (1.2.3) are none.
fn numbers_in(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        let whole = digits_with_commas(&text[start..]);
        let mut end = start + whole;
        let mut decimals = 0;
        let mut points = 0;
        while let Some(part) = text[end..].strip_prefix('.') {
            if digits(part) == 0 {
                break;
            }
            decimals = digits(part);
            points += 1;
            end += 1 + decimals;
        }
        let mantissa: String =
            text[start..end].chars().filter(char::is_ascii_digit).collect();
        let power = power_of_ten(&text[end..]);
        end += power.map_or(0, |(length, _)| length);
        at = end;
        if points > 1 || points == 0 && power.is_none() {
            continue;
        }
        let Ok(digits) = mantissa.parse() else { continue };
        found.push(Number {
            at: start,
            text: text[start..end].to_string(),
            negative: is_negative(&text[..start]),
            digits,
            decimals: if points == 1 { decimals } else { 0 },
            exponent: power.map_or(0, |(_, exponent)| exponent),
        });
    }
    found
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// The length of `116,623`: commas belong to it before exactly three digits.
fn digits_with_commas(text: &str) -> usize {
    let mut end = digits(text);
    while text[end..].starts_with(',') && digits(&text[end + 1..]) == 3 {
        end += 4;
    }
    end
}

/// A minus sign, not a subtraction: nothing to subtract from stands before it.
fn is_negative(before: &str) -> bool {
    before.strip_suffix(['-', '−']).is_some_and(|before| {
        !before.ends_with(|c: char| {
            c.is_alphanumeric() || [')', '}', ']', '-'].contains(&c)
        })
    })
}

/// Length and exponent of ` × 10⁻⁷`, ` \times 10^{-7}` or `e-7`.
fn power_of_ten(text: &str) -> Option<(usize, i32)> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let (rest, exponent) = if let Some(rest) =
        text.strip_prefix('e').filter(|rest| rest.starts_with(['-', '+']))
    {
        let end = 1 + digits(&rest[1..]);
        (&rest[end..], rest[..end].to_string())
    } else {
        let rest = rest
            .strip_prefix('×')
            .or_else(|| rest.strip_prefix("\\times"))?
            .trim_start_matches([' ', '\u{a0}', '\u{202f}'])
            .strip_prefix("10")?;
        if let Some(rest) = rest.strip_prefix("^{") {
            let (exponent, rest) = rest.split_once('}')?;
            (rest, exponent.to_string())
        } else if let Some(rest) = rest.strip_prefix('^') {
            let end = rest
                .find(|c: char| !c.is_ascii_digit() && c != '-')
                .unwrap_or(rest.len());
            (&rest[end..], rest[..end].to_string())
        } else {
            let exponent: String = rest.chars().map_while(plain).collect();
            let length: usize =
                rest.chars().take(exponent.len()).map(char::len_utf8).sum();
            (&rest[length..], exponent)
        }
    };
    Some((text.len() - rest.len(), exponent.parse().ok()?))
}

/// ⁷ → 7
fn plain(c: char) -> Option<char> {
    let at = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c)?;
    "-0123456789".chars().nth(at)
}

/// What a number is when a word says so: `exercise 2.3` or `section 3.2`.
const REFERENCES: [&str; 7] = [
    "exercise", "hint", "reset", "figure", "chapter", "section", "equation",
];

/// The word that makes the number after `before` a reference, if one does.
fn reference(before: &str) -> Option<&'static str> {
    // `## 2.3 Title` is a section's number.
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    if !line.is_empty() && line.chars().all(|c| c == '#') {
        return Some("section");
    }
    let decoration = |c: char| c.is_whitespace() || "[]()*`".contains(c);
    let mut before = before;
    let mut list = false;
    loop {
        before = before.trim_end_matches(decoration);
        let head = [",", "and", "or", "to", "–"]
            .iter()
            .find_map(|joint| before.strip_suffix(joint))
            .map(|head| head.trim_end_matches(decoration))
            .filter(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        let Some(head) = head else { break };
        before =
            head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        list = true;
    }
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("")
        .to_lowercase();
    // Only a plural opens a list: "in Figure 2.1, 0.88 is …" cites 0.88.
    let singular = word.strip_suffix('s');
    REFERENCES
        .into_iter()
        .find(|r| singular == Some(r) || !list && *r == word)
}

/// What a page may say: its facts, and what it declares to be none.
struct Allowed {
    /// From a rendering's key to the line of the snapshot it stands in.
    facts: BTreeMap<String, (f64, String)>,
    /// From a key to its line in the page.
    not_facts: BTreeMap<String, usize>,
    sources: String,
}

impl Allowed {
    fn new(course: &Course, page: &Page) -> Result<Self, Problem> {
        let sources = course.sources(page)?;
        let mut allowed = Self {
            facts: BTreeMap::new(),
            not_facts: BTreeMap::new(),
            sources: sources.join(" and "),
        };
        for chapter in sources {
            let snapshot = course
                .snapshot(chapter, "facts")
                .map_err(|message| page.problem(1, message))?;
            for line in snapshot.lines() {
                let (_, renderings) =
                    line.split_once(": ").unwrap_or(("", line));
                for number in numbers_in(renderings) {
                    let fact = (number.value(), line.to_string());
                    allowed.facts.insert(number.key(), fact);
                }
            }
        }
        for (line, comment) in comments(&page.text) {
            let Some(entry) = comment.strip_prefix("not a fact:") else {
                continue;
            };
            let (number, reason) =
                entry.split_once(", ").unwrap_or((entry, ""));
            let numbers = numbers_in(number);
            let [number] = &numbers[..] else {
                let message = format!(
                    "`{entry}` names no decimal; write `not a fact: 0.35, why`"
                );
                return Err(page.problem(line, message));
            };
            if reason.trim().is_empty() {
                let message = format!(
                    "{} needs a reason, after a comma",
                    number.text
                );
                return Err(page.problem(line, message));
            }
            allowed.not_facts.insert(number.key(), line);
        }
        Ok(allowed)
    }

    fn nearest(&self, number: &Number) -> String {
        let distance = |value: f64| (value - number.value()).abs();
        self.facts
            .values()
            .min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)))
            .map_or("no facts here".into(), |(_, line)| line.clone())
    }
}

/// A page's decimals, without those that refer to a section or figure; and
/// the references themselves.
fn decimals(page: &Page) -> (Vec<Number>, Vec<(&'static str, Number)>) {
    let mut own = own_text(&page.text);
    // An address is no statement: `](…)`, and whatever begins with http.
    for (opening, closing) in [("](", ")"), ("http", " )>\"\n")] {
        let mut at = 0;
        while let Some(found) = own[at..].find(opening) {
            let start = at + found + opening.len();
            at = own[start..]
                .find(|c| closing.contains(c))
                .map_or(own.len(), |length| start + length);
            blank(&mut own, start..at);
        }
    }
    let mut decimals = Vec::new();
    let mut references = Vec::new();
    for number in numbers_in(&own) {
        match reference(&own[..number.at]) {
            Some(word) => references.push((word, number)),
            None => decimals.push(number),
        }
    }
    (decimals, references)
}

/// A page and its questions, which cite the same facts.
fn texts<'a>(
    course: &'a Course,
    page: &'a Page,
) -> impl Iterator<Item = &'a Page> {
    let own = |questions: &&Page| questions.stem() == page.stem();
    iter::once(page).chain(course.questions.iter().filter(own))
}

/// Their decimals, each with the file it stands in.
fn all_decimals<'a>(
    course: &'a Course,
    page: &'a Page,
) -> impl Iterator<Item = (&'a Page, Number)> {
    texts(course, page).flat_map(|text| {
        decimals(text).0.into_iter().map(move |n| (text, n))
    })
}

/// Gate: every decimal of a page and its questions is a rendering of one of its facts, or is
/// declared to be none; figures and exercises that it names exist.
pub fn numbers(course: &Course) -> Vec<Problem> {
    let check = |page| numbers_of(course, page);
    course.pages.iter().flat_map(check).collect()
}

fn numbers_of(course: &Course, page: &Page) -> Vec<Problem> {
    let allowed = match Allowed::new(course, page) {
        Ok(allowed) => allowed,
        Err(problem) => return vec![problem],
    };
    let mut problems = Vec::new();
    let mut unused = allowed.not_facts.clone();
    for (text, number) in all_decimals(course, page) {
        let key = number.key();
        if allowed.facts.contains_key(&key) {
            continue;
        }
        if allowed.not_facts.contains_key(&key) {
            unused.remove(&key);
            continue;
        }
        let message = format!(
            "{} is no fact of {} (nearest is `{}`); correct it, or write \
             `<!-- not a fact: {}, why -->`",
            number.shown(),
            if allowed.sources.is_empty() {
                "this page"
            } else {
                &allowed.sources
            },
            allowed.nearest(&number),
            number.text,
        );
        problems
            .push(text.problem(line_of(&text.text, number.at), message));
    }
    for line in unused.into_values() {
        let message = "nothing here needs this `not a fact`; delete it";
        problems.push(page.problem(line, message.to_string()));
    }
    let references =
        |text| decimals(text).1.into_iter().map(move |r| (text, r));
    for (text, (word, Number { at, text: id, .. })) in
        texts(course, page).flat_map(references)
    {
        let missing = match word {
            "figure" => course.figure(page, &id).err(),
            "exercise" | "hint" | "reset" => course.sheet(&id).err(),
            _ => None,
        };
        if let Some(error) = missing {
            let message = format!("{word} {id} doesn't exist: {error}");
            problems.push(text.problem(line_of(&text.text, at), message));
        }
    }
    problems
}

/// The decimals of a quoted text that are no facts of its page.
pub(crate) fn strangers(
    course: &Course,
    page: &Page,
    text: &str,
) -> Vec<String> {
    let Ok(allowed) = Allowed::new(course, page) else {
        // The gate above has said why.
        return Vec::new();
    };
    numbers_in(text)
        .into_iter()
        .filter(|number| !allowed.facts.contains_key(&number.key()))
        .map(|number| number.text)
        .collect()
}

/// Gate on the gate: a page's decimals with the last digit one up or down
/// must be rejected, 95 of 100 or more. Otherwise the facts lie so close that
/// a wrong number would pass for another fact.
pub fn shifted_numbers(course: &Course) -> Vec<Problem> {
    let check = |page| shifts_of(course, page);
    course.pages.iter().filter_map(check).collect()
}

fn shifts_of(course: &Course, page: &Page) -> Option<Problem> {
    let allowed = Allowed::new(course, page).ok()?;
    let mut tried = 0;
    let mut survivors = Vec::new();
    for (text, number) in all_decimals(course, page) {
        for by in [-1, 1] {
            let shifted = number.shifted(by);
            let key = shifted.key();
            tried += 1;
            if allowed.facts.contains_key(&key)
                || allowed.not_facts.contains_key(&key)
            {
                survivors.push((
                    (text, number.at),
                    format!("{} for {}", shifted.shown(), number.text),
                ));
            }
        }
    }
    if survivors.len() * 100 <= tried * 5 {
        return None;
    }
    let (text, at) = survivors[0].0;
    let list: Vec<_> = survivors.iter().map(|(_, s)| s.as_str()).collect();
    Some(text.problem(
        line_of(&text.text, at),
        format!(
            "{} of {tried} numbers wrong by one in the last digit would \
             pass: {}; quote them from a snapshot, or drop a fact",
            survivors.len(),
            list.join(", ")
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_spelling() {
        for (text, expected) in [
            ("0.88 and 0.12.", &["0.88", "0.12"][..]),
            ("a gap of 16, in 2017", &[]),
            ("116,623.5 but (1,2.5)", &["116623.5", "2.5"]),
            ("nalgebra 0.35.1 is a version", &[]),
            ("−0.5, -0.5, {-0.5}", &["−0.5", "−0.5", "−0.5"]),
            ("1-0.5 and x − 0.5", &["0.5", "0.5"]),
            ("1.1 × 10⁻⁷", &["1.1 × 10^-7"]),
            (
                r"1.1 \times 10^{-7}, 2\times10^3",
                &["1.1 × 10^-7", "2 × 10^3"],
            ),
            ("4.14e-8 but 1e-6 too", &["4.14 × 10^-8", "1 × 10^-6"]),
            ("2 × 10 is 20; d_k × 0.5", &["0.5"]),
        ] {
            let shown: Vec<_> =
                numbers_in(text).iter().map(Number::shown).collect();
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn a_number_has_its_sign_its_power_and_its_last_zero() {
        let key = |text| numbers_in(text)[0].key();
        assert_eq!(key("1.1 × 10⁻⁷"), key(r"1.1 \times 10^{-7}"));
        assert_eq!(key("−0.5"), key("-0.5"));
        for (a, b) in [
            ("0.5", "-0.5"),
            ("0.5", "0.50"),
            ("1.1 × 10⁻⁷", "1.1 × 10⁻⁸"),
            ("1.1 × 10⁻⁷", "1.1 × 10⁷"),
            ("1.1 × 10⁻⁷", "1.1"),
        ] {
            assert_ne!(key(a), key(b));
        }
        assert_eq!(numbers_in("0.99")[0].shifted(1).shown(), "1.00");
        assert_eq!(numbers_in("1.00")[0].shifted(-1).key(), key("0.99"));
    }

    #[test]
    fn a_word_before_a_number_makes_it_a_reference() {
        for (before, word) in [
            ("see exercise ", Some("exercise")),
            ("`cargo learn hint ", Some("hint")),
            ("Exercises [2.3](    ) and [", Some("exercise")),
            ("Figures 2.1, 2.2 and ", Some("figure")),
            ("text\n## ", Some("section")),
            ("In figure 2.1, ", None),
            ("the weight ", None),
            ("see exercise 2.3: ", None),
            ("", None),
        ] {
            assert_eq!(reference(before), word, "{before}");
        }
    }
}
