"""Writes a checkpoint as a base for masked words: with that head, a prefix, and in shards.

    python tests/reference/masked_base.py BASE FOLDER

BASE is a bare encoder. Prints the names of the files.
"""

import json
import sys
from pathlib import Path

from transformers import BertForMaskedLM

base, folder = map(Path, sys.argv[1:])
BertForMaskedLM.from_pretrained(base).save_pretrained(folder, max_shard_size="40KB")
print(json.dumps(sorted(path.name for path in folder.iterdir())))
