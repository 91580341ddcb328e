"""Writes the columns of tests/fixtures/conll as parquet, with the metadata that Hugging Face's library datasets writes.

    python tests/reference/token_rows.py tests/fixtures/conll tests/fixtures/hub/data

Needs pyarrow. Tags are numbers, whose names stand in the description of the columns.
"""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
SPLITS = {"train": "train", "valid": "validation", "test": "test"}


def sentences(path):
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [[line.split() for line in block.splitlines()] for block in blocks]


def main(source, target):
    features = {
        "id": {"dtype": "string", "_type": "Value"},
        "tokens": {"feature": {"dtype": "string", "_type": "Value"}, "_type": "Sequence"},
        "ner_tags": {"feature": {"names": NAMES, "_type": "ClassLabel"}, "_type": "Sequence"},
    }
    description = json.dumps({"info": {"features": features}})
    for name, split in SPLITS.items():
        rows = sentences(Path(source) / f"{name}.txt")
        table = pa.table(
            {
                "id": [str(index) for index in range(len(rows))],
                "tokens": [[row[0] for row in rows_of] for rows_of in rows],
                "ner_tags": pa.array(
                    [[NAMES.index(row[-1]) for row in rows_of] for rows_of in rows],
                    pa.list_(pa.int64()),
                ),
            }
        ).replace_schema_metadata({"huggingface": description})
        pq.write_table(table, Path(target) / f"{split}-00000-of-00001.parquet", compression="snappy")


main(*sys.argv[1:])
