use crate::{about, number};
use std::fmt::{self, Display, Formatter};

/// Every number that a chapter's page may state, by name. Printed, it is the
/// snapshot that the page's decimals are checked against: a line a fact,
/// `id: rendering | rendering`.
#[derive(Default)]
pub struct Facts(Vec<Fact>);

/// One number and the forms in which a page may write it.
pub struct Fact {
    id: String,
    value: f64,
    renderings: Vec<String>,
}

impl Facts {
    /// Adds a fact, written as [`number`] writes it.
    ///
    /// # Panics
    /// When the id is taken.
    pub fn add(&mut self, id: &str, value: impl Into<f64>) -> &mut Fact {
        assert!(!self.0.iter().any(|f| f.id == id), "two facts {id}");
        let value = value.into();
        let renderings = vec![number(value)];
        self.0.push(Fact { id: id.to_string(), value, renderings });
        self.0.last_mut().expect("it was pushed")
    }

    /// The value of a fact.
    ///
    /// # Panics
    /// When there is no such fact.
    pub fn get(&self, id: &str) -> f64 {
        let fact = self.0.iter().find(|fact| fact.id == id);
        fact.unwrap_or_else(|| panic!("no fact {id}")).value
    }
}

impl Fact {
    /// Lets a page write it as [`about`] does, to three figures.
    pub fn about(&mut self) -> &mut Self {
        self.renderings.push(about(self.value));
        self
    }

    /// Lets a page write it with so many decimals, too.
    pub fn decimals(&mut self, decimals: usize) -> &mut Self {
        let rendering = format!("{:.decimals$}", self.value);
        self.renderings.push(rendering);
        self
    }

    /// Lets a page write it `unit` times as large, such as 100 for percent,
    /// with so many decimals.
    pub fn times(&mut self, unit: f64, decimals: usize) -> &mut Self {
        let rendering = format!("{:.decimals$}", self.value * unit);
        self.renderings.push(rendering);
        self
    }
}

impl Display for Facts {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for Fact { id, renderings, .. } in &self.0 {
            writeln!(f, "{id}: {}", renderings.join(" | "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Facts;

    #[test]
    fn a_fact_is_a_line_of_its_renderings() {
        let mut facts = Facts::default();
        facts.add("a11", 0.880_797_f32).decimals(2).times(100.0, 0);
        facts.add("s11", 112.0);
        assert_eq!(
            facts.to_string(),
            "a11: 0.8808 | 0.88 | 88\ns11: 112\n"
        );
        assert_eq!(facts.get("s11"), 112.0);
    }

    #[test]
    #[should_panic(expected = "two facts s11")]
    fn an_id_is_used_once() {
        let mut facts = Facts::default();
        facts.add("s11", 112.0);
        facts.add("s11", 96.0);
    }
}
