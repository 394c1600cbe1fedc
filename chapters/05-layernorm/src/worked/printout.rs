use super::{
    STARTS, attend, broken, from, norm_1, plain_norm, stream, three_tokens,
    token, turn,
};
use crate::{
    LayerNorm, RmsNorm, batch_norm, post_norm, pre_norm, statistics,
    variance_in_one_pass,
};
use ch04_residual::residual;
use nalgebra::{DMatrix, RowDVector};
use report::{Report, Role, number};

type M = DMatrix<f32>;

/// What the program prints.
pub fn report() -> String {
    let mut page = Report::new("Chapter 5 · Layer normalisation");
    let [x] = rows_of(&token());
    print_steps(&mut page, "By hand: one token", &x, 1e-5);
    print_tokens(&mut page);
    print_invariances(&mut page);
    let tokens = STARTS.map(|start| {
        (format!("{start} … {}", start + 3.), from(start).to_vec())
    });
    print_one_pass(&mut page, &tokens);
    print_rms(&mut page, &x, 1e-5);
    print_other_axis(&mut page);
    print_orders(&mut page);
    print_ten_times(&mut page);
    print_broken(&mut page);
    page.to_string()
}

/// What the program prints for the reader's own token and ε.
pub fn report_of(token: &[f32], epsilon: f32) -> String {
    let mut page = Report::new("Your token");
    print_steps(&mut page, "Layer norm", token, epsilon);
    print_rms(&mut page, token, epsilon);
    let moved = [0., 100., 10000.].map(|offset| {
        let moved = token.iter().map(|x| x + offset).collect();
        (format!("x + {offset}"), moved)
    });
    print_one_pass(&mut page, &moved);
    page.to_string()
}

fn print_steps(page: &mut Report, title: &str, x: &[f32], epsilon: f32) {
    page.section(title);
    let (mean, variance) = statistics(x);
    let deviation = (variance + epsilon).sqrt();
    let d = x.len();
    let sum: f32 = x.iter().sum();
    let squares = |x: &f32| (x - mean).powi(2);
    let square_sum: f32 = x.iter().map(squares).sum();
    let [sum, mean_, square_sum, variance_, deviation_] =
        [sum, mean, square_sum, variance, deviation].map(number);
    page.line(&format!("μ  = {sum}/{d} = {mean_}"));
    page.line(&format!("σ² = {square_sum}/{d} = {variance_}"));
    page.line(&format!(
        "√(σ² + ε) = {}, with ε = {epsilon}",
        Role::Score.paint(&deviation_)
    ));
    page.table(
        ["x", "x - μ", "(x - μ)²", "(x - μ)/√(σ² + ε)"],
        x.iter().map(|x| {
            let y = (x - mean) / deviation;
            [
                Role::X.paint(&number(*x)),
                number(x - mean),
                number(squares(x)),
                Role::Output.paint(&number(y)),
            ]
        }),
    );
}

fn print_tokens(page: &mut Report) {
    page.section("Thinking Machines: after chapter 4's sum");
    let stream = stream();
    tokens(page, "x + f(x)", Role::X, &stream);
    page.table(
        ["token", "μ", "σ²", "√(σ² + ε)"],
        rows_of::<2>(&stream).into_iter().zip(example::WORDS).map(
            |(token, word)| {
                let (mean, variance) = statistics(&token);
                let deviation = (variance + 1e-5).sqrt();
                let shown = [mean, variance, deviation].map(number);
                let [mean, variance, deviation] = shown;
                [word.to_string(), mean, variance, deviation]
            },
        ),
    );
    tokens(page, "normalised", Role::Output, &plain_norm(&stream));
    let norm = norm_1();
    let named = [("γ", &norm.gamma), ("β", &norm.beta)]
        .map(|(name, row)| (name, row.iter().copied().collect()));
    page.rows("learned", Role::Plain, &COLUMNS, &named);
    tokens(page, "γ · + β", Role::Output, &norm.forward(&stream));
}

fn print_invariances(page: &mut Report) {
    page.section("Shift and scale");
    page.table(
        ["token", "μ", "σ²", "y1", "y2", "y3", "y4"],
        [
            ("x", token()),
            ("x + 100", token().add_scalar(100.)),
            ("10x", token() * 10.),
            ("x / 1000", token() / 1000.),
        ]
        .map(|(name, token)| {
            let (mean, variance) = statistics(token.as_slice());
            let [y] = rows_of(&plain_norm(&token));
            let [mean, variance] = [mean, variance].map(number);
            let y = |j: usize| number(y[j]);
            [name.to_string(), mean, variance, y(0), y(1), y(2), y(3)]
        }),
    );
}

fn print_one_pass(page: &mut Report, tokens: &[(String, Vec<f32>)]) {
    page.section("The variance in f32, in two passes and in one");
    page.table(
        ["token", "two passes", "one pass"],
        tokens.iter().map(|(name, token)| {
            let (_, two) = statistics(token);
            let one = variance_in_one_pass(token);
            [name.clone(), number(two), number(one)]
        }),
    );
}

