"""Writes the f32 tensors of a safetensors file in f16, which the trainer reads as well: halve.py IN OUT."""

import json
import struct
import sys

import numpy as np

source, target = sys.argv[1:]
with open(source, "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    tensors = json.loads(file.read(length))
    data = file.read()

header, parts, end = {}, [], 0
for name, tensor in tensors.items():
    if tensor.get("dtype") != "F32":
        continue
    first, last = tensor["data_offsets"]
    part = np.frombuffer(data[first:last], "<f4").astype("<f2").tobytes()
    header[name] = {"dtype": "F16", "shape": tensor["shape"], "data_offsets": [end, end + len(part)]}
    parts.append(part)
    end += len(part)

text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(target, "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text)
    file.writelines(parts)
