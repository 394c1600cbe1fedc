//! Each solution passes, and each known mistake is named as itself.

use ch02_scaled_dot_product::checks;
use judge::Outcome;
use std::fmt::Write;

#[test]
fn each_verdict_fits_its_program() {
    let mut verdicts = String::new();
    for exercise in checks::all() {
        let id = &exercise.sheet().id;
        let rehearsal = exercise.rehearse();
        let solution = &rehearsal.solution;
        assert_eq!(solution.outcome(), &Outcome::Passed, "{solution}");
        for (mistake, verdict) in &rehearsal.mistakes {
            assert_eq!(verdict.mistake(), Some(*mistake), "{verdict}");
            writeln!(verdicts, "{mistake}\n{verdict}\n").unwrap();
        }
        let (pair, tolerances) = rehearsal.closest;
        assert!(
            tolerances > 10.0,
            "exercise {id}: {pair} are only {tolerances:.1} tolerances apart"
        );
    }
    insta::assert_snapshot!("verdicts", verdicts);
}
