//! What a page asks, and what it says to every answer.
//!
//! `book/questions/02-x.toml` holds the questions of `02-x.md`: `[[predict]]`
//! for those on the way, `[[quiz]]` for those at the end, and an `answer` to
//! each `[[….option]]`.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::markdown::{directives, line_of};
use crate::{Course, PAGES, Page, Problem, toml as file};

/// All that a file of questions may say.
const KEYS: [&str; 8] = [
    "predict", "quiz", "id", "question", "option", "text", "answer",
    "right",
];

/// The questions of a chapter.
struct Questions {
    predict: Vec<Question>,
    quiz: Vec<Question>,
    /// Keys that nothing reads, such as a misspelt one.
    strange: Vec<(usize, String)>,
}

struct Question {
    id: String,
    line: usize,
    question: String,
    options: Vec<Choice>,
}

struct Choice {
    line: usize,
    text: String,
    answer: String,
    right: bool,
}

impl Course {
    /// The question `id` of a page.
    pub(crate) fn predict(
        &self,
        page: &Page,
        id: &str,
    ) -> Result<String, String> {
        let questions = self.asked_by(page).map_err(|p| p.to_string())?;
        let question = questions.predict.iter().find(|q| q.id == id);
        question.map(|q| q.html("Predict.")).ok_or_else(|| {
            format!("book/questions/{}.toml has no `{id}`", page.stem())
        })
    }

    /// The questions that close a page.
    pub(crate) fn quiz(&self, page: &Page) -> Result<String, String> {
        let questions = self.asked_by(page).map_err(|p| p.to_string())?;
        let quiz = questions.quiz.iter().enumerate();
        Ok(quiz.map(|(i, q)| q.html(&format!("{}.", i + 1))).collect())
    }

    fn asked_by(&self, page: &Page) -> Result<Questions, Problem> {
        let own = self.questions.iter().find(|q| q.stem() == page.stem());
        let own = own.ok_or_else(|| {
            let file = format!("book/questions/{}.toml", page.stem());
            page.problem(1, format!("{file} is missing; write it"))
        })?;
        Questions::read(own)
    }
}

impl Questions {
    fn read(page: &Page) -> Result<Self, Problem> {
        let text = &page.text;
        let table = file::parse(&page.file(), text)?;
        let read = |kind| {
            file::tables(table.get(kind))
                .map(|question| Question::read(question, text))
                .collect()
        };
        Ok(Self {
            predict: read("predict"),
            quiz: read("quiz"),
            strange: strange(&table, text),
        })
    }
}

fn strange(table: &DeTable, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (key, value) in table {
        if !KEYS.contains(&key.get_ref().as_ref()) {
            let message = format!("nothing reads `{}`", key.get_ref());
            found.push((line_of(text, key.span().start), message));
        }
        for part in file::tables(Some(value)) {
            let table = part.get_ref().as_table();
            found.extend(
                table.map(|t| strange(t, text)).unwrap_or_default(),
            );
        }
    }
    found
}

impl Question {
    fn read(table: &Spanned<DeValue>, text: &str) -> Self {
        let option = |option: &Spanned<DeValue>| Choice {
            line: line_of(text, option.span().start),
            text: file::string(option, "text"),
            answer: file::string(option, "answer"),
            right: option
                .get_ref()
                .get("right")
                .and_then(|right| right.get_ref().as_bool())
                .unwrap_or(false),
        };
        Self {
            id: file::string(table, "id"),
            line: line_of(text, table.span().start),
            question: file::string(table, "question"),
            options: file::tables(table.get_ref().get("option"))
                .map(option)
                .collect(),
        }
    }

    /// Markdown in HTML. An option folds its answer away; blank lines let the
    /// Markdown in both be read as such.
    fn html(&self, head: &str) -> String {
        let options: String = ('a'..)
            .zip(&self.options)
            .map(|(letter, Choice { text, answer, right, .. })| {
                // Not "right": mdBook's style moves that to the right margin.
                let (class, said) = match right {
                    true => ("yes", "✓ Right."),
                    false => ("no", "✗ No."),
                };
                format!(
                    "<details class=\"option {class}\">\n<summary>\n\n\
                     ({letter}) {text}\n\n</summary>\n\n\
                     *{said}* {answer}\n\n</details>\n"
                )
            })
            .collect();
        format!(
            "\n<div class=\"question\" id=\"ask-{}\">\n\n\
             *{head}* {}\n\n{options}</div>\n",
            self.id, self.question,
        )
    }

