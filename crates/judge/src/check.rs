//! Everything known about one exercise, and how a program is judged by it.

use crate::run::{self, Panic};
use crate::verdict::{Outcome, Verdict};
use crate::{Answer, Difference, Sheet};
use std::time::Duration;

/// One exercise's judge. `P` is the reader's function, a `fn` pointer; `I` is
/// what it is tried on.
pub struct Check<P, I> {
    sheet: Sheet,
    solution: P,
    run: fn(P, &I) -> Answer,
    expected: fn(&I) -> Answer,
    probes: Vec<Probe<I>>,
    mistakes: Vec<Mistake<P>>,
    laws: Vec<Law<P>>,
    remarks: fn(P) -> Vec<String>,
    deadline: Duration,
}

/// An input, and what a verdict calls it.
#[derive(Clone)]
struct Probe<I> {
    name: &'static str,
    input: I,
    must_panic: bool,
}

/// A program that learners write by mistake.
struct Mistake<P> {
    id: &'static str,
    program: P,
    /// What the verdict says; `{}` is the reader's first wrong number.
    says: &'static str,
}

/// Something true of every right program, whatever the numbers.
#[derive(Clone)]
struct Law<P> {
    name: &'static str,
    /// The error says what was seen instead.
    holds: fn(P) -> Result<(), String>,
}

/// An exercise with its types put aside, as a list of them needs.
pub trait Exercise {
    /// Its sheet.
    fn sheet(&self) -> &Sheet;
    /// Judges the solution and every known mistake.
    fn rehearse(&self) -> Rehearsal;
}

/// How an exercise's own solution and mistakes are judged.
pub struct Rehearsal {
    /// Of the solution: should pass.
    pub solution: Verdict,
    /// Of each known mistake, by id: should name that id.
    pub mistakes: Vec<(&'static str, Verdict)>,
    /// The two programs hardest to tell apart, and by how many tolerances.
    pub closest: (String, f64),
}

impl<P: Copy + Send + 'static, I: Clone + Send + 'static> Check<P, I> {
    /// A check of the exercise on `sheet` (its text), whose programs are run
    /// by `run` and should give what `expected` computes.
    ///
    /// # Panics
    /// When the sheet can't be read.
    pub fn new(
        sheet: &str,
        solution: P,
        run: fn(P, &I) -> Answer,
        expected: fn(&I) -> Answer,
    ) -> Self {
        Self {
            sheet: Sheet::parse(sheet)
                .expect("the exercise has a good sheet"),
            solution,
            run,
            expected,
            probes: Vec::new(),
            mistakes: Vec::new(),
            laws: Vec::new(),
            remarks: |_| Vec::new(),
            deadline: Duration::from_secs(5),
        }
    }

    /// Adds an input to try. The first that differs is shown to the reader.
    pub fn probe(mut self, name: &'static str, input: I) -> Self {
        self.probes.push(Probe { name, input, must_panic: false });
        self
    }

    /// Adds an input on which a right program panics. Whoever forgets that
    /// and makes another mistake, too, is told the other one first.
    pub fn must_panic(mut self, name: &'static str, input: I) -> Self {
        self.probes.push(Probe { name, input, must_panic: true });
        self
    }

    /// Adds a known mistake; in `says`, `{}` is the first wrong number.
    pub fn mistake(
        mut self,
        id: &'static str,
        program: P,
        says: &'static str,
    ) -> Self {
        self.mistakes.push(Mistake { id, program, says });
        self
    }

    /// Adds a law; the error of `holds` says what was seen instead.
    pub fn law(
        mut self,
        name: &'static str,
        holds: fn(P) -> Result<(), String>,
    ) -> Self {
        self.laws.push(Law { name, holds });
        self
    }

    /// What else there is to say of a program, whatever its verdict: of an
    /// exercise made of several parts, which of them is wrong.
    pub fn remarks(mut self, remarks: fn(P) -> Vec<String>) -> Self {
        self.remarks = remarks;
        self
    }

    /// Allows the whole exercise this long instead of five seconds.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Runs the program on every probe and law, and says how it did.
    pub fn judge(&self, program: P) -> Verdict {
        let (run, laws) = (self.run, self.laws.clone());
        let (remarks, probes) = (self.remarks, self.probes.clone());
        let name = format!("exercise {}", self.sheet.id);
        let trial = run::on_own_thread(&name, self.deadline, move || {
            let answers = probes
                .iter()
                .map(|probe| probe.answer(run, program))
                .collect();
            let laws = laws
                .iter()
                .map(|law| run::attempt(|| (law.holds)(program)))
                .collect();
            // Remarks that panic are none.
            let remarks = run::attempt(|| remarks(program));
            let remarks = remarks.unwrap_or_default();
            Trial { answers, laws, remarks }
        });
        let (outcome, remarks) = match trial {
            Some(trial) => (self.diagnose(&trial), trial.remarks),
            None => (Outcome::TimedOut(self.deadline), Vec::new()),
        };
        Verdict { sheet: self.sheet.clone(), outcome, remarks }
    }

