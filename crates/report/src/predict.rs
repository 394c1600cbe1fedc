use std::io::{self, BufRead, Write};

/// A number to predict before it is revealed.
pub struct Question {
    /// What is asked.
    pub ask: String,
    /// The answer.
    pub right: f64,
    /// What to say when it is found.
    pub praise: String,
    /// Wrong answers that come from a known mistake, and what to say to each.
    pub mistakes: Vec<(f64, String)>,
}

/// Guesses are typed with about two decimals.
const TOLERANCE: f64 = 0.006;

impl Question {
    /// Asks, reads a guess, and answers it. Without a guess (the input has
    /// ended, or is no number) it says so and goes on.
    ///
    /// # Errors
    /// When `output` can't be written or `input` can't be read.
    pub fn put(
        &self,
        input: &mut impl BufRead,
        output: &mut impl Write,
    ) -> io::Result<()> {
        write!(output, "{}\n> ", self.ask)?;
        output.flush()?;
        let mut line = String::new();
        input.read_line(&mut line)?;
        let reply = match line.trim().replace(',', ".").parse() {
            Ok(guess) => self.reply(guess),
            Err(_) => "No number, so no guess. Read on.".to_string(),
        };
        writeln!(output, "{reply}\n")
    }

    fn reply(&self, guess: f64) -> String {
        let matches = |value: f64| (guess - value).abs() <= TOLERANCE;
        if matches(self.right) {
            return self.praise.clone();
        }
        match self.mistakes.iter().find(|(value, _)| matches(*value)) {
            Some((_, explanation)) => explanation.clone(),
            None => format!("Not {guess}. Read on, and see why."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialogue(typed: &str) -> String {
        let question = Question {
            ask: "Weight?".into(),
            right: 0.8808,
            praise: "Right.".into(),
            mistakes: vec![(0.5385, "You divided by the sum.".into())],
        };
        let mut output = Vec::new();
        question.put(&mut typed.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn each_guess_gets_its_answer() {
        assert_eq!(dialogue("0.88\n"), "Weight?\n> Right.\n\n");
        assert!(dialogue("0,54\n").contains("You divided by the sum."));
        assert!(dialogue("0.7\n").contains("Not 0.7."));
        assert!(dialogue("huh\n").contains("No number"));
        assert!(dialogue("nan\n").contains("Not NaN"));
        assert!(dialogue("").contains("No number"));
    }
}