    /// What is wrong with it, and where.
    fn faults(&self) -> Vec<(usize, String)> {
        let Self { id, line, question, options } = self;
        let mut faults = Vec::new();
        let mut fault = |line: usize, message: String| {
            faults.push((line, format!("`{id}` {message}")));
        };
        if id.is_empty() || question.is_empty() {
            fault(*line, "needs an id and a question".into());
        }
        if !(3..=4).contains(&options.len()) {
            let count = options.len();
            fault(*line, format!("has {count} options; write 3 or 4"));
        }
        let right = options.iter().filter(|option| option.right).count();
        if right != 1 {
            fault(*line, format!("has {right} right options; mark one"));
        }
        for Choice { line, text, answer, .. } in options {
            if text.is_empty() {
                fault(*line, "has an option without a text".into());
            }
            if !answer.ends_with(['.', '?', '!']) {
                fault(*line, format!("has no sentence for ({text})"));
            }
        }
        let said = options.iter().map(|o| (o.line, &o.text));
        for (line, said) in said.chain([(*line, question)]) {
            if said.to_lowercase().contains("of the above") {
                fault(line, "says \"of the above\"; name it".into());
            }
            if said.split(|c: char| !c.is_alphabetic()).any(|w| w == "NOT")
            {
                fault(line, "says NOT; ask what is true".into());
            }
        }
        faults
    }
}

/// Gate: every page with a number asks on its way and at its end; a question
/// is asked once, has one right option of three or four, and says something
/// to each.
pub fn questions(course: &Course) -> Vec<Problem> {
    let asks = |page: &&Page| {
        page.name.starts_with(char::is_numeric)
            || course.questions.iter().any(|q| q.stem() == page.stem())
    };
    let mut problems = Vec::new();
    for page in course.pages.iter().filter(asks) {
        match course.asked_by(page) {
            Ok(questions) => problems.extend(asked(page, &questions)),
            Err(problem) => problems.push(problem),
        }
    }
    let mut ids = BTreeSet::new();
    for file in &course.questions {
        if !course.pages.iter().any(|page| page.stem() == file.stem()) {
            let page = format!("{PAGES}/{}.md", file.stem());
            let message = format!("{page} is missing; no page asks this");
            problems.push(file.problem(1, message));
        }
        // What can't be read has been told above.
        let Ok(questions) = Questions::read(file) else { continue };
        let faults = faults(questions, &mut ids).into_iter();
        problems
            .extend(faults.map(|(line, what)| file.problem(line, what)));
    }
    problems
}

/// What is wrong with a file of questions, and where.
fn faults(
    Questions { predict, quiz, strange }: Questions,
    ids: &mut BTreeSet<String>,
) -> Vec<(usize, String)> {
    let mut faults = strange;
    for question in predict.into_iter().chain(quiz) {
        faults.extend(question.faults());
        let Question { id, line, .. } = question;
        if ids.contains(&id) {
            let message =
                format!("`{id}` is an id already; choose another");
            faults.push((line, message));
        }
        ids.insert(id);
    }
    faults
}

/// A page asks each of its questions once, and enough of them.
fn asked(
    page: &Page,
    Questions { predict, quiz, .. }: &Questions,
) -> Vec<Problem> {
    let times = |wanted: &str| {
        directives(&page.text).filter(|(_, words)| *words == wanted).count()
    };
    let mut problems = Vec::new();
    for wanted in predict
        .iter()
        .map(|question| format!("predict {}", question.id))
        .chain(["quiz".to_string()])
    {
        let count = times(&wanted);
        if count != 1 {
            let message = format!(
                "{{{{{wanted}}}}} stands here {count} times, not once"
            );
            problems.push(page.problem(1, message));
        }
    }
    if predict.is_empty() {
        problems.push(page.problem(1, "asks for no prediction".into()));
    }
    if !(3..=4).contains(&quiz.len()) {
        let message = format!("a quiz of {}; ask 3 or 4", quiz.len());
        problems.push(page.problem(1, message));
    }
    problems
}
