"""Writes the tiny random BERT that the trainer's tests start from.

    python tests/reference/tiny_base.py

It is a bare encoder as sentence-transformers ships them: no `bert.` prefix, no head. Its vocabulary is that of
`tests/fixtures/tokenizer/tokenizer.json`, which is copied beside it.
"""

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def main():
    tokenizer = FIXTURES / "tokenizer" / "tokenizer.json"
    vocabulary = json.loads(tokenizer.read_text())["model"]["vocab"]
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=48,
        architectures=["BertModel"],
        initializer_range=0.1,
    )
    folder = FIXTURES / "tiny-base"
    folder.mkdir(exist_ok=True)
    model = BertModel(config, add_pooling_layer=False)
    weights = {name: value.contiguous() for name, value in model.state_dict().items() if name != "embeddings.position_ids"}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(config.to_dict(), indent=2, sort_keys=True) + "\n")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


if __name__ == "__main__":
    main()
