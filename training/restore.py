"""A checkpoint from the model that ships, to go on training from it with more documents.

    python -m training.restore --model FOLDER --encoder FOLDER --out MODEL.pt

The word embeddings never change in training and are the encoder's; all other weights are those of
the shipped files, int8 and half-precision ones included, so a little is lost in rounding.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from aigeo.articles.learnt.labels import Labels
from training.network import pretrained

PREFIX = "network."
PRODUCT = "/MatMul_output_0_output_quantized"


def graph_weights(path: Path) -> dict[str, Tensor]:
    """Weights of a quantised graph by the network's names."""
    graph = onnx.load(path).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {
        name.removeprefix(PREFIX): array.astype(np.float32)
        for name, array in stored.items()
        if name.startswith(PREFIX) and name.rpartition(".")[2] in {"weight", "bias", "segment"}
    }
    out |= {"segment": stored["network.segment"]} if "network.segment" in stored else {}
    out |= {"positions.weight": stored["places"].astype(np.float32)} if "places" in stored else {}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        source = node.input[1].removesuffix("_quantized")
        matrix = stored[node.input[1]].astype(np.float32) - stored[f"{source}_zero_point"]
        matrix = matrix * stored[f"{source}_scale"]
        if source.startswith(PREFIX):
            out[source.removeprefix(PREFIX)] = matrix
        else:
            module = node.output[0].removesuffix(PRODUCT).strip("/").replace("/", ".")
            out[f"{module}.weight"] = matrix.T
    return {name: torch.from_numpy(np.array(a, order="C")) for name, a in out.items()}


def head_weights(path: Path) -> dict[str, Tensor]:
    """Weights of the pair head by the network's names."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    out = {}
    for name, array in arrays.items():
        if not name.endswith(".scale"):
            scale = arrays.get(f"{name}.scale", np.float32(1))
            out[f"pair_head.{name}"] = torch.from_numpy(array.astype(np.float32) * scale)
    return out


def restore(model: Path, encoder: Path, out: Path) -> None:
    """Write the checkpoint; fails if a weight is missing."""
    labels = Labels.read(model / "labels.json")
    state = pretrained(encoder, labels).state_dict()
    found = graph_weights(model / "encoder.onnx") | graph_weights(model / "pairs.onnx")
    found |= head_weights(model / "head.npz")
    missing = sorted(set(state) - set(found) - {"words.weight"})
    wrong = sorted(n for n, t in found.items() if n not in state or state[n].shape != t.shape)
    if missing or wrong:
        raise ValueError(f"{model}: without {missing}, unexpected {wrong}")
    torch.save({"state": {**state, **found}, "labels": labels.to_json()}, out)


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args(argv)
    restore(args.model, args.encoder, args.out)


if __name__ == "__main__":
    main()
