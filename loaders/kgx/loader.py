"""KGX graphs: a table of nodes and one of edges, TSV or JSON lines, read through a mapping file.

The mapping says which categories become which types and which predicates which relations. It is
`mapping.yaml` beside the input, the file of the option `mapping`, or this loader's own. In each,
names of the vocabulary ("aigeo:Firm", "biolink:SUPPLIES", a column `share` of an OWNS) stand for
themselves.
"""

from pathlib import Path

import yaml

from aigeo.errors import LoaderError
from aigeo.load import Context
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.numbers import number
from aigeo.load.helpers.values import fit
from aigeo.model.vocabulary import vocabulary

OWN = {"id", "name", "description", "aliases", "countries", "type", "confidence", "start", "end"}
"""Names that KGX or this loader gives a meaning of its own."""
NODES = ("*nodes.tsv", "*nodes.jsonl")
EDGES = ("*edges.tsv", "*edges.jsonl")


def load(context: Context) -> None:
    mapping = read_mapping(context)
    things = {}
    for file in NODES:
        for row in context.rows(file):
            kind = type_of(row, mapping)
            if kind is None:
                context.reject(row, "no type for this category", str(row["category"]))
            elif not row["name"]:
                context.reject(row, "a node without a name", row["id"])
            else:
                things[row["id"]] = node(context, row, kind, mapping)
    for file in EDGES:
        for row in context.rows(file):
            edge(context, row, things, mapping)


def read_mapping(context):
    """Give the mapping: {categories, predicates, properties, qualifiers, prefixes}."""
    inputs = [path for file in (*NODES, *EDGES) for path in context.files(file)]
    beside = [path.parent / "mapping.yaml" for path in inputs]
    own = Path(__file__).parent / "mapping.yaml"
    chosen = context.options.get("mapping")
    path = Path(chosen) if chosen else next((p for p in beside if p.is_file()), own)
    try:
        mapping = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LoaderError(f"{path}: the mapping cannot be read: {error}") from error
    known = {"categories", "predicates", "properties", "qualifiers", "prefixes"}
    if not isinstance(mapping, dict) or not set(mapping) <= known:
        raise LoaderError(f"{path}: a mapping holds only {', '.join(sorted(known))}")
    return {key: mapping.get(key) or {} for key in known}


def several(field):
    """Give the values of a field: a list in JSON, parted by strokes in TSV."""
    if isinstance(field, list):
        return [str(v) for v in field]
    return [v for v in str(field).split("|") if v]


def type_of(row, mapping):
    words = vocabulary()
    for category in several(row["category"]):
        local = category.rpartition(":")[2]
        kind = mapping["categories"].get(category) or mapping["categories"].get(local) or local
        if kind in words.entity_types:
            return kind
    return None


def node(context, row, kind, mapping):
    """Emit a node under the id that the graph gives it, in lower-case scheme."""
    scheme, colon, value = row["id"].partition(":")
    scheme = mapping["prefixes"].get(scheme, scheme.lower())
    ids = dict(xref.split(":", 1) for xref in several(row["xref"]) if ":" in xref)
    words = vocabulary().entity_types[kind].properties
    columns = named_so(row, words) | mapping["properties"]
    properties = {
        name: fit(row[column], words[name])
        for column, name in columns.items()
        if row[column] not in ("", []) and name in words
    }
    return context.entity(
        kind,
        row["name"],
        evidence=row.cite("id", "category", "name", "synonym", "xref", "description",
                          *columns),
        id=f"{scheme}:{value}" if colon else f"kgx:{row['id']}",
        external_ids={mapping["prefixes"].get(s, s.lower()): v for s, v in ids.items()},
        aliases=several(row["synonym"]),
        description=row["description"],
        **properties,
    )  # fmt: skip


def named_so(row, words):
    """Give the columns that bear the name of a property or qualifier, but no entity's."""
    return {
        column: column for column in row
        if column in words and column not in OWN and words[column].range != "entity"
    }  # fmt: skip


def edge(context, row, things, mapping):
    """Emit an edge; a predicate without a relation or an end without a node rejects it."""
    predicate = row["predicate"]
    local = predicate.rpartition(":")[2]
    rule = mapping["predicates"].get(predicate, mapping["predicates"].get(local))
    if rule is None and local.upper() in vocabulary().relation_types:
        rule = {"relation": local.upper()}
    if rule is None:
        context.reject(row, "no relation for this predicate", predicate)
        return
    rule = rule if isinstance(rule, dict) else {"relation": rule}
    ends = things.get(row["subject"]), things.get(row["object"])
    if None in ends:
        context.reject(
            row, "an end of this edge is no node", row["object"] if ends[0] else row["subject"]
        )
        return
    for column in ("start", "end"):
        if row[column] and iso_date(str(row[column])) is None:
            context.reject(row, f"{column!r} is no date", str(row[column]))
            return
    sure = number(str(row["confidence"])) if row["confidence"] != "" else None
    if row["confidence"] != "" and (sure is None or sure > 1):
        context.reject(row, "'confidence' is no number of 0 to 1", str(row["confidence"]))
        return
    words = vocabulary().relation(rule["relation"]).qualifiers
    columns = named_so(row, words) | mapping["qualifiers"] | rule.get("qualifiers", {})
    columns = {c: name for c, name in columns.items() if row[c] not in ("", []) and name in words}
    context.relation(
        rule["relation"],
        *(reversed(ends) if rule.get("inverse") else ends),
        evidence=row.cite("id", "subject", "predicate", "object", "start", "end", "confidence",
                          "primary_knowledge_source", "publications", *columns),
        start=iso_date(str(row["start"])),
        end=iso_date(str(row["end"])),
        confidence=sure or None,
        **{name: fit(row[column], words[name]) for column, name in columns.items()},
    )  # fmt: skip
