"""Writes a tiny checkpoint in half precision, and what PyTorch reads in it.

    python tests/reference/halves.py

It is the BERT of `tests/reference/encoder.py`, some of whose numbers are replaced by those that are hard to widen:
subnormal ones, the largest, and minus zero. `tests/fixtures/encoder/bert/` gets

    f16.safetensors, bf16.safetensors    the checkpoint, rounded
    widened.safetensors                  f16.<parameter> and bf16.<parameter>: the same numbers as float32
"""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "encoder" / "bert"
TYPES = {"f16": torch.float16, "bf16": torch.bfloat16}
# One matrix and one vector are enough to see that numbers are widened as they should be.
SHOWN = ["bert.embeddings.word_embeddings.weight", "classifier.bias"]


def with_hard_numbers(tensors, dtype):
    limits = torch.finfo(dtype)
    subnormal = limits.tiny * limits.eps
    hard = torch.tensor([limits.max, limits.min, limits.tiny, subnormal, -subnormal, 3 * subnormal, -0.0])
    table = tensors[SHOWN[0]].clone()
    table[0, : len(hard)] = hard
    return tensors | {SHOWN[0]: table}


def main():
    tensors = load_file(FOLDER / "model.safetensors")
    widened = {}
    for name, dtype in TYPES.items():
        rounded = {key: value.to(dtype) for key, value in with_hard_numbers(tensors, dtype).items()}
        save_file(rounded, FOLDER / f"{name}.safetensors", metadata={"format": "pt"})
        widened |= {f"{name}.{key}": rounded[key].to(torch.float32) for key in SHOWN}
    save_file(widened, FOLDER / "widened.safetensors")


if __name__ == "__main__":
    main()
