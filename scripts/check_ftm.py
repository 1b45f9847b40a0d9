"""Check a file of `aigeo export ftm` with the real package followthemoney.

    python -m venv /tmp/ftm && /tmp/ftm/bin/pip install followthemoney
    /tmp/ftm/bin/python scripts/check_ftm.py FILE

PyICU, which it needs, is compiled on installation: libicu-dev, pkg-config and a C++ compiler.
Prints each kind of problem once; exit code 1 when there is one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from followthemoney import model


def main(path: Path) -> int:
    kinds = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            kinds[data["id"]] = data["schema"]
    problems: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            proxy = model.get_proxy(data, cleaned=False)
            for name, values in data["properties"].items():
                prop = proxy.schema.get(name)
                if prop is None:
                    problems.setdefault(f"{data['schema']} has no property {name}", data["id"])
                    continue
                for value in values:
                    if prop.type.clean(value, proxy=proxy) != value:
                        problems.setdefault(f"{data['schema']}.{name}: {value!r}", data["id"])
                    if prop.type.name == "entity" and not model.get(kinds[value]).is_a(prop.range):
                        problems.setdefault(f"{data['schema']}.{name}: {kinds[value]}", data["id"])
    for problem, where in problems.items():
        print(f"{where}: {problem}")
    print(f"{len(kinds)} entities, {len(problems)} kinds of problems")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
