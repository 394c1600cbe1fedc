//! Chapters 3 to 6 agree with the reference values of `golden/blocks.txt`,
//! which `golden/make.py` made with PyTorch's own modules in f64.

use crate::golden::{Case, agree, read};
use crate::{Matrix, close};
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::{LayerNorm, RmsNorm, statistics};
use ch06_full_block::file::load_encoder;
use ch06_full_block::{self as ch06, Block, Encoder, FeedForward, Order};
use nalgebra::{DMatrix, RowDVector};
use std::collections::BTreeMap;

/// Every case, so that the file can't lose one unseen.
const PINNED: [(&str, &[&str]); 7] = [
    (
        "multi_head",
        &[
            "plain",
            "bias",
            "mask",
            "bias-and-mask",
            "one-head",
            "width-one",
        ],
    ),
    (
        "layer_norm",
        &[
            "by-hand",
            "rows-apart",
            "one-of-many",
            "hair",
            "level",
            "level-but-one",
            "far-from-zero",
            "epsilon-large",
            "epsilon-small",
            "wide",
        ],
    ),
    ("rms_norm", &["by-hand", "rows-apart", "zeros", "hair", "wide"]),
    ("activation", &["grid", "far"]),
    (
        "block",
        &[
            "post-relu",
            "post-relu-mask",
            "post-gelu",
            "post-gelu-mask",
            "pre-relu",
            "pre-relu-mask",
            "pre-gelu",
            "pre-gelu-mask",
            "no-bias",
        ],
    ),
    (
        "encoder",
        &[
            "post",
            "post-norm-mask",
            "pre-norm",
            "pre-norm-mask",
            "pre-mask",
        ],
    ),
    ("file", &["encoder"]),
];

/// The cases of one kind, by name.
fn cases(kind: &str) -> BTreeMap<&'static str, Case> {
    read(include_str!("golden/blocks.txt"))
        .into_iter()
        .filter_map(|(title, case)| {
            let (of, name) = title.split_once('/').unwrap();
            (of == kind).then_some((name, case))
        })
        .collect()
}

impl Case {
    fn number(&self, name: &str) -> f32 {
        self.given[name][0]
    }

    /// Our mask: true where PyTorch's has 0.
    fn mask(&self) -> Option<DMatrix<bool>> {
        self.given.get("mask").map(|mask| mask.map(|x| x == 0.0))
    }

    fn row(&self, name: &str) -> Option<RowDVector<f32>> {
        self.given.get(name).map(|b| b.row(0).into_owned())
    }

    /// PyTorch stores (outputs, inputs), we (inputs, outputs).
    fn linear(&self, name: &str) -> Linear {
        Linear {
            w: self.given[&*format!("{name}.weight")].transpose(),
            b: self.row(&format!("{name}.bias")),
        }
    }

    /// A norm without β has β = 0.
    fn norm(&self, name: &str) -> Option<LayerNorm> {
        let gamma = self.row(&format!("{name}.weight"))?;
        let beta = self
            .row(&format!("{name}.bias"))
            .unwrap_or_else(|| RowDVector::zeros(gamma.len()));
        Some(LayerNorm { gamma, beta, epsilon: 1e-5 })
    }

    /// PyTorch stores W_Q, W_K and W_V one below the other.
    fn multi_head(&self, prefix: &str) -> MultiHead {
        let w = &self.given[&*format!("{prefix}in_proj_weight")];
        let b = self.row(&format!("{prefix}in_proj_bias"));
        let d_model = w.ncols();
        let third = |i| Linear {
            w: w.rows(i * d_model, d_model).transpose(),
            b: b.as_ref()
                .map(|b| b.columns(i * d_model, d_model).into_owned()),
        };
        MultiHead {
            heads: self.number("heads") as usize,
            w_q: third(0),
            w_k: third(1),
            w_v: third(2),
            w_o: self.linear(&format!("{prefix}out_proj")),
        }
    }

    fn activation(&self) -> fn(f32) -> f32 {
        if self.number("gelu") == 1.0 { ch06::gelu } else { ch06::relu }
    }

    fn order(&self) -> Order {
        let first = self.number("norm_first") == 1.0;
        if first { Order::Pre } else { Order::Post }
    }

    fn block(&self, prefix: &str) -> Block {
        let name = |part| format!("{prefix}{part}");
        Block {
            attention: self.multi_head(&name("self_attn.")),
            norm_1: self.norm(&name("norm1")).unwrap(),
            feed_forward: FeedForward {
                w_1: self.linear(&name("linear1")),
                w_2: self.linear(&name("linear2")),
                activation: self.activation(),
            },
            norm_2: self.norm(&name("norm2")).unwrap(),
        }
    }

    fn encoder(&self) -> Encoder {
        let prefix = |i| format!("layers.{i}.");
        let blocks = (0..)
            .map(prefix)
            .take_while(|prefix| {
                let norm = format!("{prefix}norm1.weight");
                self.given.contains_key(&*norm)
            })
            .map(|prefix| self.block(&prefix))
            .collect();
        Encoder { blocks, order: self.order(), norm: self.norm("norm") }
    }

