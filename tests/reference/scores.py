"""Writes random labellings and how seqeval scores them.

    python tests/reference/scores.py

Each case of `tests/fixtures/scores/labellings.json` has `gold` and `predicted`, a string of tags for each sentence, and
the scores of seqeval's default mode and of its strict IOB2 mode: `accuracy`, `overall` and `per_type`, these as
[precision, recall, f1, support]. `strict` is null where seqeval refuses the tags.
"""

import json
import random
import warnings
from pathlib import Path

from seqeval.metrics import accuracy_score, classification_report
from seqeval.scheme import IOB2

PATH = Path(__file__).parent.parent / "fixtures" / "scores" / "labellings.json"
TYPES = ["PER", "ORG", "LOC", "MISC"]
ODD_TAGS = [
    "B", "I", "E", "S", "N", ".", "O-PER", "OPER", "BPER", "B--PER", "I-PER-", "B-a-b", "I-a-b", "I-_",
    "E-PER", "S-PER", "L-LOC", "U-LOC", "E-LOC", "S-ORG", "NN", "NNP", "VBZ", "''", ".-", "-PER", "Æ-PER", "PER",
]


def legal(rng, length):
    tags = []
    for _ in range(length):
        last = tags[-1] if tags else "O"
        if last != "O" and rng.random() < 0.4:
            tags.append("I-" + last[2:])
        elif rng.random() < 0.4:
            tags.append("B-" + rng.choice(TYPES))
        else:
            tags.append("O")
    return tags


def iob(rng, length):
    """O, B- and I- without regard to what is legal."""
    tags = rng.choices(["O", "B-", "I-"], [2, 1, 2], k=length)
    return [tag if tag == "O" else tag + rng.choice(TYPES[:2]) for tag in tags]


def odd(rng, length):
    return [rng.choice(ODD_TAGS) if rng.random() < 0.4 else tag for tag in iob(rng, length)]


def part_of_speech(rng, length):
    return [rng.choice(["NN", "NNP", "N", "VBZ", "IN", "O", ".", ",", "I"]) for _ in range(length)]


def changed(rng, tags, make):
    """A prediction: the truth with some tags taken from another random labelling."""
    other = make(rng, len(tags))
    rate = rng.choice([0.0, 0.1, 0.3, 1.0])
    return [new if rng.random() < rate else tag for tag, new in zip(tags, other)]


def row(values):
    return [float(values[key]) for key in ("precision", "recall", "f1-score")] + [int(values["support"])]


def scores(gold, predicted, **mode):
    report = classification_report(gold, predicted, output_dict=True, **mode)
    words = sum(map(len, gold))
    return {
        "overall": row(report["micro avg"]),
        "per_type": {kind: row(values) for kind, values in report.items() if not kind.endswith(" avg")},
        # seqeval divides by zero where there is no word.
        "accuracy": float(accuracy_score(gold, predicted)) if words else 0.0,
    }


def strict(gold, predicted):
    try:
        return scores(gold, predicted, mode="strict", scheme=IOB2)
    except (ValueError, KeyError):
        return None


def case(rng, make):
    gold = [make(rng, rng.randint(0, 9)) for _ in range(rng.randint(1, 4))]
    predicted = [changed(rng, tags, make) for tags in gold]
    return {
        "gold": [" ".join(tags) for tags in gold],
        "predicted": [" ".join(tags) for tags in predicted],
        "default": scores(gold, predicted),
        "strict": strict(gold, predicted),
    }


def main():
    warnings.simplefilter("ignore")
    rng = random.Random(42)
    makers = [legal, legal, iob, iob, odd, part_of_speech]
    cases = [case(rng, makers[number % len(makers)]) for number in range(300)]
    PATH.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases)
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
