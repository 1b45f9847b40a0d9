"""Votes on relations combined into one confidence, by the precision measured on training texts.

A logistic model over: the measured precision of the best rule that found the relation, the linear
pair model's probability, the learnt model's, the relation type, and whether the ends are generic.
`benchmarks/extraction/calibrate.py` fits it on votes of parts that had not seen the text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from aigeo.articles.learnt import EntityCluster, LearntModel
from aigeo.articles.local import Reading
from aigeo.articles.mentions import Entity, Relation
from aigeo.articles.pairs import PairModel
from aigeo.articles.patterns import trusted_rules
from aigeo.articles.render import render
from aigeo.articles.status import status_of

_FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class Vote:
    """One part's finding; `score` is its probability where the part gives one."""

    part: str
    relation: Relation
    score: float = 0.5


@dataclass(slots=True)
class Candidate:
    """A possible relation with the votes for it."""

    relation: Relation
    rules: set[str] = field(default_factory=set)
    scores: dict[str, float] = field(default_factory=dict)


def rule_votes(reading: Reading) -> Iterator[Vote]:
    """The relations that rules found."""
    for relation in reading.relations:
        yield Vote("rule", relation)


def pair_votes(reading: Reading, model: PairModel, floor: float = _FLOOR) -> Iterator[Vote]:
    """The relations that the linear pair model proposes, with status from the words between."""
    text = reading.text
    for sentence in reading.sentences:
        found = [p for p in reading.slots if sentence.start <= p[0].start < sentence.end]
        if len(found) < 2:
            continue
        for score in model.score(render(text, sentence, found), reading.entities, floor):
            left, right = reading.entities[score.subject], reading.entities[score.object]
            before = text[max(sentence.start, score.start - 60) : score.start]
            status, negated = status_of(score.type, before, text[score.start : score.end])
            relation = Relation(
                score.type, left.id, right.id, score.start, score.end, "pairs", status, negated
            )
            yield Vote("pairs", relation, score.probability)


def learnt_votes(reading: Reading, model: LearntModel, floor: float = _FLOOR) -> Iterator[Vote]:
    """The relations that the learnt model sees between the reading's entities."""
    clusters = [
        EntityCluster(e.type, [(m.start, m.end) for m in e.mentions], e.generic)
        for e in reading.entities
    ]
    bounds = [(s.start, s.end) for s in reading.sentences]
    for found in model.relate(reading.text, clusters, bounds, threshold=floor):
        subject, object_ = (
            reading.entities[found.subject_index],
            reading.entities[found.object_index],
        )
        relation = Relation(
            found.type,
            subject.id,
            object_.id,
            found.quote_start,
            found.quote_end,
            "learnt",
            found.status,
            found.negated,
        )
        yield Vote("learnt", relation, _raw(found.score, model.labels.calibration))


def _raw(score: float, calibration: tuple[float, float]) -> float:
    """The model's own probability, before its calibration: votes are calibrated here, together."""
    slope, offset = calibration
    inside = min(max(score, 1e-6), 1 - 1e-6)
    return 1.0 / (1.0 + math.exp(-(math.log(inside / (1.0 - inside)) - offset) / slope))


def by_governments(votes: Iterable[Vote], reading: Reading) -> Iterator[Vote]:
    """Votes in which "U.S. export controls" are issued by the government, where the text has it.

    The parts disagree on whether an adjective means the country or its government; told apart,
    their votes for one fact would not add up.
    """
    governments = reading.governments()
    entities = {e.id: e for e in reading.entities}
    for vote in votes:
        relation = vote.relation
        country = entities.get(relation.subject)
        if relation.type == "ISSUES" and country is not None and country.type == "Country":
            government = governments.get(country.entry or "")
            if government is not None and any(
                m.adjective and relation.start <= m.start and m.end <= relation.end
                for m in country.mentions
            ):
                yield replace(vote, relation=replace(relation, subject=government.id))
                continue
        yield vote


def gather(votes: Iterable[Vote]) -> list[Candidate]:
    """One candidate for each fact; evidence and status from rules first, then from the surest
    part."""
    out: dict[tuple[object, ...], Candidate] = {}
    order = {"rule": 0, "learnt": 1, "pairs": 2}
    for vote in sorted(
        votes, key=lambda v: (order.get(v.part, 3), -v.score, v.relation.end - v.relation.start)
    ):
        relation = vote.relation
        candidate = _find(out, relation)
        if candidate is None:
            candidate = out[_key(relation)] = Candidate(relation)
        elif vote.part == "rule":
            candidate.relation = _enriched(candidate.relation, relation)
        if vote.part == "rule":
            candidate.rules.add(relation.rule)
        else:
            candidate.scores[vote.part] = max(candidate.scores.get(vote.part, 0.0), vote.score)
    return list(out.values())


def _key(relation: Relation) -> tuple[object, ...]:
    if relation.type == "SANCTIONS":
        return (
            *relation.key()[:3],
            relation.status == "ended",
            dict(relation.qualifiers).get("list"),
        )
    return relation.key()[:3]


def _find(known: Mapping[tuple[object, ...], Candidate], relation: Relation) -> Candidate | None:
    exact = known.get(_key(relation))
    if exact is not None or relation.type != "SANCTIONS" or dict(relation.qualifiers).get("list"):
        return exact
    return next((c for k, c in known.items() if k[:3] == relation.key()[:3]), None)


