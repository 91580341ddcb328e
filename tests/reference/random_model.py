"""Writes a model directory of random int8 weights at DistilBERT's size (66 million parameters), to take the time of.

    python tests/reference/random_model.py --like web/model/small --out DIR

Labels and tokenizer are those of the model that it is to be like. What it finds is nonsense; how long it takes is not.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForTokenClassification

SIZE = {
    "hidden_size": 768,
    "num_hidden_layers": 6,
    "num_attention_heads": 12,
    "intermediate_size": 3072,
    "type_vocab_size": 2,
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--like", required=True, type=Path, help="model directory with labels and a tokenizer")
    parser.add_argument("--out", required=True, type=Path)
    return parser.parse_args()


def int8(name, weight):
    """What the int8 form has for a parameter: a matrix is integers and a scale a row."""
    if weight.ndim < 2:
        return {name: weight}
    scale = (weight.abs().amax(dim=1) / 127).clamp_min(1e-9)
    return {name: (weight / scale[:, None]).round().to(torch.int8), f"{name}_scale": scale}


def manifest(folder, names):
    files = []
    for name in sorted(names):
        data = (folder / name).read_bytes()
        files.append({"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    return {"format": 1, "name": folder.name, "files": files}


def main():
    args = arguments()
    torch.manual_seed(42)
    given = json.loads((args.like / "config.json").read_text())
    settings = given | SIZE | {"word_shapes": False}
    model = BertForTokenClassification(BertConfig(**settings))
    tensors = {}
    for name, weight in model.state_dict().items():
        tensors |= int8(name, weight.detach().contiguous())

    args.out.mkdir(parents=True, exist_ok=True)
    labels = [given["id2label"][str(index)] for index in range(len(given["id2label"]))]
    about = {"format": "int8", "version": 1, "base": "random", "labels": labels}
    save_file(tensors, args.out / "model.safetensors", {"namelight": json.dumps(about)})
    (args.out / "config.json").write_text(json.dumps(settings, indent=2))
    shutil.copy(args.like / "tokenizer.json", args.out)
    shutil.copy(args.like / "tokenizer_config.json", args.out)
    names = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"]
    (args.out / "manifest.json").write_text(json.dumps(manifest(args.out, names), indent=2))


if __name__ == "__main__":
    main()
