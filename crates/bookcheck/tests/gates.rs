//! The gates, on a small course with one fault planted at a time.

use std::fs;
use std::path::PathBuf;

use bookcheck::{Course, Problem};

type Gate = fn(&Course) -> Vec<Problem>;

const GATES: [(&str, Gate); 14] = [
    ("numbers", bookcheck::numbers),
    ("shifted_numbers", bookcheck::shifted_numbers),
    ("quotations", bookcheck::quotations),
    ("exercises", bookcheck::exercises),
    ("links", bookcheck::links),
    ("glossary", bookcheck::glossary),
    ("words", bookcheck::words),
    ("figures", bookcheck::figures),
    ("maps", bookcheck::maps),
    ("mistakes", bookcheck::mistakes),
    ("paper", bookcheck::paper),
    ("questions", bookcheck::questions),
    ("symbols", bookcheck::symbols),
    ("widgets", bookcheck::widgets),
];

const PAGE: &str = "book/src/02-scores.md";
const INTRO: &str = "book/src/intro.md";
const SYMBOLS: &str = "book/src/symbols.md";
const LIB: &str = "chapters/02-scores/src/lib.rs";
const VERDICTS: &str = "chapters/02-scores/tests/snapshots/verdicts.snap";
const GLOSSARY: &str = "book/glossary.toml";
const SHEET: &str = "chapters/02-scores/src/checks/solutions/e2_1.rs";
const FACTS: &str = "chapters/02-scores/tests/snapshots/facts.snap";
const FIGURE: &str = "chapters/02-scores/tests/snapshots/figure-2-1.snap";

const LONG: &str = "a a a a a a a a a a a a a a a a a a a a a a a a a a a \
                    a a a a a a a a a a a a a a";

const WIDGET: &str = "chapters/02-scores/tests/snapshots/widget-2.snap";

const QUESTIONS: &str = "book/questions/02-scores.toml";

