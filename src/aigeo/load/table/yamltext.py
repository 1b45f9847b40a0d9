"""YAML as the author of a mapping means it.

YAML 1.1 reads `no` as false, `2024-05-01` as a date object and `010` as eight; a mapping talks
about the text of cells, so only the core schema of YAML 1.2 is read here, keys are always text
and a key that stands twice is an error. Anchors work, and `<<: *anchor` takes over the keys of
another mapping that are not given, so that relations of one kind are written once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from aigeo.errors import LoaderError

MERGE = "<<"


class _Loader(yaml.SafeLoader):
    """A safe loader with the scalars of YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    out: dict[str, Any] = {}
    merged: list[dict[str, Any]] = []
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                None, None, "a key must be text", key_node.start_mark
            )
        key = key_node.value
        if key in out:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        value = loader.construct_object(value_node, deep=True)
        if key == MERGE:
            merged = value if isinstance(value, list) else [value]
            if not all(isinstance(part, dict) for part in merged):
                raise yaml.constructor.ConstructorError(
                    None, None, f"{MERGE} takes an alias of a mapping", key_node.start_mark
                )
            continue
        out[key] = value
    for part in merged:
        out = {**part, **out}
    return out


def _integer(loader: _Loader, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds a mapping. Raises LoaderError naming the file and line."""
    try:
        data = yaml.load(path.read_text("utf-8-sig"), _Loader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        raise LoaderError(f"{path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        hint = "indent with spaces, not with tabs" if "'\\t'" in str(error) else None
        said = " ".join(str(error).replace('"<unicode string>"', "the file").split())
        raise LoaderError(f"{path}: not YAML: {said}", hint=hint) from error
    if not isinstance(data, dict):
        raise LoaderError(f"{path}: must hold a mapping (name, title, file, entities, relations)")
    return data
