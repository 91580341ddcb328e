"""Writes what transformers and seqeval find with models of all label schemes.

    pip install torch transformers seqeval
    python tests/reference/label_schemes.py

The model is `tests/fixtures/tiny-base` with a head that forces a label on each wordpiece: all weights between the
embeddings and the head are zero, and of the embeddings only those of `WORDS` and `SUFFIX` are not. The hidden state of
the n-th of these is then 4 at place n and -4 at place n + 16, and the head of the label that it is to have reads place n.
A word has the n-th label of the set, counted round and round.

`tests/fixtures/label-schemes.json` lists label sets. Each has texts of such words with the entities, as type, first
character and the one behind the last, and the logits of the first text's wordpieces.

* Sets of BIO labels and of bare types have the entities of transformers' pipeline with the aggregation strategy `first`:
  the label of a word is that of its first wordpiece, and neighbours of one type are joined unless one begins with `B-`.
  (`simple` joins wordpieces, not words; `average` and `max` let further wordpieces of a word vote.) One thing is put
  right: transformers joins by the whole name of a bare type and then reports what follows its first hyphen, `mail` of
  `e-mail`; here a bare type keeps its name.
* transformers takes the prefixes of IOBES and BILOU for parts of types. These sets have the entities of seqeval's
  default mode, `get_entities`, which reads IOBES; of BILOU, L is read as E and U as S.
"""

import json
import random
from pathlib import Path

import torch
from seqeval.metrics.sequence_labeling import get_entities
from transformers import (
    BertConfig,
    BertForTokenClassification,
    BertModel,
    PreTrainedTokenizerFast,
    TokenClassificationPipeline,
)

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

# Whole wordpieces of the tiny vocabulary, and one that only goes on.
WORDS = ["ada", "oslo", "the", "moon", "ban", "ki", "a", "b", "c", "d", "e", "f"]
SUFFIX = "##s"
HALF = 16

IOB = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
PIPELINE = {
    "bio": IOB,
    "o is not the first label": ["B-PER", "I-PER", "O", "B-LOC", "I-LOC"],
    "iob1": ["O", "B-MISC", "I-MISC", "I-PER", "I-ORG", "B-LOC", "I-LOC"],
    "no begin labels": ["O", "I-PER", "I-LOC", "I-ORG"],
    "bare types": ["O", "PER", "LOC", "ORG"],
    "bare types beside bio": ["O", "B-PER", "I-PER", "PER", "LOC"],
    "mixed case": ["O", "B-Per", "I-Per", "I-per", "b-per", "o", "Loc"],
    "hyphens": ["O", "B-e-mail", "I-e-mail", "e-mail", "E-MAIL", "x-ray", "B-work-of-art", "I-work-of-art"],
    "underscores": ["O", "B_PER", "I_PER"],
    "one bare label": ["PER"],
    "one begin label": ["B-PER"],
    "only o": ["O"],
    "labels without names": ["LABEL_0", "LABEL_1", "LABEL_2"],
}
SEQEVAL = {
    "iobes": ["O", *(f"{prefix}-{kind}" for kind in ["PER", "LOC"] for prefix in "BIES")],
    "bilou": ["O", *(f"{prefix}-{kind}" for kind in ["PER", "LOC"] for prefix in "BILU")],
    "iobes with a type of single words": ["S-DAY", "O", "B-PER", "I-PER", "E-PER", "S-PER"],
    "bilou with hyphens": ["O", "B-e-mail", "I-e-mail", "L-e-mail", "U-e-mail"],
}


def tokenizer():
    fast = PreTrainedTokenizerFast(
        tokenizer_file=str(FIXTURES / "tiny-base" / "tokenizer.json"),
        unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]", mask_token="[MASK]",
    )
    fast.backend_tokenizer.no_padding()
    fast.backend_tokenizer.no_truncation()
    return fast


def model(labels, vocabulary):
    base = BertModel.from_pretrained(FIXTURES / "tiny-base", add_pooling_layer=False)
    config = BertConfig.from_pretrained(FIXTURES / "tiny-base")
    config.id2label = dict(enumerate(labels))
    config.label2id = {label: index for index, label in enumerate(labels)}
    config.num_labels = len(labels)
    forced = BertForTokenClassification(config).eval()
    forced.bert.load_state_dict(base.state_dict())
    with torch.no_grad():
        for name, value in forced.named_parameters():
            if "LayerNorm.weight" not in name:
                value.zero_()
        words = forced.bert.embeddings.word_embeddings.weight
        for place, token in enumerate([*WORDS, SUFFIX]):
            words[vocabulary[token], place] = 1.0
            words[vocabulary[token], place + HALF] = -1.0
            forced.classifier.weight[place % len(labels), place] = 1.0
    return forced


def texts(labels):
    """Any word behind any other, in lines that the model reads at once; capitals and accents say nothing to it."""
    draw = random.Random(" ".join(labels))
    spelled = [*WORDS, "Adas", "MOONS", "Öslo"]
    return [" ".join(draw.choices(spelled, k=length)) for length in [5, 1, 8, 20, 30, 30, 30]]


class WholeNames(TokenClassificationPipeline):
    def group_sub_entities(self, entities):
        _, name = self.get_tag(entities[0]["entity"])
        return {**super().group_sub_entities(entities), "entity_group": name}


def from_pipeline(forced, fast, text):
    pipeline = WholeNames(model=forced, tokenizer=fast, aggregation_strategy="first")
    return [[found["entity_group"], found["start"], found["end"]] for found in pipeline(text)]


def from_seqeval(labels, text):
    label = lambda word: labels[WORDS.index(plain(word)) % len(labels)]
    tags = [label(word).replace("L-", "E-", 1).replace("U-", "S-", 1) for word in text.split(" ")]
    starts = [0]
    for word in text.split(" "):
        starts.append(starts[-1] + len(word) + 1)
    return [[kind, starts[first], starts[last + 1] - 1] for kind, first, last in get_entities(tags)]


def plain(word):
    word = word.lower().replace("ö", "o")
    return word if word in WORDS else word.removesuffix("s")


def logits(forced, fast, text):
    with torch.no_grad():
        rows = forced(**fast(text, return_tensors="pt")).logits[0]
    return [[round(value, 6) for value in row] for row in rows.tolist()]


def main():
    fast = tokenizer()
    vocabulary = fast.get_vocab()
    sets = []
    for name, labels in [*PIPELINE.items(), *SEQEVAL.items()]:
        forced = model(labels, vocabulary)
        cases = []
        for text in texts(labels):
            found = from_seqeval(labels, text) if name in SEQEVAL else from_pipeline(forced, fast, text)
            cases.append({"text": text, "entities": found})
        sets.append({"name": name, "labels": labels, "logits": logits(forced, fast, cases[0]["text"]), "cases": cases})
    lines = ",\n".join(json.dumps(labels, ensure_ascii=False) for labels in sets)
    fixture = {"words": WORDS, "suffix": SUFFIX, "half": HALF}
    head = ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in fixture.items())
    (FIXTURES / "label-schemes.json").write_text(f'{{{head}, "sets": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
