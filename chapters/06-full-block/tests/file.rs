//! Files of weights: what is saved comes back, and what is damaged is refused
//! in one line. That PyTorch's own file is read right, the course's `blocks`
//! test shows.

use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use ch06_full_block::file::{
    block_from_bytes, encoder_from_bytes, load_block, load_encoder,
    save_block, save_encoder,
};
use ch06_full_block::{Block, Encoder, FeedForward, Order, relu};
use nalgebra::{DMatrix, RowDVector};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;
use safetensors::tensor::{Dtype, TensorView, serialize};
use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

/// A folder of its own for each test, new and empty.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn normal(rng: &mut ChaCha8Rng, n: usize, d: usize) -> DMatrix<f32> {
    DMatrix::from_distribution(n, d, &StandardNormal, rng)
}

fn row(rng: &mut ChaCha8Rng, d: usize) -> RowDVector<f32> {
    RowDVector::from_distribution(d, &StandardNormal, rng)
}

/// Width 4, two heads, d_ff 6.
fn block(rng: &mut ChaCha8Rng, bias: bool) -> Block {
    let mut linear = |inputs, outputs| Linear {
        w: normal(rng, inputs, outputs),
        b: bias.then(|| row(rng, outputs)),
    };
    Block {
        attention: MultiHead {
            heads: 2,
            w_q: linear(4, 4),
            w_k: linear(4, 4),
            w_v: linear(4, 4),
            w_o: linear(4, 4),
        },
        feed_forward: FeedForward {
            w_1: linear(4, 6),
            w_2: linear(6, 4),
            activation: relu,
        },
        norm_1: norm(rng),
        norm_2: norm(rng),
    }
}

fn norm(rng: &mut ChaCha8Rng) -> LayerNorm {
    LayerNorm { gamma: row(rng, 4), beta: row(rng, 4), epsilon: 1e-5 }
}

fn encoder(rng: &mut ChaCha8Rng) -> Encoder {
    Encoder {
        blocks: vec![block(rng, true), block(rng, true)],
        order: Order::Pre,
        norm: Some(norm(rng)),
    }
}

#[test]
fn a_saved_encoder_comes_back_exactly() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let folder = folder("comes_back");
    let (one, two) = (folder.join("1"), folder.join("2"));
    for norm in [true, false] {
        let mut encoder = encoder(&mut rng);
        encoder.norm = encoder.norm.filter(|_| norm);
        save_encoder(&one, &encoder).unwrap();
        let loaded = load_encoder(&one, 2, relu, Order::Pre).unwrap();
        save_encoder(&two, &loaded).unwrap();
        assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap());
        let x = normal(&mut rng, 3, 4);
        assert_eq!(loaded.forward(&x, None), encoder.forward(&x, None));
        assert_eq!(loaded.norm.is_some(), norm);
    }
    // Nothing temporary is left.
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

/// PyTorch knows all biases or none: none becomes 0, which computes the same.
#[test]
fn a_block_without_biases_computes_the_same_when_it_comes_back() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let path = folder("without_biases").join("block.safetensors");
    let block = block(&mut rng, false);
    save_block(&path, &block).unwrap();
    let loaded = load_block(&path, 2, relu).unwrap();
    assert_eq!(loaded.attention.w_q.b, Some(RowDVector::zeros(4)));
    let x = normal(&mut rng, 3, 4);
    assert_eq!(
        loaded.forward(&x, Order::Post, None),
        block.forward(&x, Order::Post, None)
    );
}

