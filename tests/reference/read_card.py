"""Prints what huggingface_hub reads in a model card, and the epoch table as transformers' Trainer writes it.

    python tests/reference/read_card.py MODEL_DIR

The table is made of the rows of `report.json`.
"""

import json
import sys
from pathlib import Path

from huggingface_hub import ModelCard
from transformers.modelcard import make_markdown_table

COLUMNS = {
    "Training Loss": "training_loss",
    "Epoch": "epoch",
    "Step": "step",
    "Validation Loss": "validation_loss",
    "Precision": "precision",
    "Recall": "recall",
    "F1": "f1",
    "Accuracy": "accuracy",
}


def main(folder):
    card = ModelCard.load(Path(folder) / "README.md")
    epochs = json.loads((Path(folder) / "report.json").read_text())["epochs"]
    lines = [{title: row[field] for title, field in COLUMNS.items()} for row in epochs]
    data = card.data.to_dict()
    results = [
        [result.dataset_name, result.dataset_split, result.metric_type, result.metric_value]
        for result in card.data.eval_results
    ]
    table = make_markdown_table(lines)
    print(json.dumps({"name": card.data.model_name, "data": data, "results": results, "table": table}))


if __name__ == "__main__":
    main(*sys.argv[1:])
