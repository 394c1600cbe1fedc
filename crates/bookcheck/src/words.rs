//! How the prose sounds.

use crate::markdown::{Block, Word, blocks, directives, line_of, own_text};
use crate::{Course, Page, Problem};

/// What no page says: filler, condescension, false agency. A word stands for
/// its endings too.
const BANNED: &[(&str, &[&str])] = &[
    (
        "filler; say what it does, with its number",
        &[
            "delve",
            "delving",
            "crucial",
            "pivotal",
            "robust",
            "seamless",
            "leverage",
            "leveraging",
            "utilize",
            "utilizing",
            "harness",
            "unlock",
            "landscape",
            "realm",
            "tapestry",
            "testament",
            "journey",
            "powerful",
            "elegant",
            "cutting-edge",
            "game-changing",
            "revolutionary",
            "intuitive",
            "essentially",
            "fundamentally",
            "basically",
            "it is important to note",
            "it's worth noting",
            "it’s worth noting",
            "in order to",
            "as we can see",
            "plays a vital role",
            "allows the model to",
            "captures meaning",
            "long-range dependencies",
        ],
    ),
    (
        "condescending; leave it out",
        &[
            "simply",
            "just",
            "easy",
            "easily",
            "obvious",
            "clearly",
            "of course",
            "trivial",
        ],
    ),
    (
        "false agency; it computes, weights, copies or averages",
        &[
            "pays attention",
            "the model understands",
            "the model wants",
            "the model decides",
            "the network understands",
            "the network wants",
            "the network decides",
        ],
    ),
];
const ENDINGS: [&str; 6] = ["", "s", "d", "ed", "ing", "ly"];
const WORDS_PER_DASH: usize = 400;

/// Gate: no banned word, and few dashes, in a page, in what it quotes and in
/// what it asks. Code and quotations are free.
pub fn words(course: &Course) -> Vec<Problem> {
    let mut problems = Vec::new();
    for page in &course.pages {
        let Ok(expanded) = course.expanded(page) else { continue };
        // Its questions are read below, where they stand.
        let asks: Vec<usize> = directives(&page.text)
            .filter(|(_, d)| d.starts_with("predict") || *d == "quiz")
            .map(|(line, _)| line)
            .collect();
        for (line, message) in banned(&own_text(&expanded.text)) {
            let line = expanded.lines[line - 1];
            if !asks.contains(&line) {
                problems.push(page.problem(line, message));
            }
        }
        problems.extend(dashes(page));
    }
    for file in &course.questions {
        let found = banned(&file.text).into_iter();
        problems.extend(found.map(|(line, what)| file.problem(line, what)));
        problems.extend(dashes(file));
    }
    problems
}

/// The banned words of a text, and their lines.
fn banned(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for Block { words, .. } in blocks(text) {
        for (i, first) in words.iter().enumerate() {
            for (why, phrase) in banned_at(&words[i..]) {
                found.push((first.line, format!("\"{phrase}\" is {why}")));
            }
        }
    }
    found
}

fn banned_at(
    words: &[Word],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    BANNED
        .iter()
        .flat_map(|(why, phrases)| phrases.iter().map(|p| (*why, *p)))
        .filter(|(_, phrase)| {
            let mut wanted = phrase.split(' ');
            let count = wanted.clone().count();
            words.len() >= count
                && words.iter().zip(&mut wanted).all(|(word, wanted)| {
                    let plain = word
                        .text
                        .trim_matches(|c: char| !c.is_alphanumeric())
                        .to_lowercase();
                    !word.quoted
                        && plain
                            .strip_prefix(wanted)
                            .is_some_and(|ending| ENDINGS.contains(&ending))
                })
        })
}

fn dashes(page: &Page) -> Option<Problem> {
    let text = own_text(&page.text);
    let blocks = blocks(&text);
    let words = blocks.iter().map(|block| block.words.len()).sum::<usize>();
    let allowed = words.div_ceil(WORDS_PER_DASH);
    let (at, _) = text.match_indices('—').nth(allowed)?;
    let message = format!(
        "em dash number {} in {words} words; write a full stop",
        allowed + 1
    );
    Some(page.problem(line_of(&text, at), message))
}

/// Not a gate: where a page's rhythm leaves the rules, sentence by sentence.
pub fn rhythm(course: &Course) -> Vec<Problem> {
    course.pages.iter().flat_map(rhythm_of).collect()
}

fn rhythm_of(page: &Page) -> Vec<Problem> {
    let blocks = blocks(&own_text(&page.text));
    let paragraphs = || blocks.iter().filter(|block| block.paragraph);
    let mut problems = Vec::new();
    for Block { words, .. } in paragraphs().filter(|b| b.words.len() > 90) {
        let message = format!(
            "a paragraph of {} words, \"{}\"; split it, 90 at most",
            words.len(),
            said(words)
        );
        problems.push(page.problem(words[0].line, message));
    }
    let sentences: Vec<&[Word]> = paragraphs()
        .flat_map(|block| {
            block.words.split_inclusive(|word| ends_sentence(&word.text))
        })
        .collect();
    for sentence in sentences.iter().filter(|words| words.len() > 40) {
        let message = format!(
            "a sentence of {} words, \"{}\"; 40 at most",
            sentence.len(),
            said(sentence)
        );
        problems.push(page.problem(sentence[0].line, message));
    }
    let mut lengths: Vec<usize> =
        sentences.iter().map(|s| s.len()).collect();
    lengths.sort_unstable();
    let count = lengths.len();
    if count < 15 {
        return problems;
    }
    let mean = lengths.iter().sum::<usize>() as f64 / count as f64;
    let p90 = lengths[count * 9 / 10];
    let short = lengths.iter().filter(|length| **length <= 6).count();
    for (wrong, message) in [
        (
            !(14.0..=17.0).contains(&mean),
            format!(
                "sentences have {mean:.1} words on average; aim at 14-17"
            ),
        ),
        (
            p90 > 27,
            format!(
                "one sentence in ten has {p90} words or more; aim at 27"
            ),
        ),
        (
            short * 15 < count,
            format!(
                "{short} of {count} sentences are short; aim at one in 15"
            ),
        ),
    ] {
        if wrong {
            problems.push(page.problem(1, message));
        }
    }
    problems
}

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '”', ')', '*', '_']);
    word.ends_with(['.', '?', '!'])
        && !["e.g.", "i.e.", "vs.", "al."].contains(&word)
}

/// The first words of a passage.
fn said(words: &[Word]) -> String {
    let first: Vec<&str> =
        words.iter().take(12).map(|word| word.text.as_str()).collect();
    format!("{} …", first.join(" "))
}
