"""Opens a model directory in transformers and compares its wordpieces and logits with Namelight's.

    python tests/reference/open_in_transformers.py MODEL_DIR EXPECTED.json

EXPECTED.json is a list of objects, one a sentence: its `words`, the `ids` of its wordpieces with special tokens, and
the `logits` of each; of a model with word shapes also the `token_types`. The exit status is 0 only if transformers gives the same.
"""

import json
import sys

import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer

TOLERANCE = 1e-4


def main(folder, expected):
    model, loading = AutoModelForTokenClassification.from_pretrained(folder, output_loading_info=True)
    for what in ["missing_keys", "unexpected_keys", "mismatched_keys"]:
        assert not loading[what], f"{what}: {loading[what]}"
    assert next(model.parameters()).dtype == torch.float32, "the weights are not read as f32"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    with open(expected) as file:
        sentences = json.load(file)

    words = [sentence["words"] for sentence in sentences]
    batch = tokenizer(words, is_split_into_words=True, padding=True, return_tensors="pt")
    if model.config.to_dict().get("word_shapes"):
        for row, sentence in enumerate(sentences):
            batch["token_type_ids"][row, : len(sentence["token_types"])] = torch.tensor(sentence["token_types"])
    with torch.no_grad():
        logits = model.eval()(**batch).logits
    largest = 0.0
    for row, sentence in enumerate(sentences):
        length = int(batch["attention_mask"][row].sum())
        ids = batch["input_ids"][row, :length].tolist()
        assert ids == sentence["ids"], f"sentence {row}: {ids} here, {sentence['ids']} in Namelight"
        ours = torch.tensor(sentence["logits"])
        assert ours.shape == logits[row, :length].shape, f"sentence {row}: {ours.shape}"
        largest = max(largest, (ours - logits[row, :length]).abs().max().item())
    assert largest <= TOLERANCE, f"logits differ by {largest}"
    print(json.dumps({"difference": largest, "labels": model.config.id2label}))


if __name__ == "__main__":
    main(*sys.argv[1:])