#[test]
fn what_cant_be_written_or_read_says_so_and_leaves_the_old_file() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let folder = folder("cant_be_written");
    let missing = folder.join("missing/block.safetensors");
    for why in [
        save_block(&missing, &block(&mut rng, true)).err().unwrap(),
        load_block(&missing, 2, relu).err().unwrap(),
    ] {
        let start = format!("{}: ", missing.display());
        assert!(
            why.starts_with(&start) && why.lines().count() == 1,
            "{why}"
        );
    }

    let path = folder.join("block.safetensors");
    save_block(&path, &block(&mut rng, true)).unwrap();
    let before = fs::read(&path).unwrap();
    let mut broken = block(&mut rng, true);
    broken.attention.w_k.w = DMatrix::zeros(3, 4);
    let why = save_block(&path, &broken).unwrap_err();
    assert!(why.contains("self_attn.in_proj_weight"), "{why}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

type Tensors = BTreeMap<String, (Dtype, Vec<usize>)>;

/// The error of a file whose tensors were right but for this `change`.
fn refused(change: impl FnOnce(&mut Tensors)) -> String {
    let linear = |name: &str, outputs: usize, inputs: usize| {
        [
            (format!("{name}weight"), vec![outputs, inputs]),
            (format!("{name}bias"), vec![outputs]),
        ]
    };
    let norm = |name: &str| {
        ["weight", "bias"].map(|part| (format!("{name}.{part}"), vec![4]))
    };
    let mut tensors: Tensors = [
        linear("self_attn.in_proj_", 12, 4),
        linear("self_attn.out_proj.", 4, 4),
        linear("linear1.", 6, 4),
        linear("linear2.", 4, 6),
        norm("norm1"),
        norm("norm2"),
    ]
    .into_iter()
    .flatten()
    .map(|(name, shape)| (name, (Dtype::F32, shape)))
    .collect();
    change(&mut tensors);

    let zeros = [0; 4096];
    let views = tensors.iter().map(|(name, (dtype, shape))| {
        let bytes = shape.iter().product::<usize>() * dtype.bitsize() / 8;
        let view = TensorView::new(*dtype, shape.clone(), &zeros[..bytes]);
        (name, view.unwrap())
    });
    block_from_bytes(&serialize(views, None).unwrap(), 2, relu)
        .err()
        .unwrap_or_default()
}

#[test]
fn an_error_names_the_tensor_and_both_shapes() {
    let set = |name: &'static str, shape: &'static [usize]| {
        refused(move |tensors| {
            let tensor = tensors.get_mut(name).expect(name);
            tensor.1 = shape.to_vec();
        })
    };
    assert_eq!(refused(|_| {}), "");
    for (why, expected) in [
        (
            set("self_attn.in_proj_weight", &[4, 12]),
            "self_attn.in_proj_weight is (4, 12) but must be (12, 4)",
        ),
        (
            set("self_attn.in_proj_bias", &[4]),
            "self_attn.in_proj_bias is (4) but must be (12)",
        ),
        (
            set("linear1.weight", &[4, 6]),
            "linear1.weight is (4, 6) but must be (4, 4)",
        ),
        (
            set("linear2.weight", &[6, 4]),
            "linear2.weight is (6, 4) but must be (4, 6)",
        ),
        (
            set("norm2.bias", &[1, 4]),
            "norm2.bias is (1, 4) but must be (4)",
        ),
        (set("norm2.weight", &[]), "norm2.weight is () but must be (4)"),
        (set("norm1.weight", &[]), "norm1.weight is (): it is empty"),
        (
            set("norm1.weight", &[1 << 63, 0]),
            "norm1.weight is (9223372036854775808, 0): it is empty",
        ),
        (
            set("norm1.weight", &[3]),
            "2 heads can't share its width of 3 evenly",
        ),
        (
            refused(|tensors| drop(tensors.remove("linear2.bias"))),
            "linear2.bias is missing",
        ),
        (
            refused(|tensors| drop(tensors.remove("norm1.weight"))),
            "norm1.weight is missing",
        ),
        (
            refused(|tensors| {
                let norm = (Dtype::F32, vec![4]);
                tensors.insert("no\nrm.weight".into(), norm);
            }),
            "no?rm.weight has no place here",
        ),
        (
            refused(|tensors| {
                tensors.get_mut("linear1.bias").unwrap().0 = Dtype::F64;
            }),
            "linear1.bias is F64 but must be F32: save the module's .float()",
        ),
    ] {
        assert_eq!(why, expected);
    }
}

#[test]
fn every_tensor_is_missed() {
    let mut names = vec![];
    assert_eq!(refused(|all| names.extend(all.keys().cloned())), "");
    for name in names {
        let why = refused(|tensors| drop(tensors.remove(&name)));
        assert_eq!(why, format!("{name} is missing"));
    }
}

#[test]
fn blocks_of_two_widths_dont_stack() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let path = folder("two_widths").join("encoder");
    let mut encoder = encoder(&mut rng);
    encoder.blocks[1].attention.w_q =
        Linear { w: DMatrix::zeros(4, 8), b: None };
    save_encoder(&path, &encoder).unwrap();
    let why = load_encoder(&path, 2, relu, Order::Pre).err().unwrap();
    assert!(why.ends_with(
        "layers.1.self_attn.in_proj_weight is (16, 4) but must be (12, 4)"
    ));
}

/// PyTorch's `bias=False`, of linear maps and norms alike.
#[test]
fn a_file_without_any_bias_is_whole() {
    let without = |tensors: &mut Tensors| {
        tensors.retain(|name, _| !name.ends_with("bias"));
    };
    assert_eq!(refused(without), "");
}

/// Cut off anywhere, or with bytes changed: an error of one line, or weights
/// that compute.
#[test]
fn a_damaged_file_never_panics() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let path = folder("damaged").join("encoder");
    let saved = encoder(&mut rng);
    save_encoder(&path, &saved).unwrap();
    let whole = fs::read(&path).unwrap();
    let header = 8 + u64::from_le_bytes(whole[..8].try_into().unwrap());
    let x = normal(&mut rng, 3, 4);

    let load = |bytes: &[u8]| {
        catch_unwind(|| {
            encoder_from_bytes(bytes, 2, relu, Order::Pre)
                .map(|encoder| encoder.forward(&x, None))
        })
        .unwrap_or_else(|_| panic!("{:?}", String::from_utf8_lossy(bytes)))
        .inspect_err(|why| {
            assert!(!why.contains(char::is_control), "{why}")
        })
    };
    for length in 0..whole.len() {
        assert!(load(&whole[..length]).is_err(), "{length} bytes");
    }
    let mut refused = 0;
    for _ in 0..8000 {
        let mut bytes = whole.clone();
        for _ in 0..rng.random_range(1..4) {
            // The header is where most can go wrong.
            let end =
                [header as usize, whole.len()][rng.random_range(0..2)];
            let at = rng.random_range(0..end);
            match rng.random_range(0..3) {
                0 => bytes[at] ^= 1 << rng.random_range(0..8),
                1 => bytes[at] = rng.random(),
                // Digits for digits: sound JSON, other shapes and offsets.
                _ if bytes[at].is_ascii_digit() => {
                    bytes[at] = rng.random_range(b'0'..=b'9');
                }
                _ => bytes[at] = whole[rng.random_range(0..end)],
            }
        }
        refused += usize::from(load(&bytes).is_err());
    }
    println!("{refused} of 8000 refused");
    assert!((4000..8000).contains(&refused), "{refused}");
    assert_eq!(load(&whole).unwrap(), saved.forward(&x, None));
}
