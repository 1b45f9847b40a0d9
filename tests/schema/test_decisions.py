"""The weights that the decision explains are the weights of the schema."""

import re
from pathlib import Path

from aigeo.model.vocabulary import vocabulary

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"


def test_the_table_of_base_weights_is_the_schema() -> None:
    text = (DECISIONS / "0011-base-weights-and-half-lives.md").read_text("utf-8")
    rows = re.findall(r"^\| (0(?:\.\d)?) \|[^|]*\| ([A-Z_, ]+) \|$", text, re.MULTILINE)
    told = {name: float(weight) for weight, names in rows for name in names.split(", ")}
    assert told == {name: r.weight for name, r in vocabulary().relation_types.items()}


def test_the_list_of_identity_qualifiers_is_the_schema() -> None:
    text = (DECISIONS / "0012-identity-of-facts.md").read_text("utf-8")
    for name, relation in vocabulary().relation_types.items():
        told = re.search(rf"((?:`\w+`(?:, | and )?)+) of\s+(?:[A-Z_]+(?:,| and)\s+)*{name}\b", text)
        names = re.findall(r"`(\w+)`", told.group(1)) if told is not None else []
        assert tuple(names) == relation.identity, name
