"""FollowTheMoney lines checked against the model of followthemoney 4.11.2.

`data/ftm_model.json` holds schemata, properties, types and ranges as that package defines them
(MIT licence). The package itself needs PyICU, which has no wheel and needs a C++ compiler, so it
is no part of the tests; `scripts/check_ftm.py` runs it on a file.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aigeo.model.dates import first_day

MODEL = json.loads((Path(__file__).parent / "data" / "ftm_model.json").read_text("utf-8"))
SCHEMATA: dict[str, Any] = MODEL["schemata"]
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")


def check(path: Path) -> dict[str, int]:
    """Check a file; give how many entities of each schema it holds."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    kinds = {line["id"]: line["schema"] for line in lines}
    assert len(kinds) == len(lines), "an id stands twice"
    found: dict[str, int] = {}
    for line in lines:
        schema = SCHEMATA[line["schema"]]
        assert not schema["abstract"]
        assert ID.fullmatch(line["id"]), line["id"]
        properties = line["properties"]
        assert set(properties) <= set(schema["properties"]), line["schema"]
        missing = [name for name in schema["required"] if not properties.get(name)]
        assert not missing, (line["schema"], missing)
        for name, values in properties.items():
            for value in values:
                assert isinstance(value, str)
                assert value.strip(), (line["id"], name)
                check_value(value, *schema["properties"][name], kinds=kinds)
        found[line["schema"]] = found.get(line["schema"], 0) + 1
    return found


def check_value(value: str, type: str, range: str | None = None, *, kinds: dict[str, str]) -> None:
    """Check a value against its type."""
    if type == "entity":
        assert range in SCHEMATA[kinds[value]]["is_a"], (value, kinds[value], range)
    elif type == "date":
        date.fromisoformat(first_day(value[:10]))
    elif type == "country":
        assert re.fullmatch("[a-z]{2,3}", value)
    elif type == "url":
        assert urlsplit(value).scheme in ("http", "https")
        assert urlsplit(value).path
