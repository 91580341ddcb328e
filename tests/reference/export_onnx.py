"""Exports an int8 model directory to ONNX and quantizes it there, in every way that may be the fastest for onnxruntime.

    python tests/reference/export_onnx.py --model web/model/small --out DIR

The int8 weights are widened to f32, exported (opset 17), fused by onnxruntime's own optimizer of transformers, and
quantized dynamically per channel by onnxruntime. Each variant gets a folder as transformers.js wants one, with
onnx/model_quantized.onnx; DIR/variants.json lists them. A variant's name says what was done:

    attention | heads | plain   fused to Attention; fused to MultiHeadAttention behind three products; not fused
    mask | nomask               with attention_mask as an input, or made for whole sentences
    s8 | u8                     weights as signed or as unsigned integers
"""

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from safetensors.torch import load_file
from transformers import BertConfig, BertForTokenClassification

OPSET = 17
INPUTS = ["input_ids", "token_type_ids", "attention_mask"]
TEXTS = ["config.json", "tokenizer.json", "tokenizer_config.json"]
KINDS = {"s8": QuantType.QInt8, "u8": QuantType.QUInt8}
# The types behind a fused operator are not inferred; all of them are floats.
FLOAT = {"DefaultTensorType": onnx.TensorProto.FLOAT}
GRAPHS = [("attention", True), ("attention", False), ("heads", True), ("plain", True)]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, type=Path, help="model directory of type bert, int8")
    parser.add_argument("--out", required=True, type=Path)
    return parser.parse_args()


def widened(path):
    """The parameters in f32: rows of integers times their scales."""
    tensors = load_file(path)
    return {
        name: tensor.float() * tensors[f"{name}_scale"][:, None] if tensor.dtype == torch.int8 else tensor
        for name, tensor in tensors.items()
        if not name.endswith("_scale")
    }


def model_of(folder):
    # The optimizer knows the pattern of this attention and not of the fused one.
    config = BertConfig.from_pretrained(folder, attn_implementation="eager")
    model = BertForTokenClassification(config).eval()
    model.load_state_dict(widened(folder / "model.safetensors"))
    return model


class Logits(torch.nn.Module):
    """The model with its inputs in a fixed order."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, token_type_ids, attention_mask=None):
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        given = {"token_type_ids": token_type_ids, "attention_mask": attention_mask}
        return self.model(input_ids=input_ids, **given).logits


def export(model, path, with_mask):
    names = INPUTS if with_mask else INPUTS[:-1]
    ids = torch.arange(1000, 1020)[None]
    given = (ids, torch.zeros_like(ids), torch.ones_like(ids))[: len(names)]
    axes = {name: {0: "batch", 1: "length"} for name in [*names, "logits"]}
    with warnings.catch_warnings():
        # Of the older exporter, whose graphs are those that the optimizer knows.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits(model), given, path, input_names=names, output_names=["logits"],
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )


def fuse(source, target, config, heads):
    options = FusionOptions("bert")
    options.use_multi_head_attention = heads
    fused = optimizer.optimize_model(
        str(source), model_type="bert", num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size, optimization_options=options, opt_level=0,
    )
    found = fused.get_fused_operator_statistics()
    wanted = "MultiHeadAttention" if heads else "Attention"
    assert found[wanted] == config.num_hidden_layers, f"not all layers were fused: {found}"
    fused.save_model_to_file(str(target))


def graph(model, folder, shape, with_mask):
    """A float graph of this shape."""
    plain = folder / f"float-{with_mask}.onnx"
    if not plain.exists():
        export(model, plain, with_mask)
    if shape == "plain":
        return plain
    fused = folder / f"float-{shape}-{with_mask}.onnx"
    fuse(plain, fused, model.config, heads=shape == "heads")
    return fused


def layout(model, folder):
    """Makes the folder of a variant, and says where its graph goes."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for name in TEXTS:
        shutil.copy(model / name, folder)
    return folder / "onnx/model_quantized.onnx"


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    model = model_of(args.model)
    variants = []
    with tempfile.TemporaryDirectory() as folder:
        for shape, with_mask in GRAPHS:
            source = graph(model, Path(folder), shape, with_mask)
            for kind, weight_type in KINDS.items():
                name = "-".join([shape, "mask" if with_mask else "nomask", kind])
                target = layout(args.model, args.out / name)
                quantize_dynamic(source, target, per_channel=True, weight_type=weight_type, extra_options=FLOAT)
                variants.append({"name": name, "mask": with_mask})
    (args.out / "variants.json").write_text(json.dumps(variants, indent=2))


if __name__ == "__main__":
    main()
