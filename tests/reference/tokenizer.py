"""Writes a tiny tokenizer and how transformers splits words with it.

    python tests/reference/tokenizer.py

`tests/fixtures/tokenizer/tokenizer.json` is BERT's (lower-casing, accents stripped, WordPiece) with a vocabulary of
single letters, digits, some signs and a few longer pieces. Its truncation to 128 and padding to 128 are switched on,
as in the checkpoints of sentence-transformers: a reader must switch them off.

`words.json` lists sentences of given words with the ids and the word of each id, special tokens left out.
"""

import json
import string
from pathlib import Path

from transformers import PreTrainedTokenizerFast

FOLDER = Path(__file__).parent.parent / "fixtures" / "tokenizer"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LONGER = ["ada", "oslo", "the", "##ing", "##son", "ki", "moon", "ban", "##s", "北", "京"]

SENTENCES = [
    ["Ada", "sings", "in", "Oslo", "."],
    ["Ban", "Ki-moon", "met", "AT&T", "'s", "board", "in", "the", "U.N.", "building"],
    ["Ådå", "İ", "ÅNGSTRÖM", "e\u0301"],
    ["\u200b", "a\u200bb", "\u0000", "\u00ad", "\ufeff", "x"],
    ["北京", "北", "東京"],
    ["", " ", "a b", "\u00a0"],
    ["👩‍👩‍👧", "🇳🇴", "©"],
    ["a" * 100, "a" * 101],
    ["[CLS]", "x[SEP]y", "[MASK]"],
    ["word"] * 150,
]


def vocabulary():
    tokens = list(SPECIAL)
    signs = ".,-&'!?()[]"
    for piece in [*string.ascii_lowercase, *string.digits, *signs]:
        tokens.append(piece)
    for piece in [*string.ascii_lowercase, *string.digits]:
        tokens.append("##" + piece)
    tokens += [piece for piece in LONGER if piece not in tokens]
    return {token: index for index, token in enumerate(tokens)}


def tokenizer(vocab):
    cls, sep = vocab["[CLS]"], vocab["[SEP]"]
    special = lambda token, type_id: {"SpecialToken": {"id": token, "type_id": type_id}}
    sequence = lambda name, type_id: {"Sequence": {"id": name, "type_id": type_id}}
    single = [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)]
    return {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 128, "strategy": "LongestFirst", "stride": 0},
        "padding": {
            "strategy": {"Fixed": 128},
            "direction": "Right",
            "pad_to_multiple_of": None,
            "pad_id": vocab["[PAD]"],
            "pad_type_id": 0,
            "pad_token": "[PAD]",
        },
        "added_tokens": [
            {
                "id": vocab[token],
                "content": token,
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for token in SPECIAL
        ],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": [*single, sequence("B", 1), special("[SEP]", 1)],
            "special_tokens": {
                "[CLS]": {"id": "[CLS]", "ids": [cls], "tokens": ["[CLS]"]},
                "[SEP]": {"id": "[SEP]", "ids": [sep], "tokens": ["[SEP]"]},
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocab,
        },
    }


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "tokenizer.json"
    vocab = vocabulary()
    path.write_text(json.dumps(tokenizer(vocab), ensure_ascii=False) + "\n", encoding="utf-8")

    fast = PreTrainedTokenizerFast(tokenizer_file=str(path), unk_token="[UNK]", pad_token="[PAD]")
    cases = []
    for words in SENTENCES:
        encoding = fast(
            words, is_split_into_words=True, add_special_tokens=False, truncation=False, padding=False
        )
        cases.append({"words": words, "ids": encoding["input_ids"], "word_of_id": encoding.word_ids()})
    lines = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases)
    (FOLDER / "words.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
