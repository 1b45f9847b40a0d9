"""Which sources in the graph tell the same story, so that copies do not count as confirmation."""

from __future__ import annotations

from aigeo.articles.story import Signature, Stories, from_text, signature, to_text
from aigeo.store import Store


class KnownStories:
    """The stories of the articles in a graph, read on first use."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: Stories | None = None

    def place(self, source: str, text: str) -> tuple[str, str | None]:
        """The story that a text tells (its own source's id where no other tells it), and its
        signature as it is stored (None for a short text)."""
        values = signature(text)
        if values is None:
            return source, None
        known = self._read() if self._known is None else self._known
        story = known.find(source, values) or source
        known.add(source, story, values)
        return story, to_text(values)

    def relabel(self, source: str, story: str) -> None:
        """Bring statements in step that a source made while it told another story."""
        self._store.write(
            "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) SET s.story = $story",
            {"source": source, "story": story},
        )

    def _read(self) -> Stories:
        self._known = Stories()
        for row in self._store.stream(
            "MATCH (s:Source) WHERE s.signature IS NOT NULL "
            "RETURN s.id AS id, s.story AS story, s.signature AS signature ORDER BY s.id"
        ):
            values: Signature = from_text(row["signature"])
            self._known.add(row["id"], row["story"] or row["id"], values)
        return self._known
