//! Weights to and from a `.safetensors` file, by PyTorch's names.
//!
//! Such a file holds what PyTorch's nn.TransformerEncoderLayer (a [`Block`])
//! or nn.TransformerEncoder (an [`Encoder`]) learns and nothing else: not the
//! heads, the activation or the order, and not ε, which is taken to be 1e-5.
//! Of each block it holds every bias or, after `bias=False`, none.
//!
//! PyTorch keeps a linear map as (outputs, inputs), row after row. In memory
//! that is (inputs, outputs) column after column, as a `DMatrix` lies there:
//! to transpose it we copy the numbers as they come and turn the shape.

use crate::{Block, Encoder, FeedForward, Order};
use ch03_multi_head::{Linear, MultiHead};
use ch05_layernorm::LayerNorm;
use nalgebra::{DMatrix, RowDVector};
use safetensors::tensor::{
    Dtype, SafeTensors, TensorView, serialize_to_file,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A block from the file of an nn.TransformerEncoderLayer.
///
/// # Errors
///
/// One line that says which tensor is wrong in which way, its shape and the
/// shape it should have.
pub fn load_block(
    path: &Path,
    heads: usize,
    activation: fn(f32) -> f32,
) -> Result<Block, String> {
    load(path, |bytes| block_from_bytes(bytes, heads, activation))
}

/// An encoder from the file of an nn.TransformerEncoder, of as many blocks as
/// it holds, with a final norm if it holds one.
///
/// # Errors
///
/// As [`load_block`].
pub fn load_encoder(
    path: &Path,
    heads: usize,
    activation: fn(f32) -> f32,
    order: Order,
) -> Result<Encoder, String> {
    load(path, |bytes| encoder_from_bytes(bytes, heads, activation, order))
}

/// [`load_block`], of a file that was read already.
///
/// # Errors
///
/// As [`load_block`], but for the path.
pub fn block_from_bytes(
    bytes: &[u8],
    heads: usize,
    activation: fn(f32) -> f32,
) -> Result<Block, String> {
    read(bytes, |tensors| {
        let d_model = length(tensors, "norm1.weight")?;
        block(tensors, "", d_model, heads, activation)
    })
}

/// [`load_encoder`], of a file that was read already.
///
/// # Errors
///
/// As [`load_block`], but for the path.
pub fn encoder_from_bytes(
    bytes: &[u8],
    heads: usize,
    activation: fn(f32) -> f32,
    order: Order,
) -> Result<Encoder, String> {
    read(bytes, |tensors| {
        let d_model = length(tensors, "layers.0.norm1.weight")?;
        let mut blocks = vec![];
        loop {
            let next = format!("layers.{}.", blocks.len());
            if !tensors.keys().any(|name| name.starts_with(&next)) {
                break;
            }
            let block = block(tensors, &next, d_model, heads, activation)?;
            blocks.push(block);
        }
        let bias = tensors.contains_key("norm.bias");
        let norm = (bias || tensors.contains_key("norm.weight"))
            .then(|| norm(tensors, "norm", d_model, bias))
            .transpose()?;
        Ok(Encoder { blocks, order, norm })
    })
}

/// A block into a file that nn.TransformerEncoderLayer loads. A bias that the
/// block doesn't have is saved as 0, since PyTorch has all biases or none.
///
/// # Errors
///
/// One line, when the file can't be written. A file that was there before is
/// then left as it was.
pub fn save_block(path: &Path, block: &Block) -> Result<(), String> {
    save(path, parts_of_block("", block))
}

/// An encoder into a file that nn.TransformerEncoder loads.
///
/// # Errors
///
/// As [`save_block`].
pub fn save_encoder(path: &Path, encoder: &Encoder) -> Result<(), String> {
    let blocks = encoder.blocks.iter().enumerate();
    let mut parts: Vec<Part> = blocks
        .flat_map(|(i, block)| {
            parts_of_block(&format!("layers.{i}."), block)
        })
        .collect();
    if let Some(norm) = &encoder.norm {
        parts.extend(parts_of_norm("norm".into(), norm));
    }
    save(path, parts)
}

/// What is still to be read of a file, by name.
type Tensors<'file> = BTreeMap<String, TensorView<'file>>;

fn load<T>(
    path: &Path,
    from_bytes: impl FnOnce(&[u8]) -> Result<T, String>,
) -> Result<T, String> {
    fs::read(path)
        .map_err(|why| why.to_string())
        .and_then(|bytes| from_bytes(&bytes))
        .map_err(|why| format!("{}: {why}", path.display()))
}

fn read<T>(
    bytes: &[u8],
    part: impl FnOnce(&mut Tensors) -> Result<T, String>,
) -> Result<T, String> {
    // A damaged name may hold a line break.
    let one_line = |why: String| why.replace(char::is_control, "?");
    let file = SafeTensors::deserialize(bytes).map_err(|why| {
        one_line(format!("damaged, or no .safetensors file: {why}"))
    })?;
    let mut tensors = file.tensors().into_iter().collect();
    let part = part(&mut tensors)?;
    match tensors.first_key_value() {
        // Perhaps a misspelt final norm: better no encoder than a wrong one.
        Some((name, _)) => {
            Err(one_line(format!("{name} has no place here")))
        }
        None => Ok(part),
    }
}

fn block(
    tensors: &mut Tensors,
    prefix: &str,
    d_model: usize,
    heads: usize,
    activation: fn(f32) -> f32,
) -> Result<Block, String> {
    let name = |part| format!("{prefix}{part}");
    let d_ff = length(tensors, &name("linear1.weight"))?;
    if heads == 0 || !d_model.is_multiple_of(heads) {
        return Err(format!(
            "{heads} heads can't share its width of {d_model} evenly"
        ));
    }
    let bias = tensors
        .keys()
        .any(|name| name.starts_with(prefix) && name.ends_with("bias"));

    let w = take(
        tensors,
        &name("self_attn.in_proj_weight"),
        &[3 * d_model, d_model],
    )?;
    let b = bias
        .then(|| {
            take(tensors, &name("self_attn.in_proj_bias"), &[3 * d_model])
        })
        .transpose()?;
    // W_Q, W_K and W_V, one below the other.
    let third = |i| Linear {
        w: DMatrix::from_column_slice(
            d_model,
            d_model,
            &w[i * d_model * d_model..][..d_model * d_model],
        ),
        b: b.as_ref().map(|b| {
            RowDVector::from_row_slice(&b[i * d_model..][..d_model])
        }),
    };
    let mut linear = |part, outputs, inputs| {
        linear(tensors, &name(part), outputs, inputs, bias)
    };
    let attention = MultiHead {
        heads,
        w_q: third(0),
        w_k: third(1),
        w_v: third(2),
        w_o: linear("self_attn.out_proj", d_model, d_model)?,
    };
    let feed_forward = FeedForward {
        w_1: linear("linear1", d_ff, d_model)?,
        w_2: linear("linear2", d_model, d_ff)?,
        activation,
    };
    let norm_1 = norm(tensors, &name("norm1"), d_model, bias)?;
    let norm_2 = norm(tensors, &name("norm2"), d_model, bias)?;
    Ok(Block { attention, norm_1, feed_forward, norm_2 })
}

fn linear(
    tensors: &mut Tensors,
    name: &str,
    outputs: usize,
    inputs: usize,
    bias: bool,
) -> Result<Linear, String> {
    let w = take(tensors, &format!("{name}.weight"), &[outputs, inputs])?;
    let b = bias
        .then(|| take(tensors, &format!("{name}.bias"), &[outputs]))
        .transpose()?;
    Ok(Linear {
        w: DMatrix::from_vec(inputs, outputs, w),
        b: b.map(RowDVector::from_vec),
    })
}

fn norm(
    tensors: &mut Tensors,
    name: &str,
    d: usize,
    bias: bool,
) -> Result<LayerNorm, String> {
    let gamma = take(tensors, &format!("{name}.weight"), &[d])?;
    let mut norm = LayerNorm::new(d);
    norm.gamma = RowDVector::from_vec(gamma);
    if bias {
        let beta = take(tensors, &format!("{name}.bias"), &[d])?;
        norm.beta = RowDVector::from_vec(beta);
    }
    Ok(norm)
}

/// The first side of a tensor, by which the others are judged.
fn length(tensors: &Tensors, name: &str) -> Result<usize, String> {
    let tensor =
        tensors.get(name).ok_or_else(|| format!("{name} is missing"))?;
    let shape = tensor.shape();
    match shape.first() {
        Some(length) if !shape.contains(&0) => Ok(*length),
        _ => Err(format!("{name} is {}: it is empty", shown(shape))),
    }
}

/// The numbers of a tensor, which must have this shape.
fn take(
    tensors: &mut Tensors,
    name: &str,
    shape: &[usize],
) -> Result<Vec<f32>, String> {
    let tensor =
        tensors.remove(name).ok_or_else(|| format!("{name} is missing"))?;
    if tensor.shape() != shape {
        return Err(format!(
            "{name} is {} but must be {}",
            shown(tensor.shape()),
            shown(shape)
        ));
    }
    if tensor.dtype() != Dtype::F32 {
        return Err(format!(
            "{name} is {} but must be F32: save the module's .float()",
            tensor.dtype()
        ));
    }
    let numbers: Vec<f32> = tensor
        .data()
        .chunks_exact(4)
        .map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()))
        .collect();
    match numbers.iter().find(|x| !x.is_finite()) {
        Some(x) => Err(format!("{name} holds {x}: it is damaged")),
        None => Ok(numbers),
    }
}

