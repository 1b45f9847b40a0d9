from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_ai.models.test import TestModel

from aigeo.articles import Document
from aigeo.articles.llm.answer import Answer, FoundEntity, FoundRelation
from aigeo.articles.llm.ask import Asker
from aigeo.articles.llm.cache import AnswerCache
from aigeo.articles.llm.ground import ground
from aigeo.articles.llm.pace import Pace
from aigeo.articles.llm.parts import parts
from aigeo.articles.llm.prompt import instructions, prompt_version
from aigeo.articles.llm.usage import Usage
from aigeo.articles.text import split_sentences


@settings(deadline=None)  # machines may be busy
@given(st.text(alphabet="ab .\nC", max_size=400), st.integers(5, 80), st.integers(0, 20))
def test_parts_cover_the_text_within_their_size(text, size, overlap):
    found = parts(text, size, overlap)
    covered = set()
    for start, end in found:
        assert 0 < end - start <= size
        covered.update(range(start, end))
    assert all(at in covered for at, c in enumerate(text) if not c.isspace())
    assert found == sorted(found)


STRINGS = st.sampled_from(["Nvidia", "China", "chips", "e1", "e2", "e3", "", "sells chips", "zzz"])
ENTITIES = st.builds(
    FoundEntity, id=st.sampled_from(["e1", "e2", "e3"]), name=STRINGS,
    type=st.sampled_from(["Firm", "Country", "Chip", "Nonsense"]), mentions=st.lists(STRINGS),
)  # fmt: skip
RELATIONS = st.builds(
    FoundRelation, subject=STRINGS, object=STRINGS, quote=STRINGS, item=st.none() | STRINGS,
    type=st.sampled_from(["SUPPLIES", "BASED_IN", "MANUFACTURES", "NONSENSE"]),
    date=st.none() | STRINGS, confidence=st.floats(-5, 5),
)  # fmt: skip
TEXT = "Nvidia sells chips to China. The chips are made elsewhere. China buys."


@settings(deadline=None)  # machines may be busy
@given(st.lists(st.builds(Answer, entities=st.lists(ENTITIES), relations=st.lists(RELATIONS))))
def test_whatever_a_model_says_only_what_stands_there_is_kept(answers):
    found = ground(TEXT, split_sentences(TEXT), [((0, len(TEXT)), a) for a in answers])
    known = {e.id for e in found.entities}
    for e in found.entities:
        assert e.mentions and all(TEXT[m.start : m.end] == m.text for m in e.mentions)
    for r in found.relations:
        assert {r.subject, r.object} <= known and 0 <= r.start < r.end <= len(TEXT)
        assert 0 < r.confidence < 1


def test_parts_that_overlap_give_a_fact_once():
    answer = Answer(
        entities=[FoundEntity(id="e1", type="Firm", name="Nvidia"),
                  FoundEntity(id="e2", type="Country", name="China")],
        relations=[FoundRelation(type="SUPPLIES", subject="e1", object="e2",
                                 quote="Nvidia sells chips to China")],
    )  # fmt: skip
    spans = [(0, 40), (0, len(TEXT))]
    found = ground(TEXT, split_sentences(TEXT), [(s, answer) for s in spans])
    assert len(found.relations) == 1 and len(found.entities) == 2
    assert len(found.entities[1].mentions) == 2


def test_the_prompt_names_every_type_and_has_a_version():
    assert "RESTRICTS: Policy" in instructions() and "ResearchOrganization" in instructions()
    assert len(prompt_version()) == 8


async def _asked(model) -> list:
    asker = Asker("test:test", model, Pace(1, None), AnswerCache(None), Usage("test:test"), 100)
    return await asker.part(Document("d", TEXT), (0, len(TEXT)))


def test_any_answer_of_the_right_form_is_survived():
    import asyncio

    # pydantic-ai's own test model fills the form with made-up values.
    ((span, answer),) = asyncio.run(_asked(TestModel(call_tools=[])))
    found = ground(TEXT, split_sentences(TEXT), [(span, answer)])
    assert found.relations == [] and found.rejected
