"""The reference page of the HTTP API, written from its OpenAPI description.

``python -m aigeo.web.reference [--check]``; needs a checkout.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from aigeo.config import Settings
from aigeo.errors import AigeoError, ConfigError
from aigeo.queries import catalogue
from aigeo.resources import base_dir
from aigeo.web.app import PREFIX, described_app

PAGE = Path("docs/reference/api.md")
COMMAND = "python -m aigeo.web.reference"
_HEAD = f"""<!-- Generated from the OpenAPI description by `{COMMAND}`; do not edit. -->

# HTTP API

`aigeo serve` answers under `http://127.0.0.1:8765{PREFIX}` ([how to](../how-to/serve.md)); the
machine-readable description is `{PREFIX}/openapi.json`. All of it reads only, but for decisions on
candidate pairs (`aigeo serve --allow-review`).

- Where an entity is wanted, an id or any of its names will do; a name of several entities is
  answered with 409 and `candidates`.
- Lists are `{{"rows": [...], "limit", "offset", "truncated", "stopped_by"}}`; a page beyond the end
  is empty. `stopped_by` is `rows`, `time` or null.
- Errors are `{{"error": {{"code", "message", "hint"}}}}`: 400 a query or form that cannot be read,
  401 no token, 404 not there, 413 and 414 too large, 421 a foreign Host, 422 a wrong parameter,
  503 busy, 504 over the time limit.
- Answers carry `ETag`; `If-None-Match` gives 304. With a token: `Authorization: Bearer TOKEN`.
- Each saved query is an operation of its own, `{PREFIX}/queries/NAME/rows`, with the parameters
  that [its section](queries.md) lists, and `_limit` and `_offset`.
"""


def page(description: Mapping[str, Any]) -> str:
    """Give the page in Markdown for an OpenAPI description."""
    lines = [_HEAD]
    tags: dict[str, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for path, operations in description["paths"].items():
        if path.startswith(f"{PREFIX}/queries/") and path.endswith("/rows"):
            continue
        for method, operation in operations.items():
            tags.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    for tag, operations in tags.items():
        lines += ["", f"## {tag.capitalize()}"]
        for method, path, operation in operations:
            lines += ["", *_section(method, path, operation, description)]
    return "\n".join(lines) + "\n"


def _section(
    method: str, path: str, operation: Mapping[str, Any], description: Mapping[str, Any]
) -> Iterator[str]:
    yield f"### {method} {path.replace(':path', '')}"
    yield ""
    yield f"{operation['summary']}. {' '.join(operation.get('description', '').split())}".strip()
    parameters = operation.get("parameters", [])
    if parameters:
        yield ""
        yield "| parameter | type | meaning | default |"
        yield "|---|---|---|---|"
        yield from map(_parameter, parameters)
    for body in operation.get("requestBody", {}).get("content", {}).values():
        schema = body.get("schema", {})
        named = description["components"]["schemas"].get(schema.get("$ref", "").split("/")[-1], {})
        example = body.get("example") or next(iter(named.get("examples", [])), None)
        if example is not None:
            yield ""
            yield "```json"
            yield json.dumps(example, ensure_ascii=False)
            yield "```"


def _parameter(parameter: Mapping[str, Any]) -> str:
    schema = parameter["schema"]
    example = next(iter(schema.get("examples", [])), None)
    meaning = _cell(parameter.get("description", ""))
    if example is not None:
        meaning += f" Example: `{example}`."
    default = "required" if parameter.get("required") else _default(schema)
    return f"| `{parameter['name']}` | {_kind(schema)} | {meaning.strip()} | {default} |"


def _kind(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return _kind(schema["anyOf"][0])
    if "enum" in schema:
        return "one of " + ", ".join(f"`{word}`" for word in schema["enum"])
    kind = str(schema.get("format") or schema.get("type", ""))
    if kind == "array":
        return f"{_kind(schema['items'])}, repeated"
    low, high = schema.get("minimum"), schema.get("maximum")
    return f"{kind}, {low} to {high}" if low is not None and high is not None else kind


def _default(schema: Mapping[str, Any]) -> str:
    default = schema.get("default")
    return "" if default in (None, "") else f"`{default}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or with `--check` say whether it is fresh; give the exit code."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    options = parser.parse_args(arguments)
    try:
        target = _checkout() / PAGE
        queries = catalogue(Settings(home=Path(), cache=Path()))
    except AigeoError as error:
        print(f"{COMMAND}: {error}", file=sys.stderr)  # noqa: T201 - a program of its own
        return error.exit_code
    text = page(described_app(queries, allow_cypher=True, allow_review=True).openapi())
    if options.check:
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PAGE} is stale; run `{COMMAND}`", file=sys.stderr)  # noqa: T201
        return 1
    target.write_text(text, encoding="utf-8")
    return 0


def _checkout() -> Path:
    root = base_dir()
    if not (root / "src" / "aigeo").is_dir():
        raise ConfigError(
            f"{root} is not a checkout", hint="clone the repository to write the page"
        )
    return root


if __name__ == "__main__":
    sys.exit(main())