const FILES: [(&str, &str); 20] = [
    (
        QUESTIONS,
        "\
[[predict]]
id = 'gap'
question = '''How large is the *other* weight, for $x$?'''
[[predict.option]]
text = '''`x` or $x_1$'''
answer = '''It is smaller.'''
[[predict.option]]
text = '''0.88'''
answer = '''This is the first.'''
right = true
[[predict.option]]
text = '''16'''
answer = '''This is the gap.'''

[[quiz]]
id = 'one'
question = 'What is a score?'
option = [
  { text = 'a sum', answer = 'Of products.', right = true },
  { text = 'a weight', answer = 'Softmax comes after.' },
  { text = 'a key', answer = 'Only a part.' },
]
[[quiz]]
id = 'two'
question = 'What is a weight?'
option = [
  { text = 'a share', answer = 'Of 1.', right = true },
  { text = 'a score', answer = 'Softmax comes between.' },
  { text = 'a key', answer = 'A part of a part.' },
]
[[quiz]]
id = 'three'
question = 'What is a key?'
option = [
  { text = 'a list', answer = 'Of numbers.', right = true },
  { text = 'a score', answer = 'It takes a query too.' },
  { text = 'a row', answer = 'Of K, and so a list.' },
]
",
    ),
    (
        PAGE,
        "\
# Scores

<!-- not a fact: 0.35, the version of nalgebra -->

The **weight** of *Thinking* is 0.88, not −0.88; see exercise 2.1.
The other weight is $1.1 \\times 10^{-7}$, read with nalgebra 0.35.

{{report 2}}

| run | weight |
|---|---|
| scaled | 0.8808 |

{{figure 2.1}}
{{widget 2}}
{{code src/lib.rs scores}}

Braces in a formula stay: $e^{{x}}$. Run `cargo run -p ch02-scores`.

> The paper says \"simply\", and `just` is code.

## Exercises

{{exercise 2.1}}

Stuck? `cargo learn hint 2.1`. Back to [the start](intro.md#why-8).

{{map}}

| symbol | read as |
|---|---|
| $S = QK$ | scores |

{{predict gap}}
{{quiz}}
",
    ),
    (
        INTRO,
        "\
# Start

<!-- facts from: 02-scores -->

**Scores** stand before softmax, for a query **q**. Next: [scores](02-scores.md),
its [figure](02-scores.md#fig-2-1), its [exercise](02-scores.md#e2_1).

## Why `8`?

Here 0.88 is a fact of another chapter.

{{glossary}}

```sh
ls just
```

Exercises [2.1](02-scores.md#e2_1) and [2.1](02-scores.md#e2_1).
",
    ),
    (
        SYMBOLS,
        "\
# Symbols

| symbol | read as | chapter |
|---|---|---|
| $S$ | scores | [2](02-scores.md) |

{{mistakes 2}}

{{paper section 3.1}}

Also `chapters/02-scores/src/lib.rs :: scores`.
",
    ),
    (
        VERDICTS,
        "---\nsource: x\n---\nDP-1\nexercise 2.1  Score    not yet\n  \
         input    q | k\n  of       weights\n  yours         0.5622      0.4378\n  \
         expected      0.8808      0.1192\n  0.5622 is what dividing by\n  \
         d_k gives.\n  read     chapter 2\n",
    ),
    (
        "book/src/SUMMARY.md",
        "# Summary\n\n[Start](intro.md)\n\n- [Scores](02-scores.md)\n\
         - [Symbols](symbols.md)\n",
    ),
    (
        GLOSSARY,
        "\
# Terms.
[score]
page = \"intro.md\"
means = \"The product of a query and a key.\"

[weight]
page = \"02-scores.md\"
means = \"What softmax makes of a score.\"
",
    ),
    (
        "Cargo.toml",
        "members = [\n    \"chapters/02-scores\",\n    \
         \"chapters/02-scores/exercises\",\n]\n",
    ),
    ("chapters/02-scores/Cargo.toml", "name = \"ch02-scores\"\n"),
    ("chapters/02-scores/exercises/Cargo.toml", "name = \"ex02-scores\"\n"),
    ("chapters/02-scores/exercises/src/lib.rs", "pub mod e2_1;\n"),
    ("chapters/02-scores/exercises/src/e2_1.rs", "pub fn score() {}\n"),
    (
        "chapters/02-scores/exercises/tests/verdicts.rs",
        "#[test]\nfn e2_1_score() {}\n",
    ),
    (
        LIB,
        "/// q → scores\n/// Source: Vaswani et al. 2017, section 3.1.\n\
         pub fn scores() {\n    product();\n}\n",
    ),
    (
        SHEET,
        "\
//! # 2.1 Score
//! ★★ · 15 minutes · cargo test -p ex02-scores e2_1
//! Read: chapter 2
//!
//! Write `score`.

pub fn score() {
    // solution: todo!()
    product();
    // end
}

// nudge: how large?
// plan: multiply
// near: `product(…)`
",
    ),
    (
        FACTS,
        "---\nsource: x\nexpression: y\n---\n\
         a11: 0.8808 | 0.88\nloss: −0.88\nraw: 0.0000001 | 1.1 × 10⁻⁷\n",
    ),
    (
        "chapters/02-scores/tests/snapshots/report.snap",
        "---\nsource: x\n---\n[1] one\n112 96\n\n[2] two\n0.1111\n",
    ),
    (
        FIGURE,
        "---\nsource: x\n---\n<figure class=\"fig\" id=\"fig-2-1\"><svg>\n\
         <title id=\"t\">Bars</title><desc id=\"d\">0.88 above.</desc>\n\
         </svg><figcaption>One bar is high.</figcaption></figure>\n",
    ),
    (
        WIDGET,
        "---\nsource: x\n---\n<div class=\"widget\" data-replaces=\"fig-2-1\">\n\
         <button type=\"button\">It is 0.88.</button><fieldset disabled>\n\
         <label for=\"w\">divisor</label><th scope=\"row\"><b>s</b></th>\n\
         <button type=\"button\" aria-label=\"one less\">−</button></fieldset>\n\
         <script type=\"application/json\">{\"states\":{\"8\":[\"0.9999\"]}}\n\
         </script></div>\n",
    ),
    ("chapters/02-scores/src/worked.rs", ""),
];

/// The small course in a folder of its own.
struct Fixture(PathBuf);

impl Fixture {
    fn new(name: &str) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        let fixture = Self(root);
        for (path, text) in FILES {
            fixture.write(path, text);
        }
        fixture
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces the first `from`.
    fn plant(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn problems(&self) -> Vec<(&'static str, Problem)> {
        let course = Course::open(&self.0).unwrap();
        GATES
            .into_iter()
            .flat_map(|(name, gate)| {
                gate(&course)
                    .into_iter()
                    .map(move |problem| (name, problem))
            })
            .collect()
    }
}

#[test]
fn a_clean_course_passes() {
    assert_eq!(Fixture::new("clean").problems(), []);
}

#[test]
fn a_directive_becomes_what_it_names() {
    let fixture = Fixture::new("expand");
    let page = fs::read_to_string(fixture.0.join(PAGE)).unwrap();
    let course = Course::open(&fixture.0).unwrap();
    let text = course.expand("02-scores.md", &page).unwrap();
    for part in [
        "\n```text\n[2] two\n0.1111\n```\n",
        "\n<figure class=\"fig\" id=\"fig-2-1\"><svg>\n<title",
        "<div class=\"listing\">chapters/02-scores/src/lib.rs :: scores\
         </div>\n\n```rust\npub fn scores() {\n    product();\n}\n```\n",
        "### 2.1 Score ★★ {#e2_1}\n\n*About 15 minutes. Read chapter 2.*",
        "Write `chapters/02-scores/exercises/src/e2_1.rs`, then run\n\n\
         ```console\ncargo test -p ex02-scores e2_1\n```\n",
        "<details><summary>Plan</summary>\n\nmultiply\n\n</details>\n",
        "$e^{{x}}$",
        "<div class=\"question\" id=\"ask-gap\">\n\n*Predict.* How large",
        "<details class=\"option no\">\n<summary>\n\n(a) `x` or $x_1$\n\n\
         </summary>\n\n*✗ No.* It is smaller.\n\n</details>\n",
        "(b) 0.88\n\n</summary>\n\n*✓ Right.* This is the first.",
        "id=\"ask-three\">\n\n*3.* What is a key?",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    let docs = "{{code src/lib.rs fn scores +docs}}\n\n{{snapshot report}}";
    let text = course.expand("02-scores.md", docs).unwrap();
    assert!(text.contains("```rust\n/// q → scores\n/// Source: Vas"));
    assert!(text.contains("```text\n[1] one\n112 96\n\n[2] two"));
}

#[test]
fn a_listing_marks_what_an_earlier_item_lacks() {
    let fixture = Fixture::new("changed");
    let code = "pub fn sum() {\n    add();\n}\n\n\
                pub fn scores() {\n    product();\n    add();\n}\n";
    fs::write(fixture.0.join(LIB), code).unwrap();
    let course = Course::open(&fixture.0).unwrap();
    let expand = |old: &str| {
        let directive =
            format!("{{{{code src/lib.rs scores since {old}}}}}");
        course.expand("02-scores.md", &directive)
    };
    let text = expand("sum").unwrap();
    for part in [
        "New since <code>sum</code>: line 2.",
        "<span>&nbsp;</span><span class=\"new\">+</span><span>&nbsp;</span>",
        "```rust\npub fn scores() {\n    product();\n    add();\n}\n```",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    for (old, message) in
        [("mean", "has no item `mean`"), ("scores", "has no line that")]
    {
        let problems = expand(old).unwrap_err();
        assert!(problems[0].message.contains(message), "{}", problems[0]);
    }
}

#[test]
fn a_reference_page_collects_what_the_course_holds() {
    let fixture = Fixture::new("reference");
    let course = Course::open(&fixture.0).unwrap();
    let expand = |page: &str| {
        let path = fixture.0.join("book/src").join(page);
        let text = fs::read_to_string(path).unwrap();
        course.expand(page, &text).unwrap()
    };
    for (page, part) in [
        ("symbols.md", "### Exercise 2.1\n\n[Score](02-scores.md#e2_1)\n"),
        (
            "symbols.md",
            "\n| q \\| k: weights | 0.5622, 0.4378 | 0.8808, 0.1192 | \
             0.5622 is what dividing by d\\_k gives. (DP-1) |\n",
        ),
        (
            "symbols.md",
            "- section 3.1, [chapter 2](02-scores.md): \
             `chapters/02-scores/src/lib.rs :: scores`\n",
        ),
        ("intro.md", "- [weight](02-scores.md#term-weight): What"),
        ("02-scores.md", "The <a id=\"term-weight\"></a>**weight** of"),
        ("02-scores.md", "<a href=\"02-scores.md\" aria-current=\"page\">"),
    ] {
        let text = expand(page);
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

type Fault = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    usize,
    &'static str,
);

/// File, what to replace and by what; the gate that says so, where, and what.
#[rustfmt::skip]
const FAULTS: [Fault; 103] = [
    // Numbers.
    (PAGE, "0.88,", "0.89,", "numbers", PAGE, 5, "0.89 is no fact"),
    (PAGE, "| 0.8808", "| 0.8809", "numbers", PAGE, 12, "a11: 0.8808"),
    (PAGE, "−0.88", "−0.8808", "numbers", PAGE, 5, "−0.8808"),
    (PAGE, "10^{-7}", "10^{-8}", "numbers", PAGE, 6, "1.1 × 10^-8"),
    (PAGE, "`cargo run", "`0.5 cargo run", "numbers", PAGE, 18, "0.5"),
    (INTRO, "0.88", "0.12", "numbers", INTRO, 10, "0.12 is no fact"),
    (PAGE, "nalgebra 0.35", "n", "numbers", PAGE, 3, "delete it"),
    (PAGE, "0.35, the version of nalgebra", "0.35", "numbers", PAGE, 3, "needs a reason"),
    (INTRO, ": 02-scores", ": 03-x", "numbers", INTRO, 3, "no chapter `03-x`"),
    (PAGE, "exercise 2.1.", "exercise 2.9.", "numbers", PAGE, 5, "exercise 2.9"),
    (PAGE, "see exercise 2.1", "see Figure 2.7", "numbers", PAGE, 5, "figure 2.7"),
    (PAGE, "hint 2.1", "hint 2.2", "numbers", PAGE, 26, "hint 2.2"),
    (FACTS, "0.88\n", "0.88 | 0.89\n", "shifted_numbers", PAGE, 5, "0.89 for 0.88"),
    // Quotations.
    (PAGE, "lib.rs scores", "lib.rs score", "quotations", PAGE, 16, "no item `score`"),
    (PAGE, "src/lib.rs", "src/bil.rs", "quotations", PAGE, 16, "src/bil.rs is missing"),
    (PAGE, "{{report 2}}", "{{report 3}}", "quotations", PAGE, 8, "no section [3]"),
    (PAGE, "{{report 2}}", "{{snapshot x}}", "quotations", PAGE, 8, "x.snap"),
    (PAGE, "{{report 2}}", "{{#include x}}", "quotations", PAGE, 8, "unknown directive"),
    (INTRO, "{{glossary}}", "{{figure 2.2}}", "quotations", INTRO, 12, "figure-2-2"),
    // Exercises.
    (PAGE, "{{exercise 2.1}}", "", "exercises", PAGE, 1, "2.1 is nowhere"),
    (INTRO, "{{glossary}}", "{{exercise 2.1}}", "exercises", INTRO, 12, "belongs"),
    (PAGE, "Stuck?", "{{exercise 2.1}}\n", "exercises", PAGE, 26, "again"),
    (SHEET, "-p ex02-scores", "-p ex02-score", "exercises", SHEET, 1, "another chapter"),
    ("Cargo.toml", "scores/ex", "scores/xe", "exercises", SHEET, 1, "no package ex02"),
    ("chapters/02-scores/exercises/src/lib.rs", "e2_1", "e2_2", "exercises", SHEET, 1, "mod e2_1;"),
    ("chapters/02-scores/exercises/tests/verdicts.rs", "e2_1", "e2_2", "exercises", SHEET, 1, "fn e2_1_"),
    (PAGE, "-p ch02-scores", "-p ch02-score", "exercises", PAGE, 18, "no package `ch02-score`"),
    (PAGE, "`cargo run", "`e2_3`, `cargo run", "exercises", PAGE, 18, "no exercise e2_3"),
    // Links.
    (PAGE, "intro.md#why-8", "outro.md", "links", PAGE, 26, "no file outro.md"),
    (PAGE, "#why-8", "#why", "links", PAGE, 26, "it has #why-8"),
    (INTRO, "#e2_1", "#e2_2", "links", INTRO, 6, "#e2_2"),
    (INTRO, "](02-scores.md)", "](../glossary.toml)", "links", INTRO, 5, "no file ../glo"),
    (INTRO, "# Start", "# Start\n<http://example.com>", "links", INTRO, 2, "https"),
    ("book/src/SUMMARY.md", "- [Scores](02-scores.md)\n", "", "links", PAGE, 1, "SUMMARY"),
    ("book/src/SUMMARY.md", "(02-scores", "(intro.md)\n- [S](02-scores", "links", "book/src/SUMMARY.md", 5, "once"),
    // Glossary.
    (PAGE, "*Thinking*", "**Thinking**", "glossary", PAGE, 5, "no term"),
    (PAGE, "The other weight", "The other **weight**", "glossary", PAGE, 6, "again"),
    (PAGE, "*Thinking*", "a **score**", "glossary", PAGE, 5, "not here"),
    (PAGE, "**weight**", "weight", "glossary", GLOSSARY, 6, "never says"),
    (GLOSSARY, "[score]", "[score", "glossary", GLOSSARY, 2, "can't read"),
    (GLOSSARY, "key.", "key", "glossary", GLOSSARY, 2, "in a sentence"),
    (GLOSSARY, "[score]", "[zone]", "glossary", GLOSSARY, 6, "alphabet"),
    // Words.
    (PAGE, "paper", "elegantly", "words", PAGE, 20, "\"elegant\" is filler"),
    (PAGE, "Stuck?", "Simply look.", "words", PAGE, 26, "\"simply\" is condescending"),
    (PAGE, "see exercise", "it's worth\nnoting, exercise", "words", PAGE, 5, "filler"),
    (SHEET, "Write `score`", "Utilize `score`", "words", PAGE, 24, "\"utilize\""),
    (INTRO, "Here", "a — b — c", "words", INTRO, 10, "dash number 2"),
    // Figures.
    (FIGURE, "desc", "dexc", "figures", FIGURE, 1, "no <desc>"),
    (FIGURE, "</svg>", "\n</svg>", "figures", FIGURE, 1, "blank line"),
    (FIGURE, "<title", "<text class=\"num k\">ReLU</text><title", "figures", FIGURE, 1, "the colour of k"),
    (FIGURE, "0.88 above.", LONG, "figures", FIGURE, 1, "<desc> has 41 words"),
    (FIGURE, "One bar is high.", LONG, "figures", FIGURE, 1, "<figcaption> has 41"),
    (INTRO, "{{glossary}}", "{{figure 0.1}}", "quotations", INTRO, 12, "figure-0-1"),
    (FIGURE, "Bars", "", "figures", FIGURE, 1, "no <title>"),
    (FIGURE, "figcaption>One", "p>One", "figures", FIGURE, 1, "no <figcaption>"),
    // The map.
    (PAGE, "{{map}}", "", "maps", PAGE, 1, "no {{map}}"),
    (PAGE, "{{map}}", "{{map}}\n\n{{map}}", "maps", PAGE, 30, "again"),
    // Mistakes.
    (SYMBOLS, "mistakes 2", "mistakes 3", "quotations", SYMBOLS, 7, "no chapter 3"),
    (VERDICTS, "  read ", "  red ", "quotations", SYMBOLS, 7, "can't read a verdict"),
    (VERDICTS, "exercise 2.1", "exercise 2.2", "quotations", SYMBOLS, 7, "e2_2.rs is missing"),
    // The paper.
    (LIB, "3.1.", "3.2.", "paper", LIB, 3, "no page lists section 3.2"),
    (LIB, "3.1.", "3.2.", "quotations", SYMBOLS, 9, "no function has the source"),
    (SYMBOLS, ":: scores", ":: score", "paper", SYMBOLS, 11, "no item `score`"),
    (SYMBOLS, "/lib.rs", "/bil.rs", "paper", SYMBOLS, 11, "bil.rs is missing"),
    // Symbols.
    (PAGE, "$S = QK$", "$T$", "symbols", PAGE, 32, "$T$ stands in 0 rows"),
    (SYMBOLS, "$S$", "$S$, $T$", "symbols", SYMBOLS, 5, "$T$ is no symbol of"),
    (SYMBOLS, "| $S$", "| $S$ | [2](02-scores.md) |\n| $S$", "symbols", PAGE, 32, "in 2 rows"),
    (SYMBOLS, "(02-scores.md) |", "(intro.md) |", "symbols", PAGE, 32, "in 0 rows"),
    // Questions.
    (PAGE, "{{predict gap}}", "", "questions", PAGE, 1, "{{predict gap}} stands here 0 times"),
    (PAGE, "{{quiz}}", "{{predict gap}}\n{{quiz}}", "questions", PAGE, 1, "2 times"),
    (PAGE, "{{quiz}}", "", "questions", PAGE, 1, "{{quiz}} stands here 0 times"),
    (PAGE, "predict gap", "predict gab", "quotations", PAGE, 34, "no `gab`"),
    (INTRO, "{{glossary}}", "{{quiz}}", "quotations", INTRO, 12, "intro.toml is missing"),
    (QUESTIONS, "[[predict]]", "[[quiz]]", "questions", PAGE, 1, "asks for no prediction"),
    (QUESTIONS, "[[predict]]", "[[quiz]]\n[[predict]]", "questions", QUESTIONS, 1, "needs an id"),
    (QUESTIONS, "[[quiz]]\nid = 'three'", "[[predict]]\nid = 'three'", "questions", PAGE, 1, "a quiz of 2"),
    (QUESTIONS, "'gap'", "'one'", "questions", QUESTIONS, 15, "`one` is an id already"),
    (QUESTIONS, "'gap'", "''", "questions", QUESTIONS, 1, "needs an id"),
    (QUESTIONS, "'What is a key?'", "''", "questions", QUESTIONS, 31, "and a question"),
    (QUESTIONS, "right = true", "right = false", "questions", QUESTIONS, 1, "`gap` has 0 right options"),
    (QUESTIONS, "gap.'''", "gap.'''\nright = true", "questions", QUESTIONS, 1, "`gap` has 2 right options"),
    (QUESTIONS, "  { text = 'a key', answer = 'Only a part.' },\n", "", "questions", QUESTIONS, 15, "has 2 options"),
    (QUESTIONS, "answer = 'Only", "answer = 'a.' }, { text = 'b', answer = 'b.' }, { text = 'c', answer = 'Only", "questions", QUESTIONS, 15, "has 5 options"),
    (QUESTIONS, "answer = '''It is smaller.'''\n", "", "questions", QUESTIONS, 4, "no sentence for (`x` or"),
    (QUESTIONS, "smaller.", "smaller", "questions", QUESTIONS, 4, "no sentence for"),
    (QUESTIONS, "'a sum'", "''", "questions", QUESTIONS, 19, "without a text"),
    (QUESTIONS, "'16''", "'All of the above''", "questions", QUESTIONS, 11, "of the above"),
    (QUESTIONS, "is a key", "is NOT a key", "questions", QUESTIONS, 31, "says NOT"),
    (QUESTIONS, "right = true", "rigth = true", "questions", QUESTIONS, 10, "nothing reads `rigth`"),
    (QUESTIONS, "[[quiz]]", "[[quizz]]", "questions", QUESTIONS, 15, "nothing reads `quizz`"),
    (QUESTIONS, "[[quiz]]", "[[quiz]", "questions", QUESTIONS, 15, "can't read this"),
    (QUESTIONS, "0.88", "0.87", "numbers", QUESTIONS, 8, "0.87 is no fact"),
    (QUESTIONS, "This is the first", "Look at figure 2.7", "numbers", QUESTIONS, 9, "figure 2.7"),
    (QUESTIONS, "This is the first", "This is simply the first", "words", QUESTIONS, 9, "\"simply\" is condescending"),
    // A term's anchor.
    (INTRO, "02-scores.md#e2_1", "02-scores.md#term-score", "links", INTRO, 6, "#term-score"),
    // Widgets.
    (PAGE, "{{widget 2}}", "", "widgets", WIDGET, 1, "quotes it 0 times"),
    (PAGE, "Stuck?", "{{widget 2}}\n", "widgets", WIDGET, 1, "quotes it 2 times"),
    (PAGE, "{{widget 2}}", "Words.\n{{widget 2}}", "widgets", WIDGET, 1, "directly above"),
    (WIDGET, "fig-2-1", "fig-2-2", "widgets", WIDGET, 1, "directly above"),
    (WIDGET, "0.88", "0.89", "widgets", WIDGET, 1, "0.89 is no fact"),
    (WIDGET, "divisor", " ", "widgets", WIDGET, 1, "a <label> says nothing"),
    (WIDGET, " aria-label=\"one less\"", "", "widgets", WIDGET, 1, "a <button> says nothing"),
    (WIDGET, "<fieldset", "\n\n<fieldset", "widgets", WIDGET, 1, "blank line"),
];

/// Plants one fault and expects one problem: the gate, where, and what.
#[test]
fn each_fault_is_caught_where_it_is() {
    for (i, (path, from, to, gate, file, line, part)) in
        FAULTS.into_iter().enumerate()
    {
        let fixture = Fixture::new(&format!("fault-{i}"));
        fixture.plant(path, from, to);
        let problems = fixture.problems();
        let caught = problems.iter().any(|(by, problem)| {
            *by == gate
                && (problem.file.as_str(), problem.line) == (file, line)
                && problem.message.contains(part)
        });
        assert!(caught, "{from} → {to} in {path} gave {problems:#?}");
    }
}

#[test]
fn a_missing_or_stale_file_is_caught() {
    let gone = |path: &str, gate: &str, part: &str| {
        let fixture = Fixture::new(&path.replace('/', "-"));
        fs::remove_file(fixture.0.join(path)).unwrap();
        expect(&fixture, gate, part);
    };
    gone(FIGURE, "quotations", "figure-2-1.snap is missing");
    gone(FACTS, "numbers", "facts.snap is missing");
    gone(
        "chapters/02-scores/exercises/src/e2_1.rs",
        "exercises",
        "starter",
    );

    gone(PAGE, "links", "chapter 02-scores has no page");
    gone(PAGE, "questions", "no page asks this");
    gone(QUESTIONS, "questions", "02-scores.toml is missing; write it");

    let stale = Fixture::new("stale");
    stale.write(&format!("{FIGURE}.new"), "<figure></figure>");
    expect(&stale, "quotations", "a change waiting");
}

#[test]
fn a_chapter_without_its_mistakes_is_caught() {
    let fixture = Fixture::new("mistakes");
    fixture.write("chapters/03-more/src/lib.rs", "");
    expect(&fixture, "mistakes", "the mistakes of 03-more are missing");
}

fn expect(fixture: &Fixture, gate: &str, part: &str) {
    let problems = fixture.problems();
    let caught = problems
        .iter()
        .any(|(by, problem)| *by == gate && problem.message.contains(part));
    assert!(caught, "{gate}: {part} not in {problems:#?}");
}

#[test]
fn rhythm_is_told_sentence_by_sentence() {
    let fixture = Fixture::new("rhythm");
    let long = "word ".repeat(45);
    fixture.plant(INTRO, "Here 0.88", &format!("Long {long}. Here 0.88"));
    let course = Course::open(&fixture.0).unwrap();
    let warnings = bookcheck::rhythm(&course);
    let [warning] = &warnings[..] else { panic!("{warnings:#?}") };
    assert_eq!((warning.file.as_str(), warning.line), (INTRO, 10));
    assert!(warning.message.contains("\"Long word word"));
}
