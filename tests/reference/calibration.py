"""Writes random log probabilities with what SciPy and NumPy say of their calibration.

    python tests/reference/calibration.py

`tests/fixtures/scores/calibration.json` holds cases of `labels`, `log_probabilities` (row by row), `gold`, the
`temperature` of the least loss, the `loss` without it and with it, and the expected calibration error (15 bins of equal
width, closed above, as in the code of Guo et al. 2017) without and with it.
"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

PATH = Path(__file__).parent.parent / "fixtures" / "scores" / "calibration.json"
BINS = 15


def loss(logits, gold, temperature):
    return -log_softmax(logits / temperature, axis=1)[np.arange(len(gold)), gold].mean()


def calibration_error(logits, gold, temperature):
    probabilities = np.exp(log_softmax(logits / temperature, axis=1))
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == gold
    edges = np.linspace(0, 1, BINS + 1)
    error = 0.0
    for low, high in zip(edges, edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return error


def case(rng, labels, words, sharpness):
    truth = rng.normal(size=(words, labels)) * 2
    gold = np.array([rng.choice(labels, p=np.exp(log_softmax(row))) for row in truth])
    rows = log_softmax(truth * sharpness, axis=1).astype(np.float32)
    logits = rows.astype(np.float64)
    found = minimize_scalar(
        lambda inverse: loss(logits, gold, 1 / inverse), bounds=(0.05, 20), method="bounded", options={"xatol": 1e-10}
    )
    temperature = 1 / found.x
    return {
        "labels": labels,
        "log_probabilities": [float(value) for value in rows.ravel()],
        "gold": gold.tolist(),
        "temperature": temperature,
        "loss": [loss(logits, gold, 1.0), loss(logits, gold, temperature)],
        "error": [calibration_error(logits, gold, 1.0), calibration_error(logits, gold, temperature)],
    }


def main():
    rng = np.random.default_rng(7)
    cases = [case(rng, *shape) for shape in [(2, 40, 3.0), (9, 120, 1.8), (5, 80, 0.5), (3, 60, 1.0)]]
    PATH.write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main()