def _enriched(first: Relation, second: Relation) -> Relation:
    known = dict(first.qualifiers)
    extra = tuple((k, v) for k, v in second.qualifiers if k not in known)
    return replace(
        first, item=first.item or second.item, date=first.date or second.date,
        qualifiers=(*first.qualifiers, *extra),
    )  # fmt: skip


def logit(chance: float) -> float:
    """Log odds, kept within ±5."""
    chance = min(max(chance, 1e-9), 1 - 1e-9)
    return max(-5.0, min(5.0, math.log(chance / (1 - chance))))


class Combiner:
    """Confidence of candidates; `threshold` is the least with which one is kept."""

    def __init__(
        self,
        weights: Mapping[str, float],
        rules: Mapping[str, tuple[int, int]],
        prior: float,
        threshold: float,
        trusted: float | None = None,
    ) -> None:
        self._weights, self._rules, self._prior = weights, rules, prior
        self._trusted = prior if trusted is None else trusted
        self.threshold = threshold

    def precision(self, rule: str, *, less: tuple[int, int] = (0, 0)) -> float:
        """Measured precision of a rule, drawn to that of its kind where findings are few.

        Its kind is that of all rules (worth two findings) or of the trusted ones (worth four).
        """
        right, found = self._rules.get(rule, (0, 0))
        mean, weight = (self._trusted, 4) if rule in trusted_rules() else (self._prior, 2)
        return (right - less[0] + weight * mean) / (found - less[1] + weight)

    def features(
        self, candidate: Candidate, generic: tuple[bool, bool], *, less: tuple[int, int] = (0, 0)
    ) -> dict[str, float]:
        """Inputs of the logistic model; `less` takes the candidate's own outcome out of its
        rules' record."""
        out = {"bias": 1.0, f"type={candidate.relation.type}": 1.0}
        if candidate.rules:
            out["rule"] = logit(max(self.precision(r, less=less) for r in candidate.rules))
            out["ruled"] = 1.0
            out["rules"] = float(min(len(candidate.rules), 3) - 1)
            if not candidate.scores:
                out["lone"] = 1.0
                out["lone rule"] = out["rule"]
        for part, score in candidate.scores.items():
            out[part] = logit(score)
            out[f"has {part}"] = 1.0
        if candidate.rules and candidate.scores:
            out["both"] = 1.0
        if len(candidate.scores) > 1:
            out["agree"] = 1.0
        if generic[0]:
            out["generic subject"] = 1.0
        if generic[1]:
            out["generic object"] = 1.0
        return out

    def confidence(self, features: Mapping[str, float]) -> float:
        """Probability that the relation is right."""
        total = sum(self._weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def choose(
        self, candidates: Sequence[Candidate], generic: Mapping[str, bool]
    ) -> list[Relation]:
        """Relations that reach the threshold, with their confidence.

        What a trusted rule found has at least that rule's precision, whatever the models say.
        """
        out = []
        # "Removed Acme from the Entity List" names the list and Acme, and says the opposite.
        removed = {
            c.relation.object
            for c in candidates
            if c.rules and c.relation.type == "SANCTIONS" and c.relation.status == "ended"
        }
        for candidate in candidates:
            relation = candidate.relation
            ends = (generic[relation.subject], generic[relation.object])
            confidence = self.confidence(self.features(candidate, ends))
            for rule in candidate.rules & trusted_rules():
                confidence = max(confidence, self.precision(rule))
            if confidence >= self.threshold and not (
                relation.type == "TARGETS" and relation.object in removed and not candidate.rules
            ):
                out.append(replace(relation, confidence=confidence))
        return sorted(out, key=lambda r: (r.start, r.end, r.type))


def kind_of_entity(entity: Entity) -> str:
    """How an entity was found: `generic`, or the parts that named it, as `learnt shape`."""
    if entity.generic:
        return "generic"
    return " ".join(sorted({m.source for m in entity.mentions} - {"pronoun"}))


def entity_confidence(entity: Entity, record: Mapping[str, tuple[int, int]]) -> float:
    """Measured precision of entities found that way, drawn to that of its type by five findings."""
    right, found = record.get(kind_of_entity(entity), (0, 0))
    mean = (right + 2 * 0.8) / (found + 2)
    right, found = record.get(f"{kind_of_entity(entity)}|{entity.type}", (0, 0))
    return (right + 5 * mean) / (found + 5)


@cache
def entity_record() -> dict[str, tuple[int, int]]:
    """(right, found) for each way of finding entities, alone and by type; read once."""
    file = resources.files("aigeo.articles") / "data" / "combiner.json"
    raw = json.loads(file.read_text(encoding="utf-8"))["entities"]
    return {name: (int(right), int(found)) for name, (right, found) in raw.items()}


@cache
def combiner() -> Combiner:
    """The shipped weights, read once."""
    file = resources.files("aigeo.articles") / "data" / "combiner.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    rules = {name: (int(right), int(found)) for name, (right, found) in raw["rules"].items()}
    return Combiner(raw["weights"], rules, raw["prior"], raw["threshold"], raw["trusted"])
