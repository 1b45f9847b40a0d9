"""Write the model that ships: int8 ONNX, pair head, tokenizer and labels.

python -m training.export --checkpoint MODEL.pt --encoder FOLDER --train TRAIN.jsonl --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from aigeo.articles.learnt.labels import Labels
from training.gold import read_documents
from training.network import Network
from training.prune import kept_pieces, prune

OPSET = 17


class Encoder(nn.Module):
    """ids and shapes to the lower states and the mention labels."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        table = network.words.weight.detach()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("places", network.positions.weight.detach().to(torch.float16))

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """(1, n) each to (1, n, width) and (n, 2, labels)."""
        net = self.network
        words = self.table[ids].to(torch.float32) * self.scale[ids]
        places = self.places[torch.arange(ids.shape[1])].to(torch.float32)[None]
        lower = net.norm(words + places + net.segment + net.shapes(shapes))
        for layer in net.shared:
            lower = layer(lower)
        return lower, net.mentions(lower)


class PairEncoder(nn.Module):
    """Lower states and marks of mentions to the states that the pair head reads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, lower: Tensor, marks: Tensor) -> Tensor:
        """(1, n, width) and (n, kinds) to (n, width)."""
        return self.network.pair_states(lower, marks)


def write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    target: Path,
) -> None:
    """Export and quantise one graph; weights of matrix products become int8, channel by channel."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            module.eval(),
            inputs,
            str(raw),
            input_names=names,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            raw,
            target,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
    model = onnx.load(target)
    model.producer_name, model.producer_version = "aigeo", "1"
    onnx.save(model, target)


def small(tensor: Tensor) -> dict[str, np.ndarray]:
    """A matrix as int8 with one scale a row; a vector as it is."""
    values = tensor.detach().numpy()
    if values.ndim < 2:
        return {"": values.astype(np.float32)}
    scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
    return {"": np.round(values / scale).astype(np.int8), ".scale": scale.astype(np.float32)}


def export(network: Network, labels: Labels, tokenizer: Path, texts: list[str], out: Path) -> None:
    """All files of the model into `out`; `texts` are those it was trained on."""
    tokenizer_data = prune(network, tokenizer, kept_pieces(tokenizer, texts))
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids, shapes = torch.randint(0, 1000, (1, 24)), torch.zeros(1, 24, dtype=torch.long)
    write(
        Encoder(network),
        (ids, shapes),
        ["ids", "shapes"],
        ["lower", "labels"],
        {"ids": {1: "n"}, "shapes": {1: "n"}, "lower": {1: "n"}, "labels": {0: "n"}},
        out / "encoder.onnx",
    )
    width = network.norm.weight.shape[0]
    marks = torch.zeros(24, 2 * len(labels.entities))
    write(
        PairEncoder(network),
        (torch.randn(1, 24, width), marks),
        ["lower", "marks"],
        ["states"],
        {"lower": {1: "n"}, "marks": {0: "n"}, "states": {0: "n"}},
        out / "pairs.onnx",
    )
    head = {
        name + suffix: array
        for name, tensor in network.pair_head.state_dict().items()
        for suffix, array in small(tensor).items()
    }
    np.savez_compressed(out / "head.npz", **head)
    (out / "tokenizer.json").write_text(
        json.dumps(tokenizer_data, ensure_ascii=False), encoding="utf-8"
    )
    (out / "labels.json").write_text(json.dumps(labels.to_json()) + "\n", encoding="utf-8")


def load_checkpoint(path: Path, encoder: Path) -> tuple[Network, Labels]:
    """Network and labels of a checkpoint."""
    stored = torch.load(path, weights_only=True)
    labels = Labels.from_json(stored["labels"])
    config = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
    network = Network(labels, config)
    network.load_state_dict(stored["state"])
    return network.eval(), labels


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    network, labels = load_checkpoint(args.checkpoint, args.encoder)
    texts = [d["text"] for d in read_documents(*args.train)]
    export(network, labels, args.encoder / "tokenizer.json", texts, args.out)
    size = sum(f.stat().st_size for f in args.out.iterdir() if f.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
