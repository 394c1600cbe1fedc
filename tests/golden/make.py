"""Makes values.txt, the reference values of chapters 1 and 2.

    python tests/golden/make.py > tests/golden/values.txt

Needs torch and numpy; the course itself needs neither. Everything is computed
in float64. Every input is a number that float32 holds exactly, so Rust and
PyTorch start from the same numbers. Random inputs are sixteenths below 4 in
size: their products and sums are exact in float32 too, so a difference in a
score is a mistake and never rounding.

A row that is all -inf has no case: PyTorch answers NaN, this course 0 (laws.rs).
"""

import platform

import numpy as np
import torch
import torch.nn.functional as F

rng = np.random.default_rng(112096)


def exact(values):
    """As float64, and a float32 too."""
    values = torch.as_tensor(values, dtype=torch.float64)
    return values.to(torch.float32).to(torch.float64)


def sixteenths(*shape, scale=1):
    return exact(rng.integers(-63, 64, shape) / 16 * scale)


def show(kind, name, matrix):
    rows = torch.atleast_2d(matrix).tolist()
    rows = [" ".join(repr(x).removesuffix(".0") for x in row) for row in rows]
    print(f"  {kind} {name} {'; '.join(rows)}")


def case(title, given, expect):
    print(f"\n{title}")
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

print("# Reference values of chapters 1 and 2, made by make.py. Don't edit.")
print(
    f"# Python {platform.python_version()}, torch {torch.__version__.split('+')[0]},"
    f" numpy {np.__version__}, float64."
)
print("# A matrix is on one line, its rows apart by semicolons.")

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
