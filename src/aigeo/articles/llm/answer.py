"""The form in which a model answers. Its JSON schema is what providers constrain the answer by."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from aigeo.model.records import STATUSES
from aigeo.model.vocabulary import vocabulary

_WORDS = vocabulary()
ENTITY_TYPES = tuple(n for n, t in _WORDS.entity_types.items() if not t.abstract and n != "Entity")
RELATION_TYPES = tuple(_WORDS.relation_types)


def _one_of(values: tuple[str, ...]) -> Any:
    # Told to the model, but checked by grounding: one wrong word must not void a whole answer.
    return Field(json_schema_extra={"enum": list(values)})


class FoundEntity(BaseModel):
    """A thing that the text names."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(description="e1, e2, …; relations refer to it.")
    type: Annotated[str, _one_of(ENTITY_TYPES)]
    name: str = Field(description="Its fullest name in the text.")
    mentions: list[str] = Field(
        default_factory=list, description="Every distinct string of the text that names it."
    )
    generic: bool = Field(
        default=False,
        description="True when the text names it only by kind, as 'Chinese entities'.",
    )
    role: str | None = Field(default=None, description="A person's post, in the text's words.")


class FoundRelation(BaseModel):
    """A fact that the text states."""

    model_config = ConfigDict(extra="ignore")

    type: Annotated[str, _one_of(RELATION_TYPES)]
    subject: str = Field(description="Id of an entity.")
    object: str = Field(description="Id of an entity.")
    quote: str = Field(
        description="The shortest clause that states it, copied character by character."
    )
    item: str | None = Field(
        default=None, description="Id of what is supplied, denied or licensed."
    )
    destination: str | None = Field(default=None, description="Id of where goods may not go.")
    list: str | None = Field(default=None, description="Id of the list that names the object.")
    attributed_to: str | None = Field(default=None, description="Id of whom the text cites for it.")
    date: str | None = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD; else null.")
    status: Annotated[str, _one_of(STATUSES)] = "stated"
    negated: bool = Field(default=False, description="True when the text says that it is not so.")
    confidence: float = Field(
        default=0.8, description="Probability that the text means it, 0 to 1."
    )
    amount: str | None = Field(default=None, description="Sum of money as the text puts it.")
    currency: str | None = Field(default=None, description="ISO 4217 code of the amount.")
    share: str | None = Field(default=None, description="Percentage owned, as the text puts it.")
    role: str | None = Field(default=None, description="Post, for WORKS_FOR.")


class Answer(BaseModel):
    """All entities and relations of one part of a text."""

    model_config = ConfigDict(extra="ignore")

    entities: list[FoundEntity]
    relations: list[FoundRelation]
