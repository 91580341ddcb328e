"""Prints loss and gradient of sets of labels, as `crates/encoder/src/f32/loss.rs` tests them.

    python tests/reference/partial_loss.py

The probability of a set is the sum of those of its labels; PyTorch differentiates its logarithm.
"""

import torch

LOGITS = [[1.0, 2.0, 0.5, -1.0], [0.0, -1.0, 3.0, 0.25], [9.0, 0.0, 0.0, 0.0]]
PLACES = [1, 0]
SETS = [[1, 1, 0, 0], [1, 0, 1, 1]]


def main():
    logits = torch.tensor(LOGITS, dtype=torch.float64, requires_grad=True)
    probabilities = logits[PLACES].softmax(-1)
    loss = -(probabilities * torch.tensor(SETS)).sum(-1).log().sum()
    loss.backward()
    print("loss", round(loss.item(), 6))
    for row in logits.grad.tolist():
        print([round(value, 7) for value in row])


if __name__ == "__main__":
    main()
