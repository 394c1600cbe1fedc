use super::{entries, matrix, near, solutions, wrong};
use ch01_softmax::checks::softmax_f64;
use judge::{Answer, Check};
use nalgebra::DMatrix;

type M = DMatrix<f32>;
type MultiHead = fn(&M, &M, &M, &M, &M, &M, usize) -> M;

/// Exercise 3.5: multi-head attention.
pub fn e3_5() -> Check<MultiHead, ([M; 6], usize)> {
    Check::<MultiHead, ([M; 6], usize)>::new(
        include_str!("solutions/e3_5.rs"),
        solutions::e3_5::multi_head,
        |multi_head, (matrices, heads)| {
            matrix("output", &run(multi_head, matrices, *heads))
        },
        |(matrices, heads)| expected(matrices, *heads),
    )
    .probe("Thinking Machines, 2 heads", (thinking_machines(), 2))
    .probe("n = 3, m = 5, d_model = 6, 3 heads", (uneven(3, 5, 6), 3))
    .probe("n = 5, m = 2, d_model = 8, 2 heads", (uneven(5, 2, 8), 2))
    .mistake(
        "MH-1",
        |x, m, q, k, v, o, h| wrong::REINTERPRETS.run([x, m, q, k, v, o], h),
        "Your split cuts the numbers in the order of the rows, so a head gets \
         whole tokens. Cut columns.",
    )
    .mistake(
        "MH-2",
        |x, m, q, k, v, o, h| wrong::INTERLEAVES.run([x, m, q, k, v, o], h),
        "Your split deals the columns out one by one. Head i takes d_k \
         neighbours.",
    )
    .mistake(
        "MH-3",
        |x, m, q, k, v, o, h| wrong::FLATTENS.run([x, m, q, k, v, o], h),
        "The heads are right, but you wrote one after the other into the \
         rows. A row is one token: put the heads side by side.",
    )
    .mistake(
        "MH-4",
        |x, m, q, k, v, o, h| {
            wrong::DIVIDES_BY_ROOT_D_MODEL.run([x, m, q, k, v, o], h)
        },
        "{} is what ÷ √d_model gives. In a head a score is a sum of d_k = \
         d_model / heads products: divide by √d_k.",
    )
    .mistake(
        "MH-5",
        |x, m, q, k, v, o, h| wrong::FORGETS_W_O.run([x, m, q, k, v, o], h),
        "{} is what the heads put side by side. Multiply by W_O, which mixes \
         them.",
    )
    .mistake(
        "MH-7",
        |x, m, q, k, v, o, h| wrong::SLICES_FIRST.run([x, m, q, k, v, o], h),
        "You cut x before you projected it. Project the whole vector first: \
         every head reads all of it.",
    )
    .mistake(
        "MH-10",
        |x, m, q, k, v, o, h| wrong::WEIGHS_HEADS.run([x, m, q, k, v, o], h),
        "Your softmax runs across the heads. Heads don't compete: within a \
         head, each query's weights add up to 1 over the keys.",
    )
    .mistake(
        "MH-11",
        |x, m, q, k, v, o, h| {
            wrong::SHARES_ONE_HEAD.run([x, m, q, k, v, o], h)
        },
        "All your heads took the first head's columns. Head i takes those \
         from i·d_k on.",
    )
    .mistake(
        "DP-2",
        |x, m, q, k, v, o, h| {
            wrong::DOES_NOT_SCALE.run([x, m, q, k, v, o], h)
        },
        "{} comes from scores without a division. Divide by √d_k.",
    )
    .mistake(
        "MH-37",
        |x, _, q, k, v, o, h| wrong::RIGHT.run([x, x, q, k, v, o], h),
        "Keys and values came from x. They come from the memory, which is x \
         only in self-attention.",
    )
    .mistake(
        "MH-38",
        |x, m, q, k, v, o, h| wrong::RIGHT.run([m, x, q, k, v, o], h),
        "Queries came from the memory. They come from x: the output has a row \
         per row of x.",
    )
    .mistake(
        "MH-39",
        |x, m, q, k, v, o, _| wrong::RIGHT.run([x, m, q, k, v, o], 1),
        "{} is what one head of the whole width gives. Split before you \
         attend.",
    )
    .mistake(
        "MH-40",
        |x, m, q, k, v, o, h| wrong::RIGHT.run([x, m, q, v, k, o], h),
        "W_K and W_V are swapped: the keys are memory·W_K.",
    )
    .mistake(
        "MH-24",
        |x, m, q, k, v, o, h| {
            let [q, k, v, o] = [q, k, v, o].map(M::transpose);
            wrong::RIGHT.run([x, m, &q, &k, &v, &o], h)
        },
        "You transposed the weights. Here W is (inputs, outputs), so x·W needs \
         none; PyTorch stores the transpose.",
    )
    .law("swapping two rows of the memory changes nothing", |multi_head| {
        let mut matrices = uneven(4, 7, 6);
        let before = run(multi_head, &matrices, 2);
        matrices[1].swap_rows(1, 5);
        near(&before, &run(multi_head, &matrices, 2))
    })
    .law("swapping the heads with W_O's rows changes nothing", |multi_head| {
        let mut matrices = uneven(4, 7, 6);
        let before = run(multi_head, &matrices, 2);
        let [_, _, w_q, w_k, w_v, w_o] = &mut matrices;
        for c in 0..3 {
            for w in [&mut *w_q, &mut *w_k, &mut *w_v] {
                w.swap_columns(c, c + 3);
            }
            w_o.swap_rows(c, c + 3);
        }
        near(&before, &run(multi_head, &matrices, 2))
    })
}

