"""Reads a grouped weight file with numpy and writes its matrices as floats.

    python tests/reference/read_grouped.py model.safetensors floats.safetensors

The form is that of `crates/encoder/src/weights/mod.rs`: a grouped matrix is a U8 tensor (rows, groups, bytes), and beside
it there is an F16 tensor of scales (rows, groups). The metadata say how many integers share a scale.
"""

import json
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file


def floats_of(grouped, scales, group):
    bits = grouped.shape[-1] * 8 // group
    rows, groups, _ = grouped.shape
    each = np.unpackbits(grouped, axis=-1, bitorder="little")
    each = each.reshape(rows, groups, group, bits).astype(np.int32)
    integers = (each << np.arange(bits)).sum(-1) - (1 << (bits - 1))
    return (integers * scales[..., None].astype(np.float32)).reshape(rows, -1)


def main():
    source, target = sys.argv[1:]
    floats = {}
    with safe_open(source, "numpy") as file:
        group = json.loads(file.metadata()["namelight"]).get("group")
        for name in file.keys():
            if name.endswith("_scale"):
                continue
            tensor = file.get_tensor(name)
            if tensor.dtype == np.uint8:
                tensor = floats_of(tensor, file.get_tensor(f"{name}_scale"), group)
            elif tensor.dtype == np.int8:
                tensor = tensor * file.get_tensor(f"{name}_scale")[:, None]
            floats[name] = np.ascontiguousarray(tensor, dtype=np.float32)
    save_file(floats, target)
    print(json.dumps({"tensors": len(floats)}))


if __name__ == "__main__":
    main()
