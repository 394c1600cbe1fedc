//! Weights to and from a `.safetensors` file, by PyTorch's names.
