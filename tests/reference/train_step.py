"""Times PyTorch's training step on the batches that `cargo xtask bench train` wrote.

    python tests/reference/train_step.py --model DIR --batches FILE --threads 1

A step is what `namelight train` does in one: padding the batch, forward, backward, clipping the gradient's norm to 1,
and AdamW with weight decay on matrices (PyTorch's fused form, its fastest on a CPU). Dropout is on. The first batches
of the file warm up and are not counted. Prints JSON with the median and the minimum in seconds.
"""

import argparse
import json
import resource
import statistics
import time

import torch
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModelForTokenClassification

IGNORED = -100
RATE = 1e-4
WEIGHT_DECAY = 0.01
MAX_NORM = 1.0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="checkpoint folder")
    parser.add_argument("--batches", required=True, help="JSON file of batches")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def adamw(model):
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": WEIGHT_DECAY},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=RATE, fused=True)


def padded(rows, value):
    return pad_sequence(
        [torch.tensor(row) for row in rows], batch_first=True, padding_value=value
    )


def step(model, optimizer, batch):
    ids = padded(batch["input_ids"], model.config.pad_token_id)
    lengths = torch.tensor([len(row) for row in batch["input_ids"]])
    mask = (torch.arange(ids.shape[1]) < lengths[:, None]).long()
    labels = padded(batch["labels"], IGNORED)
    optimizer.zero_grad()
    loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), MAX_NORM)
    optimizer.step()


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(42)
    with open(args.batches) as file:
        given = json.load(file)
    model = AutoModelForTokenClassification.from_pretrained(
        args.model, num_labels=given["num_labels"], dtype=torch.float32
    ).train()
    optimizer = adamw(model)

    seconds = []
    for batch in given["batches"]:
        started = time.perf_counter()
        step(model, optimizer, batch)
        seconds.append(time.perf_counter() - started)
    timed = seconds[given["warm_up"] :]

    result = {
        "median_seconds": statistics.median_high(timed),
        "min_seconds": min(timed),
        "steps": len(timed),
        "threads": torch.get_num_threads(),
        # Linux counts in kilobytes.
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "version": f"PyTorch {torch.__version__}",
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