    /// Panics unless each entry is within `tolerance` of PyTorch's.
    fn expect(&self, name: &str, got: &Matrix, tolerance: f64) {
        let close = |got: f32, want: f64| {
            (f64::from(got) - want).abs() <= tolerance
        };
        let result = agree(got, &self.expect[name], close);
        assert_eq!(result, Ok(()), "{name}");
    }
}

#[test]
fn no_case_is_missing_and_none_untested() {
    let filed: Vec<_> =
        read(include_str!("golden/blocks.txt")).into_keys().collect();
    let mut pinned: Vec<_> = PINNED
        .iter()
        .flat_map(|(kind, names)| {
            names.iter().map(move |name| format!("{kind}/{name}"))
        })
        .collect();
    pinned.sort();
    assert_eq!(filed, pinned);
}

#[test]
fn multi_head_agrees_with_pytorch() {
    for (name, case) in cases("multi_head") {
        println!("{name}");
        let (x, memory) = (&case.given["x"], &case.given["memory"]);
        let mask = case.mask();
        let multi_head = case.multi_head("");
        let attended = multi_head.forward(x, memory, mask.as_ref());
        case.expect("output", &attended.output, 1e-5);
        assert_eq!(case.expect.len(), 1 + attended.weights.len());
        for (i, weights) in attended.weights.iter().enumerate() {
            case.expect(&format!("weights.{i}"), weights, 1e-5);
        }
    }
}

/// 1e-6, or 1e-6·max|x|/√(σ² + ε) where that is larger: a step of f32 at
/// max|x| is as wide as that once it is divided by the deviation.
#[test]
fn layer_norm_agrees_with_pytorch() {
    for (name, case) in cases("layer_norm") {
        let x = &case.given["x"];
        let epsilon = case.number("epsilon");
        let norm = LayerNorm {
            gamma: case.row("gamma").unwrap(),
            beta: case.row("beta").unwrap(),
            epsilon,
        };
        let y = norm.forward(x);
        for (i, row) in x.row_iter().enumerate() {
            let token: Vec<f32> = row.iter().copied().collect();
            let deviation = (statistics(&token).1 + epsilon).sqrt();
            let tolerance =
                1e-6 * f64::from(row.amax() / deviation).max(1.);
            let error =
                (y.row(i).map(f64::from) - case.expect["y"].row(i)).amax();
            println!("{name}, row {i}: {error:e} of {tolerance:e}");
            assert!(error <= tolerance);
        }
    }
}

#[test]
fn rms_norm_agrees_with_pytorch() {
    for (name, case) in cases("rms_norm") {
        println!("{name}");
        let norm = RmsNorm {
            gamma: case.row("gamma").unwrap(),
            epsilon: case.number("epsilon"),
        };
        case.expect("y", &norm.forward(&case.given["x"]), 1e-6);
    }
}

#[test]
fn activations_agree_with_pytorch() {
    for (name, case) in cases("activation") {
        println!("{name}");
        for (activation, function) in [
            ("relu", ch06::relu as fn(f32) -> f32),
            ("gelu", ch06::gelu),
            ("gelu_tanh", ch06::gelu_tanh),
        ] {
            let got = case.given["x"].map(function);
            let result = agree(&got, &case.expect[activation], close);
            assert_eq!(result, Ok(()), "{activation}");
        }
    }
}

#[test]
fn block_agrees_with_pytorch() {
    for (name, case) in cases("block") {
        println!("{name}");
        let (x, mask) = (&case.given["x"], case.mask());
        let block = case.block("");
        let output = block.forward(x, case.order(), mask.as_ref());
        case.expect("output", &output, 1e-5);
    }
}

#[test]
fn encoder_agrees_with_pytorch() {
    for (name, case) in cases("encoder").into_iter().chain(cases("file")) {
        println!("{name}");
        let (x, mask) = (&case.given["x"], case.mask());
        let encoder = case.encoder();
        assert!(encoder.blocks.len() > 1);
        case.expect("output", &encoder.forward(x, mask.as_ref()), 1e-5);
    }
}

#[test]
fn a_file_by_pytorch_gives_pytorchs_output() {
    let case = &cases("file")["encoder"];
    let path = crate::rules::root("tests/golden/encoder.safetensors");
    let heads = case.number("heads") as usize;
    let encoder =
        load_encoder(path.as_ref(), heads, case.activation(), case.order())
            .unwrap();
    let (x, mask) = (&case.given["x"], case.mask());
    let output = encoder.forward(x, mask.as_ref());
    case.expect("output", &output, 1e-5);
    // So the shorter way of `file.rs` to transpose is the same.
    assert_eq!(output, case.encoder().forward(x, mask.as_ref()));
}
