from __future__ import annotations

import pytest

from aigeo.articles import Document, LocalExtractor


@pytest.fixture(scope="session")
def extractor() -> LocalExtractor:
    return LocalExtractor()


class Facts:
    """Names instead of ids, for readable assertions."""

    def __init__(self, extracted: dict) -> None:
        self.json = extracted
        self.names = {e["id"]: e["name"] for e in extracted["entities"]}
        self.by_name = {e["name"]: e for e in extracted["entities"]}

    def relations(self, kind: str | None = None) -> list[dict]:
        keys = ("subject", "object", "item", "destination", "list", "attributed_to")
        return [
            {k: self.names.get(v, v) if k in keys else v for k, v in r.items()}
            for r in self.json["relations"]
            if kind is None or r["type"] == kind
        ]

    def pairs(self, kind: str) -> set[tuple[str, str]]:
        return {(r["subject"], r["object"]) for r in self.relations(kind)}

    def one(self, kind: str, subject: str, object_: str) -> dict:
        found = [
            r for r in self.relations(kind) if (r["subject"], r["object"]) == (subject, object_)
        ]
        assert found, f"no {kind} {subject} -> {object_} in {self.pairs(kind)}"
        return found[0]


@pytest.fixture
def read(extractor):
    def run(text: str, published: str | None = None) -> Facts:
        return Facts(extractor.extract(Document("t", text, published=published)).to_json())

    return run