/// A shape as PyTorch's messages have it, `(30, 10)`.
fn shown(shape: &[usize]) -> String {
    let sides: Vec<String> = shape.iter().map(usize::to_string).collect();
    format!("({})", sides.join(", "))
}

/// A tensor to save: its name, its shape and its numbers, row after row.
type Part = (String, Vec<usize>, Vec<f32>);

fn save(path: &Path, parts: Vec<Part>) -> Result<(), String> {
    let error = |why| format!("{}: {why}", path.display());
    let parts: Vec<(String, Vec<usize>, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, shape, numbers)| {
            let bytes = numbers.iter().flat_map(|x| x.to_le_bytes());
            (name, shape, bytes.collect())
        })
        .collect();
    let views = parts
        .iter()
        .map(|(name, shape, bytes)| {
            let view = TensorView::new(Dtype::F32, shape.clone(), bytes);
            Ok((name, view.map_err(|why| error(format!("{name}: {why}")))?))
        })
        .collect::<Result<Vec<_>, String>>()?;
    // Writes to a temporary file beside it, then renames that.
    serialize_to_file(views, None, path)
        .map_err(|why| error(why.to_string()))
}

fn parts_of_block(prefix: &str, block: &Block) -> Vec<Part> {
    let name = |part| format!("{prefix}{part}");
    let MultiHead { w_q, w_k, w_v, w_o, .. } = &block.attention;
    let mut parts =
        parts_of_linear(name("self_attn.in_proj_"), &[w_q, w_k, w_v]);
    for (part, linear) in [
        ("self_attn.out_proj.", w_o),
        ("linear1.", &block.feed_forward.w_1),
        ("linear2.", &block.feed_forward.w_2),
    ] {
        parts.extend(parts_of_linear(name(part), &[linear]));
    }
    parts.extend(parts_of_norm(name("norm1"), &block.norm_1));
    parts.extend(parts_of_norm(name("norm2"), &block.norm_2));
    parts
}

/// One linear map, or several one below the other.
fn parts_of_linear(name: String, linears: &[&Linear]) -> Vec<Part> {
    let outputs = linears.iter().map(|linear| linear.w.ncols()).sum();
    let inputs = linears[0].w.nrows();
    let weights = linears.iter().flat_map(|linear| &linear.w).copied();
    let biases = linears.iter().flat_map(|linear| match &linear.b {
        Some(b) => b.as_slice().to_vec(),
        None => vec![0.0; linear.w.ncols()],
    });
    vec![
        (format!("{name}weight"), vec![outputs, inputs], weights.collect()),
        (format!("{name}bias"), vec![outputs], biases.collect()),
    ]
}

fn parts_of_norm(name: String, norm: &LayerNorm) -> Vec<Part> {
    [("weight", &norm.gamma), ("bias", &norm.beta)]
        .map(|(part, row)| {
            let numbers = row.as_slice().to_vec();
            (format!("{name}.{part}"), vec![row.len()], numbers)
        })
        .into()
}