    /// The order of the questions is the order in which they help.
    fn diagnose(&self, trial: &Trial) -> Outcome {
        if let Some(todo) = trial.panics().find(|panic| panic.is_todo()) {
            return Outcome::NotStarted { place: todo.place.clone() };
        }
        let wrong = self.wrong_answers(trial);
        let Some(first) = wrong.first() else {
            return self.first_broken_law(trial).unwrap_or(Outcome::Passed);
        };
        // Who refuses nothing, and is wrong besides, made the other mistake.
        let only_refusals = wrong.iter().all(|wrong| wrong.must_panic);
        let made = |mistake: &&Mistake<P>| {
            let answers = self.signature(mistake.program);
            let alike = |i: usize| {
                let counts = only_refusals || !self.probes[i].must_panic;
                !counts || apart(&answers[i], &trial.answers[i]) <= 1.0
            };
            (0..answers.len()).all(alike)
        };
        if let Some(mistake) = self.mistakes.iter().find(made) {
            // A number shows a mistake better than a panic does.
            let shown = wrong.iter().find(|wrong| wrong.how.is_ok());
            let Wrong { probe, how, .. } = shown.unwrap_or(first);
            return Outcome::Known {
                id: mistake.id,
                probe,
                says: mistake.says,
                difference: how.clone().ok(),
            };
        }
        match first.how.clone() {
            Ok(difference) => Outcome::Wrong {
                probe: first.probe,
                non_finite: first.non_finite,
                difference,
            },
            Err(panic) => Outcome::Panicked { on: first.probe, panic },
        }
    }

    /// Each probe whose answer is not the expected one.
    fn wrong_answers(&self, trial: &Trial) -> Vec<Wrong> {
        let wrong = |(probe, answer): (&Probe<I>, &Attempt)| {
            let expected = self.right(probe);
            let (how, non_finite) = match answer {
                Ok(answer) => (
                    Ok(answer.first_difference(&expected)?),
                    answer.has_non_finite() && !expected.has_non_finite(),
                ),
                Err(panic) => (Err(panic.clone()), false),
            };
            Some(Wrong {
                probe: probe.name,
                must_panic: probe.must_panic,
                how,
                non_finite,
            })
        };
        self.probes.iter().zip(&trial.answers).filter_map(wrong).collect()
    }

    fn first_broken_law(&self, trial: &Trial) -> Option<Outcome> {
        self.laws.iter().zip(&trial.laws).find_map(|(law, kept)| match kept
        {
            Ok(Ok(())) => None,
            Ok(Err(seen)) => {
                Some(Outcome::Law { name: law.name, seen: seen.clone() })
            }
            Err(panic) => Some(Outcome::Panicked {
                on: law.name,
                panic: panic.clone(),
            }),
        })
    }

    /// What a program gives on every probe.
    fn signature(&self, program: P) -> Vec<Attempt> {
        let answer = |probe: &Probe<I>| probe.answer(self.run, program);
        self.probes.iter().map(answer).collect()
    }

    fn right(&self, probe: &Probe<I>) -> Answer {
        match probe.must_panic {
            true => panics(true),
            false => (self.expected)(&probe.input),
        }
    }
}

impl<P: Copy + Send + 'static, I: Clone + Send + 'static> Exercise
    for Check<P, I>
{
    fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    fn rehearse(&self) -> Rehearsal {
        let right = self.probes.iter().map(|probe| Ok(self.right(probe)));
        let mut programs = vec![("right", right.collect::<Vec<_>>())];
        for mistake in &self.mistakes {
            programs.push((mistake.id, self.signature(mistake.program)));
        }
        let mut closest = (String::new(), f64::INFINITY);
        for (i, (a, answers)) in programs.iter().enumerate() {
            for (b, others) in &programs[i + 1..] {
                let apart = distance(answers, others);
                if apart < closest.1 {
                    closest = (format!("{a} and {b}"), apart);
                }
            }
        }
        Rehearsal {
            solution: self.judge(self.solution),
            mistakes: self
                .mistakes
                .iter()
                .map(|mistake| (mistake.id, self.judge(mistake.program)))
                .collect(),
            closest,
        }
    }
}

type Attempt = Result<Answer, Panic>;

/// What a program did: on each probe, and under each law.
struct Trial {
    answers: Vec<Attempt>,
    laws: Vec<Result<Result<(), String>, Panic>>,
    remarks: Vec<String>,
}

/// A probe that was not answered as expected.
struct Wrong {
    probe: &'static str,
    must_panic: bool,
    how: Result<Difference, Panic>,
    non_finite: bool,
}

impl Trial {
    fn panics(&self) -> impl Iterator<Item = &Panic> {
        let answers = self.answers.iter().filter_map(|a| a.as_ref().err());
        answers.chain(self.laws.iter().filter_map(|law| law.as_ref().err()))
    }
}

impl<I> Probe<I> {
    fn answer<P>(&self, run: fn(P, &I) -> Answer, program: P) -> Attempt {
        let answer = run::attempt(|| run(program, &self.input));
        match &answer {
            Err(panic) if panic.is_todo() => answer,
            _ if self.must_panic => Ok(panics(answer.is_err())),
            _ => answer,
        }
    }
}

/// The answer to a probe that must panic.
fn panics(panicked: bool) -> Answer {
    Answer::scalar("1 if it panics", f32::from(panicked))
}

/// How far two programs lie apart on the probe that shows it best, in
/// tolerances.
fn distance(a: &[Attempt], b: &[Attempt]) -> f64 {
    a.iter().zip(b).map(|(a, b)| apart(a, b)).fold(0.0, f64::max)
}

/// How far two answers lie apart, in tolerances. Panics are alike when they
/// say the same.
fn apart(a: &Attempt, b: &Attempt) -> f64 {
    match (a, b) {
        (Ok(a), Ok(b)) => a.distance(b),
        (Err(a), Err(b)) if a.message == b.message => 0.0,
        _ => f64::INFINITY,
    }
}
