"""Check a folder of `aigeo export kgx` or `kgx-jsonl` with the real package kgx.

    python -m venv /tmp/consumers
    /tmp/consumers/bin/pip install --no-deps -r tests/consumers/requirements.txt
    /tmp/consumers/bin/python scripts/check_kgx.py FOLDER [PREFIX ...]

PREFIX are those of ids that Biolink does not know, such as `firm`: kgx takes them as errors unless
its JSON-LD context names them.
kgx fetches the Biolink model from the network when it is imported; here it gets the copy in the
package biolink-model. Prints each kind of error once; exit code 1 when there is one.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

import bmt

MODEL = files("biolink_model")
SCHEMA = str(MODEL / "schema" / "biolink_model.yaml")
bmt.Toolkit.__init__.__defaults__ = (SCHEMA, {"predicate mappings": []})

from kgx import config  # noqa: E402 - reads the model on import

PREFIXES = json.loads((MODEL / "prefixmaps" / "biolink_model_prefix_map.json").read_text("utf-8"))
config.jsonld_context_map.update(biolink=PREFIXES, monarch_context={}, obo_context={})

from kgx.transformer import Transformer  # noqa: E402
from kgx.validator import Validator  # noqa: E402


def main(folder: Path, prefixes: list[str]) -> int:
    """Read the files as kgx does and print what its validator says."""
    PREFIXES.update({prefix: f"https://w3id.org/aigeo/id/{prefix}:" for prefix in prefixes})
    names = sorted(str(path) for path in folder.iterdir() if path.suffix in (".tsv", ".jsonl"))
    form = "tsv" if names[0].endswith(".tsv") else "jsonl"
    validator = Validator()
    Transformer(stream=True).transform(
        {"filename": names, "format": form}, {"format": "null"}, inspector=validator
    )
    problems = validator.get_errors()
    for level, kinds in sorted(problems.items()):
        for kind, messages in sorted(kinds.items()):
            for message, where in sorted(messages.items()):
                print(f"{level} {kind}: {message} (as {where[0]})")
    print(f"{form}: {len(problems)} levels of problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
