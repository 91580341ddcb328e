"""Writes the reference values that the encoder and the optimizer are checked against.

    python tests/reference/encoder.py

For each model type a tiny random checkpoint (`config.json`, `model.safetensors`, with the parameter names of
transformers) and `expected.safetensors` go to `tests/fixtures/encoder/<type>/`. Everything is float32 on one CPU
thread, with dropout off. `expected.safetensors` holds

    input_ids, attention_mask, labels   (3, 7) i64; a batch with padding, -100 where a label is ignored
    logits                              (3, 7, 5); rows of padding mean nothing
    logits_single.<row>                 (1, length, 5); each sentence by itself, without padding
    loss                                (1,); mean cross entropy over the labels that are not ignored
    grad.<parameter>                    the loss's gradient
    token_types.ids                     (3, 7) i64; a type a token, where the architecture has types (BERT)
    token_types.logits                  (3, 7, 5); the logits with them
    token_types.grad                    the gradient of the table of types with them
    adamw.losses                        (10,); the loss before each of ten steps on this batch
    adamw.grad_norms                    (10,); the gradient's norm in each step, before clipping
    adamw.final.<parameter>             the weights after the ten steps

The steps are torch.optim.AdamW with the numbers below, behind clip_grad_norm_ and the linear schedule of transformers.

The bias of the keys shifts all scores of a query alike, which softmax takes out again: its true gradient is zero. What
stands here for it (about 1e-8) is rounding, and so is where AdamW, which divides by it, then moves that bias.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import (
    BertConfig,
    BertForTokenClassification,
    DistilBertConfig,
    DistilBertForTokenClassification,
    MPNetConfig,
    MPNetForTokenClassification,
    get_linear_schedule_with_warmup,
)

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "encoder"
LABELS = ["O", "B-A", "I-A", "B-B", "I-B"]
IGNORED = -100
PAD = 0

STEPS = 10
WARMUP_STEPS = 2
PEAK_RATE = 1e-2
BETAS = (0.9, 0.999)
EPSILON = 1e-8
WEIGHT_DECAY = 0.1
MAX_NORM = 0.5

SHARED = dict(
    vocab_size=40,
    max_position_embeddings=24,
    pad_token_id=PAD,
    id2label=dict(enumerate(LABELS)),
    label2id={label: index for index, label in enumerate(LABELS)},
    attn_implementation="eager",
)


def bert():
    return BertForTokenClassification(
        BertConfig(
            hidden_size=8,
            num_attention_heads=2,
            num_hidden_layers=2,
            intermediate_size=16,
            **SHARED,
        )
    )


def distilbert():
    return DistilBertForTokenClassification(
        DistilBertConfig(dim=8, n_heads=2, n_layers=2, hidden_dim=16, **SHARED)
    )


def mpnet():
    # MPNet's padding id is fixed in its code.
    shared = dict(SHARED, pad_token_id=1)
    return MPNetForTokenClassification(
        MPNetConfig(
            hidden_size=8,
            num_attention_heads=2,
            num_hidden_layers=2,
            intermediate_size=16,
            **shared,
        )
    )


def randomize(model):
    """Gives every parameter a weight that matters; a fresh model has zero biases and layer norms of one."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(0.0, 0.3)
            if "LayerNorm.weight" in name or "layer_norm.weight" in name:
                parameter.add_(1.0)


def batch(pad):
    """Three sentences of 7, 5 and 3 wordpieces. The first and last pieces stand for [CLS] and [SEP]."""
    lengths = [7, 5, 3]
    width = max(lengths)
    input_ids = torch.full((len(lengths), width), pad, dtype=torch.int64)
    attention_mask = torch.zeros_like(input_ids)
    labels = torch.full_like(input_ids, IGNORED)
    for row, length in enumerate(lengths):
        ids = torch.randint(pad + 1, SHARED["vocab_size"], (length,))
        input_ids[row, :length] = ids
        attention_mask[row, :length] = 1
        labels[row, 1 : length - 1] = torch.randint(0, len(LABELS), (length - 2,))
    labels[0, 3] = IGNORED  # a further wordpiece of a word
    return input_ids, attention_mask, labels


def decay_groups(model):
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.ndim < 2]
    return [
        {"params": matrices, "weight_decay": WEIGHT_DECAY},
        {"params": vectors, "weight_decay": 0.0},
    ]


def train(model, inputs):
    """Ten steps on one batch: the loss and the gradient norm of each."""
    optimizer = torch.optim.AdamW(
        decay_groups(model), lr=PEAK_RATE, betas=BETAS, eps=EPSILON
    )
    schedule = get_linear_schedule_with_warmup(optimizer, WARMUP_STEPS, STEPS)
    losses, norms = [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = model(**inputs).loss
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), MAX_NORM)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        norms.append(norm.item())
    return losses, norms


def with_token_types(model, inputs):
    """What changes when tokens have types."""
    # A generator of its own leaves the numbers of everything else as they were.
    random = torch.Generator().manual_seed(7)
    size = inputs["input_ids"].shape
    types = torch.randint(0, model.config.type_vocab_size, size, generator=random)
    model.zero_grad()
    output = model(token_type_ids=types, **inputs)
    output.loss.backward()
    table = model.bert.embeddings.token_type_embeddings.weight
    return {
        "token_types.ids": types,
        "token_types.logits": output.logits,
        "token_types.grad": table.grad.clone(),
    }


def expected_values(model, input_ids, attention_mask, labels):
    inputs = dict(input_ids=input_ids, attention_mask=attention_mask, labels=labels)
    values = dict(inputs)

    output = model(**inputs)
    output.loss.backward()
    values["logits"] = output.logits
    values["loss"] = output.loss.reshape(1)
    for name, parameter in model.named_parameters():
        values[f"grad.{name}"] = parameter.grad.clone()

    for row, length in enumerate(attention_mask.sum(dim=1).tolist()):
        alone = model(input_ids=input_ids[row : row + 1, :length])
        values[f"logits_single.{row}"] = alone.logits

    if model.config.model_type == "bert":
        values.update(with_token_types(model, inputs))

    losses, norms = train(model, inputs)
    values["adamw.losses"] = torch.tensor(losses)
    values["adamw.grad_norms"] = torch.tensor(norms)
    for name, parameter in model.named_parameters():
        values[f"adamw.final.{name}"] = parameter
    return {name: value.detach().contiguous().clone() for name, value in values.items()}


def main():
    torch.set_num_threads(1)
    for seed, build in enumerate([bert, distilbert, mpnet]):
        torch.manual_seed(seed)
        model = build().eval()
        randomize(model)
        folder = FIXTURES / build.__name__
        folder.mkdir(parents=True, exist_ok=True)
        # Before the steps, which change the weights.
        model.save_pretrained(folder)
        values = expected_values(model, *batch(model.config.pad_token_id))
        save_file(values, folder / "expected.safetensors")
        norms = values["adamw.grad_norms"]
        print(f"{build.__name__}: losses {values['adamw.losses'].tolist()}")
        print(f"{build.__name__}: norms {norms.tolist()}")


if __name__ == "__main__":
    main()