fn print_rms(page: &mut Report, x: &[f32], epsilon: f32) {
    page.section("RMSNorm: without the mean");
    let x = M::from_row_slice(1, x.len(), x);
    let rms = |x: &M| {
        let gamma = RowDVector::repeat(x.ncols(), 1.);
        RmsNorm { gamma, epsilon }.forward(x)
    };
    let layer = |x: &M| {
        LayerNorm { epsilon, ..LayerNorm::new(x.ncols()) }.forward(x)
    };
    let squares = x.norm_squared() / x.ncols() as f32;
    page.line(&format!(
        "√(Σx²/d + ε) = √{} = {}",
        number(squares + epsilon),
        number((squares + epsilon).sqrt())
    ));
    let moved = x.add_scalar(100.);
    let columns = [layer(&x), rms(&x), layer(&moved), rms(&moved)];
    page.table(
        ["x", "layer norm", "RMSNorm", "of x + 100: layer", "RMS"],
        x.iter().enumerate().map(|(j, x)| {
            let [a, b, c, d] = columns.each_ref().map(|y| number(y[j]));
            [number(*x), a, b, c, d]
        }),
    );
}

fn print_other_axis(page: &mut Report) {
    page.section("The other axis: batch norm over three tokens");
    let (x, changed) = three_tokens();
    let batch = |x: &M| batch_norm(x, 1e-5);
    let names = ["token 1", "token 2", "token 3"];
    let table = |page: &mut Report, name, role, matrix: &M| {
        let rows = rows_of::<3>(matrix);
        let rows: Vec<_> = names.into_iter().zip(rows).collect();
        page.rows(name, role, &COLUMNS, &rows);
    };
    table(page, "x", Role::X, &x);
    table(page, "layer norm", Role::Output, &plain_norm(&x));
    table(page, "batch norm", Role::Output, &batch(&x));
    page.line("");
    page.line("token 3 becomes ten times as large; what token 1 becomes");
    let first = |y: M| y.row(0).iter().copied().collect();
    page.rows(
        "token 1",
        Role::Output,
        &COLUMNS,
        &[
            ("layer norm", first(plain_norm(&x))),
            ("  after", first(plain_norm(&changed))),
            ("batch norm", first(batch(&x))),
            ("  after", first(batch(&changed))),
        ],
    );
}

fn print_orders(page: &mut Report) {
    page.section("Add & Norm, both orders");
    let x = token();
    let plain = LayerNorm::new(4);
    let normalised = plain_norm(&x);
    page.line("f(v) = (v4, 0, -v1, 0), chapter 4's");
    let first = |y: &M| rows_of::<1>(y).concat();
    page.rows(
        "post-norm",
        Role::Plain,
        &COLUMNS,
        &[
            ("x", first(&x)),
            ("f(x)", first(&turn(&x))),
            ("x + f(x)", first(&residual(&x, turn))),
            ("norm(x + f(x))", first(&post_norm(&x, &plain, turn))),
        ],
    );
    page.rows(
        "pre-norm",
        Role::Plain,
        &COLUMNS,
        &[
            ("x", first(&x)),
            ("norm(x)", first(&normalised)),
            ("f(norm(x))", first(&turn(&normalised))),
            ("x + f(norm(x))", first(&pre_norm(&x, &plain, turn))),
        ],
    );
    page.line("");
    page.line(
        "Thinking Machines: f is the attention, γ and β the example's",
    );
    let (x, norm) = (example::x(), norm_1());
    tokens(page, "post-norm", Role::Output, &post_norm(&x, &norm, attend));
    let normalised = norm.forward(&x);
    tokens(page, "norm(x)", Role::X, &normalised);
    tokens(page, "f(norm(x))", Role::V, &attend(&normalised));
    tokens(page, "pre-norm", Role::Output, &pre_norm(&x, &norm, attend));
}

fn print_ten_times(page: &mut Report) {
    page.section("Ten times x, before and after the sum");
    let x = token();
    let (ten, branch) = (&x * 10., turn(&x));
    let row = |y: M| rows_of::<1>(&y).concat();
    page.rows(
        "y",
        Role::Output,
        &COLUMNS,
        &[
            ("norm(x)", row(plain_norm(&x))),
            ("norm(10x)", row(plain_norm(&ten))),
            ("norm(x + f(x))", row(plain_norm(&(&x + &branch)))),
            ("norm(10x + f(x))", row(plain_norm(&(ten + branch)))),
        ],
    );
}

fn print_broken(page: &mut Report) {
    page.section("Break it");
    for (input, programs) in broken() {
        let programs: Vec<_> =
            programs.into_iter().map(|(_, does, y)| (does, y)).collect();
        let d = programs[0].1.len();
        page.rows(input, Role::Output, &COLUMNS[..d], &programs);
    }
}

const COLUMNS: [&str; 4] = ["1", "2", "3", "4"];

/// Both tokens of the example, in a matrix of this name.
fn tokens(page: &mut Report, name: &str, role: Role, matrix: &M) {
    let [first, second] = rows_of(matrix);
    let [thinking, machines] = example::WORDS;
    page.rows(
        name,
        role,
        &COLUMNS,
        &[(thinking, first), (machines, second)],
    );
}

/// The rows of a matrix of N.
fn rows_of<const N: usize>(matrix: &M) -> [Vec<f32>; N] {
    std::array::from_fn(|i| matrix.row(i).iter().copied().collect())
}
