"""Write everything that is generated from the LinkML sources, or check that it is fresh.

``python -m aigeo.model.generate [--check]``; needs a checkout and the extra ``schema``.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from linkml.generators.jsonldcontextgen import ContextGenerator
from linkml.generators.jsonschemagen import JsonSchemaGenerator
from linkml.generators.owlgen import OwlSchemaGenerator
from linkml.generators.pydanticgen import PydanticGenerator
from linkml.generators.pydanticgen.pydanticgen import MetadataMode
from linkml.generators.shaclgen import ShaclGenerator

from aigeo.errors import AigeoError, SchemaError
from aigeo.model.compiling import compile_vocabulary, open_schema
from aigeo.model.rdf_terms import context_terms, owl_properties, shacl_signatures
from aigeo.model.reference import reference_pages
from aigeo.resources import schema_dir

_HEADER = "# Generated from schema/ by `python -m aigeo.model.generate`; do not edit.\n"
_COMMAND = "run `python -m aigeo.model.generate` and commit what it writes"


def generate(root: Path) -> dict[Path, str]:
    """Return path (relative to ``root``) and text of every generated file of a checkout."""
    schema = root / "schema"
    if not (root / "src" / "aigeo").is_dir():
        raise SchemaError(
            f"{root} is not a checkout", hint="clone the repository to change the schema"
        )
    view = open_schema(schema)
    compiled = compile_vocabulary(view)
    main = str(schema / "aigeo.yaml")
    out = Path("schema/generated")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        files = {
            out / "vocabulary.json": _json(compiled),
            out / "aigeo.schema.json": _tidy(JsonSchemaGenerator(main, metadata=False).serialize()),
            out / "aigeo.shacl.ttl": _HEADER + _shacl(schema) + shacl_signatures(compiled),
            out / "aigeo.owl.ttl": _HEADER + _owl(main) + owl_properties(compiled, view),
            out / "aigeo.context.jsonld": _context(main, compiled),
            Path("src/aigeo/model/generated.py"): _HEADER + _pydantic(schema),
        }
    for name, text in reference_pages(compiled, view).items():
        files[Path("docs/reference/schema") / name] = text
    return files


def stale(root: Path) -> list[str]:
    """Return the generated files that differ from what the sources give, or should not exist."""
    fresh = generate(root)
    found = [
        str(path)
        for path, text in fresh.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]
    for folder in ("schema/generated", "docs/reference/schema"):
        present = sorted(path.relative_to(root) for path in (root / folder).glob("*"))
        found += [f"{path} (not generated any more)" for path in present if path not in fresh]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the generated files; with ``--check`` list stale ones and return 1."""
    parser = argparse.ArgumentParser(prog="python -m aigeo.model.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    options = parser.parse_args(arguments)
    # LinkML reports slots that several classes share by design.
    logging.disable(logging.WARNING)
    root = schema_dir().parent
    try:
        if options.check:
            if found := stale(root):
                raise SchemaError("stale generated files: " + ", ".join(found), hint=_COMMAND)
            return 0
        for path, text in generate(root).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="\n")
    except AigeoError as error:
        sys.stderr.write(f"error: {error}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
        return error.exit_code
    return 0


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _tidy(text: str) -> str:
    """Drop trailing blanks, so that no editor or hook wants to change a generated file."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


def _pydantic(schema: Path) -> str:
    view = open_schema(schema)
    # The pydantic generator reads patterns of slots, not those of their types.
    owners = [view.schema.slots, *(item.attributes for item in view.schema.classes.values())]
    types = view.all_types()
    for slot in (slot for slots in owners for slot in slots.values()):
        if slot.range in types and slot.pattern is None:
            slot.pattern = types[slot.range].pattern
    generator = PydanticGenerator(view.schema, metadata=False, metadata_mode=MetadataMode.NONE)
    # The qualifier `list` hides the builtin inside its class, where pydantic looks names up.
    text = generator.serialize().replace("list[", "builtins.list[")
    return _tidy(text.replace("import re\n", "import builtins\nimport re\n", 1))


def _shacl(schema: Path) -> str:
    """Shapes of nodes; open, since edges are properties of the same nodes.

    Made from provenance.yaml because relation classes are no nodes in RDF.
    """
    generator = ShaclGenerator(str(schema / "provenance.yaml"), metadata=False, closed=False)
    return _tidy(generator.serialize())


def _owl(main: str) -> str:
    generator = OwlSchemaGenerator(
        main,
        metadata=False,
        skip_vacuous_min_zero_cardinality_axioms=True,
        skip_vacuous_local_range_axioms=True,
        consolidate_cardinality_axioms=True,
    )
    return _tidy(generator.serialize())


def _context(main: str, compiled: dict[str, Any]) -> str:
    context = json.loads(ContextGenerator(main, metadata=False).serialize())
    context["@context"] |= context_terms(compiled)
    return _json(context)


if __name__ == "__main__":
    raise SystemExit(main())
