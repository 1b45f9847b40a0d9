"""The mean of checkpoints that lie in one basin: one run and its continuations.

    python -m training.average ONE.pt OTHER.pt --out MEAN.pt

Averaging weights along a run with a cyclic rate generalises better than its last point (Izmailov
et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch


def average(checkpoints: Sequence[Path], out: Path) -> None:
    """Write the mean of the checkpoints' weights; their labels must be the same."""
    stored = [torch.load(path, weights_only=True) for path in checkpoints]
    if any(other["labels"] != stored[0]["labels"] for other in stored):
        raise ValueError("the checkpoints have different labels")
    state = {
        name: torch.stack([other["state"][name] for other in stored]).mean(dim=0)
        for name in stored[0]["state"]
    }
    torch.save({"state": state, "labels": stored[0]["labels"]}, out)


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    average(args.checkpoints, args.out)


if __name__ == "__main__":
    main()
