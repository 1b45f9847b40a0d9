"""What the graph has under the names of a batch, and other keys of one name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from aigeo.model.names import name_key
from aigeo.resolve.beside import has_birthday
from aigeo.resolve.entered import registered
from aigeo.resolve.families import designations
from aigeo.store import Store

if TYPE_CHECKING:
    from aigeo.resolve.linking import Candidate

DESCRIBED = (
    "e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.countries AS countries, "
    "e.external_ids AS external_ids, e.birth_date AS birth_date, e.nationality AS nationality, "
    "coalesce(e.generic, false) AS generic"
)
"""What a query gives of an entity `e` for it to be read as a candidate (linking.from_row)."""
MOST_TURNED = 3
"""Words of a person's name up to which the family's name is looked for at the other end."""


def known_names(
    store: Store,
    keys: set[str],
    entries: Collection[str],
    made: Callable[[Mapping[str, Any]], Candidate],
) -> dict[str, list[Candidate]]:
    """Give the entities of the graph that bear each key, with their numbers and `entries`."""
    rows = store.read(
        "UNWIND $keys AS key MATCH (n:Name {id: key})-[:NAMES]->(e:Entity) "
        f"RETURN key, {DESCRIBED}, e.sources AS sources",
        {"keys": sorted(keys)},
    )
    known = registered(store, rows, entries)
    out: dict[str, list[Candidate]] = {}
    for row in rows:
        out.setdefault(row["key"], []).append(made(row | known.get(row["id"], {})))
    return out


def other_keys(candidate: Candidate) -> set[str]:
    """Give further keys under which a person, chip or model may stand, its own left out.

    A person with a day of birth is looked for by aliases, and with the family's name at the other
    end: one of these and the same day make one person.
    """
    own = candidate.name_keys()
    found: set[str]
    if candidate.type in ("Chip", "Model"):
        found = {other for key in own for other in designations(candidate.type, key)}
    elif candidate.type == "Person" and has_birthday(candidate.dates):
        keys = {name_key(alias) for alias in candidate.aliases} | own.keys()
        keys |= {untitled(key) for key in keys}
        found = keys | {other for key in keys for other in turned(key)}
        found = {key for key in found if " " in key or not key.isascii()}
    else:
        return set()
    return found - own.keys()


TITLES = frozenset("dr prof professor mr mrs ms sir dame gen general col colonel".split())


def untitled(key: str) -> str:
    """Give a person's name without the title before it.

    >>> untitled("dr wei zhang"), untitled("general")
    ('wei zhang', 'general')
    """
    first, _, rest = key.partition(" ")
    return rest if rest and first in TITLES else key


def turned(key: str) -> list[str]:
    """Give a person's name with the last word first and with the first word last.

    >>> turned("zhengfei ren"), turned("hassan abdi aweys")
    (['ren zhengfei'], ['aweys hassan abdi', 'abdi aweys hassan'])
    """
    words = key.split()
    if not 2 <= len(words) <= MOST_TURNED:
        return []
    ends = [words[-1:] + words[:-1], words[1:] + words[:1]]
    return list(dict.fromkeys(" ".join(w) for w in ends))
