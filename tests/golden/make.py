"""Makes the reference values beside it: values.txt for chapters 1 and 2,
blocks.txt for chapters 3 to 6, and encoder.safetensors, a file by PyTorch.

    python tests/golden/make.py

Needs torch, numpy and safetensors; the course itself needs none. Everything is
computed in float64. Every input is a number that float32 holds exactly, so Rust
and PyTorch start from the same numbers. Random inputs of chapters 1 and 2 are
sixteenths below 4 in size: their products and sums are exact in float32 too, so
a difference in a score is a mistake and never rounding.

A row that is all -inf has no case: PyTorch answers NaN, this course 0 (laws.rs).
"""

import pathlib
import platform

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(112096)
torch.set_default_dtype(torch.float64)


def exact(values):
    """As float64, and a float32 too."""
    values = torch.as_tensor(values, dtype=torch.float64)
    return values.to(torch.float32).to(torch.float64)


def sixteenths(*shape, scale=1):
    return exact(rng.integers(-63, 64, shape) / 16 * scale)


def show(kind, name, matrix):
    matrix = torch.atleast_2d(matrix).numpy()
    if kind == "given":  # written as short as float32 allows
        assert (matrix.astype(np.float32) == matrix).all(), name
        matrix = matrix.astype(np.float32)
    rows = [" ".join(str(x).removesuffix(".0") for x in row) for row in matrix]
    print(f"  {kind} {name} {'; '.join(rows)}", file=out)


def case(title, given, expect):
    print(f"\n{title}", file=out)
    for name, matrix in given.items():
        show("given", name, matrix)
    for name, matrix in expect.items():
        show("expect", name, matrix)


def softmax(name, scores):
    scores = exact(scores)
    case(f"softmax/{name}", {"scores": scores}, {"weights": torch.softmax(scores, -1)})


def log_softmax(name, scores):
    scores = exact(scores)
    case(f"log_softmax/{name}", {"scores": scores}, {"logs": torch.log_softmax(scores, -1)})


def temperature(name, scores, t):
    scores, t = exact(scores), exact([t])
    case(
        f"softmax_with_temperature/{name}",
        {"scores": scores, "temperature": t},
        {"weights": torch.softmax(scores / t, -1)},
    )


def softmax_rows(name, scores):
    scores = exact(scores)
    case(f"softmax_rows/{name}", {"scores": scores}, {"weights": torch.softmax(scores, -1)})


def attention(name, q, k, v):
    """The output is PyTorch's own attention; what it hides on the way to
    it, scores and weights, is written out, and must lead to the same output."""
    q, k, v = exact(q), exact(k), exact(v)
    scores = q @ k.T
    scaled = scores / np.sqrt(q.shape[1])
    weights = torch.softmax(scaled, -1)
    output = F.scaled_dot_product_attention(q[None], k[None], v[None])[0]
    assert torch.allclose(weights @ v, output, rtol=1e-12, atol=1e-12)
    case(
        f"attention/{name}",
        {"q": q, "k": k, "v": v},
        {"scores": scores, "scaled": scaled, "weights": weights, "output": output},
    )


inf = float("inf")


def begin(file, chapters):
    out = open(HERE / file, "w")
    print(f"# Reference values of chapters {chapters}, made by make.py. Don't edit.", file=out)
    print(
        f"# Python {platform.python_version()}, torch {torch.__version__.split('+')[0]},"
        f" numpy {np.__version__}, float64.",
        file=out,
    )
    print("# A matrix is on one line, its rows apart by semicolons.", file=out)
    return out


out = begin("values.txt", "1 and 2")

softmax("two-words", [14, 12])
softmax("unscaled", [112, 96])
softmax("past-the-limit-of-exp", [89, 0])
softmax("ten-thousand", [1e4, -1e4, 9999])
softmax("all-far-below-zero", [-20000, -20001, -20002.5])
softmax("masked", [2, -inf, 3, -inf])
softmax("all-but-one-masked", [-inf, -7, -inf])
softmax("hair", [1e-30, 0, 3e-30])
softmax("equal", [5, 5, 5, 5, 5, 5])
softmax("one", [-3])
softmax("mixed-signs", [-1.5, 0.25, 2, -0.75])
softmax("long", sixteenths(1000))

log_softmax("two-words", [14, 12])
log_softmax("underflow", [0, -200])
log_softmax("unscaled", [112, 96])
log_softmax("ten-thousand", [1e4, -1e4, 9999])
log_softmax("masked", [2, -inf, 3])
log_softmax("equal", [5, 5, 5, 5, 5, 5])
log_softmax("long", sixteenths(1000))

