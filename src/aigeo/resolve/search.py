"""Searching entities by the beginning of a name, of a word in it, and despite typing errors.

Both engines answer by the same statements from range indexes on `:Name` (`id`, `rest`, `rest2`,
`omit0` to `omit2`, `sound`, `long1`, `long2`), so that they give the same rows
(docs/decisions/0035, 0074).
"""

from __future__ import annotations

from typing import Any

from rapidfuzz.distance import OSA

from aigeo.model.blocking import LONG, blocks
from aigeo.model.names import OMITTED, name_key
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.aliases import alias_table
from aigeo.resolve.fitting import may_be
from aigeo.store import Store
from aigeo.store.view import View

Found = dict[str, Any]

COMPLETIONS = 80
"""Names read for each way in which a text can begin a name, the shortest first."""
SCANNED = 500
"""Names with the same beginning that are compared for length; a letter begins too many."""
LOOKED_UP = 40
"""Best names whose entities are looked up."""
SHORTEST_MISTYPED = 4
"""Texts below this many characters are not searched with typing errors."""
TWO_ERRORS = 9
"""Characters from which a text may hold two typing errors."""
LONGEST_MISTYPED = 60
LONGEST = 500
"""Characters of a search text that count."""


def search(store: Store, text: str, limit: int = 10) -> list[Found]:
    """Give the entities that `text` may mean, best first: `id, name, type, score, matched`.

    `text` is an id, a name, the beginning of a name or of its second or third word, with one
    typing error or, from nine characters on, mostly two, in any script; names of the alias table
    count too. `matched` is the matching key that was hit, `score` 1 for an exact name and falling
    to 0. Gives at most `limit` rows, none for a text without letters and digits.
    """
    text = text[:LONGEST].strip()
    key = name_key(text)
    if not key or limit < 1:
        return []
    return store.reading(lambda tx: _search(View(store, tx), text, key, limit))


def _search(store: Store, text: str, key: str, limit: int) -> list[Found]:
    table = alias_table(store.settings.home)
    same, kind = table.equivalents(key), table.kind(key)
    scores = dict.fromkeys({key, *same}, 1.0)
    for name in _completions(store, key):
        scores.setdefault(name, _completion_score(key, name))
    rows = _entities(store, scores, limit)
    is_name = any(row["score"] == 1.0 for row in rows)  # then it holds no typing error
    if not is_name and len(rows) < limit and len(key) >= SHORTEST_MISTYPED:
        mistyped = _mistyped(store, key)
        if mistyped.keys() - scores.keys():
            scores = mistyped | scores
            rows = _entities(store, scores, limit)
    best: dict[str, Found] = {}
    for row in [*_by_id(store, text), *rows]:
        if kind and row["matched"] in same and not may_be(row["type"], kind, vocabulary()):
            continue  # the table says "Beijing" of a government, and this is the city
        known = best.get(row["id"])
        if known is None or known["score"] < row["score"]:
            best[row["id"]] = row
    ranked = sorted(best.values(), key=lambda r: (-r["score"], -r["weight"], r["id"]))
    return [
        {field: row[field] for field in ("id", "name", "type", "score", "matched")}
        for row in ranked[:limit]
    ]


def _by_id(store: Store, text: str) -> list[Found]:
    if ":" not in text:
        return []  # every id has the form prefix:value
    rows = store.read(
        "OPTIONAL MATCH (i:Identity {id: $id}) "
        "WITH coalesce(i.canonical, $id) AS id MATCH (e:Entity {id: id}) "
        "RETURN e.id AS id, e.name AS name, e.type AS type, e.statement_count AS weight",
        {"id": text},
    )
    return [{**row, "score": 1.0, "matched": text} for row in rows]


def _completions(store: Store, key: str) -> list[str]:
    query = " UNION ".join(
        f"MATCH (n:Name) WHERE n.{field} STARTS WITH $key WITH n.id AS id LIMIT $most "
        "WITH id ORDER BY size(id), id LIMIT $limit RETURN id"
        for field in ("id", "rest", "rest2")
    )
    parameters = {"key": key, "most": SCANNED, "limit": COMPLETIONS}
    return [row["id"] for row in store.read(query, parameters)]


def _completion_score(key: str, name: str) -> float:
    if name == key:
        return 1.0
    start = 0.9 if name.startswith(key) else 0.75
    # A whole word is a better beginning than a part of one: "intel" means Intel, not Intelsat.
    whole = 0.04 if f" {name} ".find(f" {key} ") >= 0 else 0.0
    return round(start + whole + 0.05 * len(key) / len(name), 4)


