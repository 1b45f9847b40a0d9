"""Resolving a stage's entities against the graph and against each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from aigeo.load.newnames import NewNames
from aigeo.load.publish import batches
from aigeo.load.stage import Stage
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.aliases import alias_table
from aigeo.resolve.linking import Candidate, Linker, Links, judged_apart
from aigeo.resolve.matcher import matcher
from aigeo.store import Store


def link_stage(store: Store, vocabulary: Vocabulary, stage: Stage) -> Iterator[Links]:
    """Find the canonical ids of entities of the stage and note them there, a batch at a time.

    These are the entities that new statements speak of, all of them in a first load.

    The links of a batch have to be stored before the next is asked for: it looks them up.
    """
    linker = Linker(vocabulary, alias_table(store.settings.home), judged_apart(store), matcher())
    with NewNames(stage.beside("names")) as local:
        for batch in batches(candidates(stage, vocabulary), store.settings.batch):
            links = linker.link(store, batch, local)
            stage.set_canonical({i: c for i, c in links.canonical.items() if i != c})
            yield links


def candidates(stage: Stage, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Give each entity to link as all its staged statements together describe it."""
    for subject, bodies in groupby(stage.to_link(), key=lambda body: body["subject"]):
        names: set[str] = set()
        aliases: set[str] = set()
        countries: set[str] = set()
        external: set[str] = set()
        types: list[str] = []
        generic = True
        for body in bodies:
            properties = json.loads(body["properties"])
            types.append(body["type"])
            names.add(properties["name"])
            aliases.update(properties.get("aliases", ()))
            countries.update(properties.get("countries", ()))
            external.update(properties.get("external_ids", ()))
            generic = generic and properties.get("generic", False)
        yield Candidate(
            id=subject,
            type=vocabulary.most_specific(types),
            names=frozenset(names),
            aliases=frozenset(aliases),
            countries=frozenset(countries),
            external_ids=frozenset(external),
            generic=generic,
            kept_apart=stage.is_apart(subject),
        )