temperature("hot", [14, 12], 2)
temperature("cold", [14, 12, 11], 0.5)
temperature("freezing", [14, 12, 11], 0.0625)
temperature("mixed-signs", [-1.5, 0.25, 2, -0.75], 3)

softmax_rows("four-by-seven", sixteenths(4, 7))
softmax_rows("rows-far-apart", [[0, 1, -2], [200, 201, 199.5], [-300, -301, -303]])

tiles = lambda *rows: np.tile(rows, 16)
attention(
    "thinking-machines",
    tiles((3, 1, 1, -1), (1, 1, 1, -1)),
    tiles((2, 1, 1, 1), (1, 3, 1, 1)),
    [[1, 0, 2], [0, 1, 2]],
)
attention("asymmetric", sixteenths(4, 7, scale=0.5), sixteenths(5, 7, scale=0.5), sixteenths(5, 3))
attention("more-queries", sixteenths(6, 3), sixteenths(2, 3), sixteenths(2, 5))
attention("one-query", sixteenths(1, 4), sixteenths(6, 4), sixteenths(6, 2))
# Square, and only here, so that a missing transpose is a wrong number instead
# of a panic.
attention("square", sixteenths(3, 3), sixteenths(3, 3), sixteenths(3, 3))
attention("wide", sixteenths(3, 256), sixteenths(4, 256), sixteenths(4, 5))
attention("saturated", sixteenths(3, 8, scale=8), sixteenths(5, 8, scale=8), sixteenths(5, 2))


# Chapters 3 to 6. The weights have PyTorch's names and stand as PyTorch keeps
# them, (outputs, inputs). In a "mask" 1 means what it means to
# nn.MultiheadAttention: may *not* attend. Every case draws its own numbers.


def randomise(module):
    """Every weight below 1/2 in size, biases included, which PyTorch begins at
    0, and γ around 1: nothing is at its default."""
    for name, weight in module.named_parameters():
        new = sixteenths(*weight.shape, scale=1 / 8)
        weight.data = new + 1 if "norm" in name and "weight" in name else new
    module.eval()
    for weight in module.parameters():
        weight.requires_grad = False


def parts(module):
    return dict(module.state_dict())


def some_mask(n, m):
    """Not causal, not symmetric; every query may attend to something."""
    mask = torch.as_tensor(rng.random((n, m)) < 0.4)
    mask[torch.arange(n), torch.as_tensor(rng.integers(0, m, n))] = False
    return mask


def multi_head(name, n, m, heads, d_k, bias, masked):
    attention = torch.nn.MultiheadAttention(heads * d_k, heads, bias=bias, batch_first=True)
    randomise(attention)
    x, memory = sixteenths(n, heads * d_k), sixteenths(m, heads * d_k)
    mask = some_mask(n, m) if masked else None
    output, weights = attention(
        x[None], memory[None], memory[None], attn_mask=mask, average_attn_weights=False
    )
    given = {"heads": torch.tensor([heads]), "x": x, "memory": memory, **parts(attention)}
    if masked:
        given["mask"] = mask.to(torch.int)
    case(
        f"multi_head/{name}",
        given,
        {"output": output[0]} | {f"weights.{i}": w for i, w in enumerate(weights[0])},
    )


def layer_norm(name, x, epsilon=1e-5):
    x, epsilon = exact(x), exact([epsilon])
    gamma, beta = 1 + sixteenths(x.shape[1], scale=1 / 8), sixteenths(x.shape[1], scale=1 / 8)
    case(
        f"layer_norm/{name}",
        {"x": x, "epsilon": epsilon, "gamma": gamma, "beta": beta},
        {"y": F.layer_norm(x, x.shape[1:], gamma, beta, epsilon.item())},
    )


def rms_norm(name, x, epsilon=1e-5):
    x, epsilon = exact(x), exact([epsilon])
    gamma = 1 + sixteenths(x.shape[1], scale=1 / 8)
    case(
        f"rms_norm/{name}",
        {"x": x, "epsilon": epsilon, "gamma": gamma},
        {"y": F.rms_norm(x, x.shape[1:], gamma, epsilon.item())},
    )


def activations(name, x):
    x = exact(x)
    case(
        f"activation/{name}",
        {"x": x},
        {
            "relu": F.relu(x),
            "gelu": F.gelu(x),
            "gelu_tanh": F.gelu(x, approximate="tanh"),
        },
    )


def encoder_layer(d_model, heads, d_ff, activation, norm_first, bias=True):
    return torch.nn.TransformerEncoderLayer(
        d_model, heads, d_ff, activation=activation, norm_first=norm_first, batch_first=True, bias=bias
    )