def _mistyped(store: Store, key: str) -> dict[str, float]:
    """Give names that begin with `key` but for one typing error, else for two, with scores."""
    if len(key) > LONGEST_MISTYPED:
        return {}
    found = _scored(key, _one_error(store, key), 1)
    if not found and len(key) >= TWO_ERRORS:
        found = _scored(key, _two_errors(store, key), 2)
    return found


def _scored(key: str, names: set[str], allowed: int) -> dict[str, float]:
    out: dict[str, float] = {}
    for name in names:
        errors = _errors(key, name, allowed)
        if errors <= allowed:
            out[name] = round(0.7 - 0.15 * errors + 0.05 * min(len(key), len(name)) / len(name), 4)
    return out


def _one_error(store: Store, key: str) -> set[str]:
    """Read the names that `key` may begin with an error.

    An error in the first three characters is found by leaving that character out, of the text,
    of the name or of both (deletion neighbourhood, after Mor and Fraenkel, A hash code method
    for detecting and correcting spelling errors, 1982). A later one leaves either the beginning
    whole, or the first three characters and the end.
    """
    whole = max(OMITTED, len(key) - max(2, len(key) // 3))
    parameters: dict[str, Any] = {
        "key": key,
        "begin": key[:whole],
        "head": key[:OMITTED],
        # One character less, for two that changed places across the border.
        "end": key[whole + 1 :],
        "end_at": whole,
        "end_size": len(key) - whole + 1,
        "limit": COMPLETIONS,
        "most": SCANNED,
    }
    starts = [("id", "begin")]
    for at in range(OMITTED):
        parameters[f"less{at}"] = key[:at] + key[at + 1 :]
        parameters[f"swapped{at}"] = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
        starts += [(f"omit{at}", f"less{at}"), (f"omit{at}", "key")]
        starts += [("id", f"less{at}"), ("id", f"swapped{at}")]
    cases = [
        f"MATCH (n:Name) WHERE n.{field} STARTS WITH ${start} RETURN n.id AS id LIMIT $limit"
        for field, start in starts
    ]
    if whole > OMITTED:
        cases.append(
            "MATCH (n:Name) WHERE n.id STARTS WITH $head AND n.id CONTAINS $end "
            "AND substring(n.id, $end_at, $end_size) CONTAINS $end "
            "RETURN n.id AS id LIMIT $most"
        )
    return {row["id"] for row in store.read(" UNION ".join(cases), parameters)}


def _two_errors(store: Store, key: str) -> set[str]:
    """Read the names that `key` may begin with two errors, which leave a third of it whole.

    The first third is looked up as a beginning, with or without what stands at the end; the
    others by their telling words; and both errors may be in vowels, with the consonants right.
    """
    third = max(OMITTED, len(key) // 3)
    found = blocks(key)
    parameters: dict[str, Any] = {
        "third": key[:third],
        "head": key[:OMITTED],
        "end": key[-third:],
        "sound": found.get("sound", ""),
        "words": [word for word in (found.get(long) for long in LONG) if word],
        "limit": COMPLETIONS,
        "most": SCANNED,
    }
    cases = [
        "MATCH (n:Name) WHERE n.id STARTS WITH $third RETURN n.id AS id LIMIT $most",
        "MATCH (n:Name) WHERE n.id STARTS WITH $head AND n.id CONTAINS $end "
        "RETURN n.id AS id LIMIT $limit",
        "MATCH (n:Name {sound: $sound}) RETURN n.id AS id LIMIT $limit",
        *(
            f"UNWIND $words AS word MATCH (n:Name {{{long}: word}}) RETURN n.id AS id LIMIT $limit"
            for long in LONG
        ),
    ]
    return {row["id"] for row in store.read(" UNION ".join(cases), parameters)}


def _errors(key: str, name: str, most: int) -> int:
    """Count the typing errors between `key` and the nearest beginning of `name`."""
    beginnings = {name[: len(key) + shift] for shift in range(-most, most + 1)}
    return min(OSA.distance(key, beginning, score_cutoff=most) for beginning in beginnings)


def _entities(store: Store, scores: dict[str, float], limit: int) -> list[Found]:
    names = sorted(scores, key=lambda name: (-scores[name], len(name), name))
    rows = store.read(
        "UNWIND $names AS name MATCH (n:Name {id: name})-[:NAMES]->(e:Entity) "
        "RETURN name AS matched, e.id AS id, e.name AS name, e.type AS type, "
        "e.statement_count AS weight",
        {"names": names[: max(LOOKED_UP, 2 * limit)]},
    )
    return [{**row, "score": scores[row["matched"]]} for row in rows]