fn run(multi_head: MultiHead, matrices: &[M; 6], heads: usize) -> M {
    let [x, memory, w_q, w_k, w_v, w_o] = matrices;
    multi_head(x, memory, w_q, w_k, w_v, w_o, heads)
}

/// Concat(head₁, …) W_O in `f64`, as sums over entries: no matrix is split.
fn expected(matrices: &[M; 6], heads: usize) -> Answer {
    let [x, memory, w_q, w_k, w_v, w_o] =
        matrices.each_ref().map(|matrix| matrix.map(f64::from));
    let (n, m, d_model) = (x.nrows(), memory.nrows(), x.ncols());
    let d_k = d_model / heads;
    let mut output = DMatrix::<f64>::zeros(n, d_model);
    for i in 0..n {
        let q = |c: usize| x.row(i).transpose().dot(&w_q.column(c));
        let k = |j: usize, c: usize| {
            memory.row(j).transpose().dot(&w_k.column(c))
        };
        let v = |j: usize, c: usize| {
            memory.row(j).transpose().dot(&w_v.column(c))
        };
        for c in 0..d_model {
            let own = c / d_k * d_k..c / d_k * d_k + d_k;
            let score = |j: usize| {
                own.clone().map(|c| q(c) * k(j, c)).sum::<f64>()
                    / (d_k as f64).sqrt()
            };
            let a = softmax_f64(&(0..m).map(score).collect::<Vec<_>>());
            let z: f64 = (0..m).map(|j| a[j] * v(j, c)).sum();
            for out in 0..d_model {
                output[(i, out)] += z * w_o[(c, out)];
            }
        }
    }
    matrix("output", &output)
}

fn thinking_machines() -> [M; 6] {
    let x = example::x();
    let [q, k, v] = [example::w_q(), example::w_k(), example::w_v()];
    [x.clone(), x, q, k, v, example::w_o()]
}

/// Other numbers in every matrix, none symmetric.
fn uneven(n: usize, m: usize, d_model: usize) -> [M; 6] {
    let w = |seed| entries(d_model, d_model, seed);
    let (x, memory) = (entries(n, d_model, 1), entries(m, d_model, 4));
    [x, memory, w(2), w(5), w(9), w(12)]
}