def forward(title, module, n, heads, activation, norm_first, masked):
    d_model = module.get_parameter(
        "norm1.weight" if title.startswith("block") else "layers.0.norm1.weight"
    ).shape[0]
    randomise(module)
    x = sixteenths(n, d_model)
    mask = some_mask(n, n) if masked else None
    given = {
        "heads": torch.tensor([heads]),
        "gelu": torch.tensor([int(activation == "gelu")]),
        "norm_first": torch.tensor([int(norm_first)]),
        "x": x,
        **parts(module),
    }
    if masked:
        given["mask"] = mask.to(torch.int)
    case(title, given, {"output": module(x[None], mask)[0]})


def encoder_of(layers, *layer, norm):
    final = torch.nn.LayerNorm(layer[0]) if norm else None
    return torch.nn.TransformerEncoder(
        encoder_layer(*layer), layers, norm=final, enable_nested_tensor=False
    )


out = begin("blocks.txt", "3 to 6")

multi_head("plain", n=4, m=5, heads=2, d_k=3, bias=False, masked=False)
multi_head("bias", n=3, m=4, heads=5, d_k=2, bias=True, masked=False)
multi_head("mask", n=5, m=2, heads=3, d_k=4, bias=False, masked=True)
multi_head("bias-and-mask", n=2, m=6, heads=3, d_k=5, bias=True, masked=True)
multi_head("one-head", n=2, m=3, heads=1, d_k=4, bias=True, masked=False)
multi_head("width-one", n=3, m=2, heads=4, d_k=1, bias=True, masked=True)

layer_norm("by-hand", [[1, 2, 3, 4]])
layer_norm("rows-apart", sixteenths(3, 24) * exact([[1], [100], [0.01]]))
layer_norm("one-of-many", [[1] + [0] * 15])
layer_norm("hair", sixteenths(3, 8) * exact([[1e-3], [1e-5], [1e-8]]))
layer_norm("level", [[3] * 7, [0] * 7, [0.1] * 7, [-1000.1] * 7])
layer_norm("level-but-one", [[100] * 7 + [100.0001], [1000] * 7 + [1000.25], [1] * 7 + [1 + 2**-23]])
layer_norm("far-from-zero", exact([[1e4, 1e4 + 1, 1e4 + 2, 1e4 + 3], [1e6 + 3, 1e6 - 1, 1e6, 1e6 - 2]]))
layer_norm("epsilon-large", sixteenths(2, 6), epsilon=0.5)
layer_norm("epsilon-small", sixteenths(2, 6) * 0.001, epsilon=1e-12)
wide = [0.1] * 512
layer_norm("wide", torch.stack([exact(wide), exact(wide) + sixteenths(512), exact([0.1, -0.1, -0.1, -0.1] * 128)]))

rms_norm("by-hand", [[1, 2, 3, 4]])
rms_norm("rows-apart", sixteenths(3, 10) * exact([[1], [100], [0.01]]))
rms_norm("zeros", [[0] * 5])
rms_norm("hair", sixteenths(2, 6) * exact([[1e-3], [1e-8]]))
rms_norm("wide", [wide])

activations("grid", np.arange(-48, 49) / 8)
activations("far", [-1e4, -100, -20, -9, 9, 20, 100, 1e4])

for norm_first in [False, True]:
    order = "pre" if norm_first else "post"
    for activation in ["relu", "gelu"]:
        for masked in [False, True]:
            name = f"block/{order}-{activation}{'-mask' * masked}"
            layer = encoder_layer(6, 3, 10, activation, norm_first)
            forward(name, layer, 5, 3, activation, norm_first, masked)
forward("block/no-bias", encoder_layer(8, 2, 5, "relu", False, bias=False), 3, 2, "relu", False, True)

for norm_first, norm, masked in [
    (False, False, False),
    (False, True, True),
    (True, True, False),
    (True, True, True),
    (True, False, True),
]:
    order = "pre" if norm_first else "post"
    name = f"encoder/{order}{'-norm' * norm}{'-mask' * masked}"
    encoder = encoder_of(3, 4, 2, 7, "gelu" if norm else "relu", norm_first, norm=norm)
    forward(name, encoder, 6, 2, "gelu" if norm else "relu", norm_first, masked)

# What PyTorch itself writes, in float32; blocks.txt has its input and output.
encoder = encoder_of(2, 6, 3, 10, "gelu", True, norm=True)
forward("file/encoder", encoder, 4, 3, "gelu", True, True)
save_file(
    {name: weight.float() for name, weight in parts(encoder).items()},
    HERE / "encoder.safetensors",
)
