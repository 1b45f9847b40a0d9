# Generated from schema/ by `python -m aigeo.model.generate`; do not edit.
from __future__ import annotations

import builtins
import re
import sys
from datetime import (
    date,
    datetime,
    time
)
from decimal import Decimal
from enum import Enum
from typing import (
    Any,
    ClassVar,
    Literal,
    Optional,
    Union
)

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer
)


metamodel_version = "1.12.0"
version = "1.0.0"


class ConfiguredBaseModel(BaseModel):
    model_config = ConfigDict(
        serialize_by_alias = True,
        validate_by_name = True,
        validate_assignment = True,
        validate_default = True,
        extra = "forbid",
        arbitrary_types_allowed = True,
        use_enum_values = True,
        strict = False,
    )





class LinkMLMeta(RootModel):
    root: dict[str, Any] = {}
    model_config = ConfigDict(frozen=True)

    def __getattr__(self, key:str):
        return getattr(self.root, key)

    def __getitem__(self, key:str):
        return self.root[key]

    def __setitem__(self, key:str, value):
        self.root[key] = value

    def __contains__(self, key:str) -> bool:
        return key in self.root


linkml_meta = None

class WeightsAccess(str, Enum):
    """
    How the weights of a model can be had.
    """
    open = "open"
    """
    The weights can be downloaded.
    """
    api = "api"
    """
    The model answers through an interface; the weights stay with its owner.
    """
    closed = "closed"
    """
    Not offered to others.
    """


class Status(str, Enum):
    """
    How the source puts the claim.
    """
    stated = "stated"
    """
    The source says that it is so.
    """
    alleged = "alleged"
    """
    The source reports it as an allegation or suspicion.
    """
    planned = "planned"
    """
    Announced, proposed or threatened; not yet so.
    """
    ended = "ended"
    """
    The source says that it was so and is no longer.
    """


class StatementKind(str, Enum):
    """
    What a statement claims.
    """
    entity = "entity"
    """
    That an entity exists and has these properties.
    """
    relation = "relation"
    """
    That a relation holds between two entities.
    """


class Review(str, Enum):
    """
    What a reader made of a statement.
    """
    unreviewed = "unreviewed"
    """
    Nobody looked at it.
    """
    accepted = "accepted"
    """
    The source says it indeed.
    """
    rejected = "rejected"
    """
    The source does not say it; it makes no edge.
    """


class Verdict(str, Enum):
    """
    Whether two ids mean one thing.
    """
    same = "same"
    different = "different"
    unsure = "unsure"


class LoadState(str, Enum):
    """
    How far a load came.
    """
    publishing = "publishing"
    """
    Statements are being written.
    """
    done = "done"
    """
    All statements are in the graph.
    """
    failed = "failed"
    """
    Undone; the graph is as before.
    """



class Entity(ConfiguredBaseModel):
    """
    Anything that the graph has a node for.
    """
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Agent(Entity):
    """
    A person or organization; what can act.
    """
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Person(Agent):
    """
    A natural person.
    """
    role: Optional[str] = Field(default=None, description="""Position or title as the source gives it.""")
    birth_date: Optional[str] = Field(default=None, description="""Date of birth.""")
    nationality: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes of citizenships in lower case.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('birth_date')
    def pattern_birth_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid birth_date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid birth_date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('nationality')
    def pattern_nationality(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid nationality format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid nationality format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Organization(Agent):
    """
    Any body that no type below covers (NGO, alliance, party).
    """
    founded: Optional[str] = Field(default=None, description="""Date of foundation.""")
    dissolved: Optional[str] = Field(default=None, description="""Date of dissolution.""")
    lei: Optional[str] = Field(default=None, description="""Legal Entity Identifier (ISO 17442).""")
    registration_number: Optional[str] = Field(default=None, description="""Number in a company register.""")
    address: Optional[builtins.list[str]] = Field(default=None, description="""Postal address as the source gives it.""")
    employees: Optional[int] = Field(default=None, description="""Number of staff.""", ge=0)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('founded')
    def pattern_founded(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid founded format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid founded format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dissolved')
    def pattern_dissolved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dissolved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dissolved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lei')
    def pattern_lei(cls, v):
        pattern=re.compile(r"^[A-Z0-9]{18}[0-9]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lei format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lei format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Firm(Organization):
    """
    A company, such as an AI lab, chip designer, foundry, toolmaker, cloud or investor.
    """
    roles: Optional[builtins.list[str]] = Field(default=None, description="""What it does in the AI economy (AI lab, chip designer, foundry, toolmaker, cloud, investor).""")
    tickers: Optional[builtins.list[str]] = Field(default=None, description="""Stock exchange symbols.""")
    revenue_usd: Optional[float] = Field(default=None, description="""Latest known annual revenue in US dollars.""")
    valuation_usd: Optional[float] = Field(default=None, description="""Latest known valuation in US dollars.""", ge=0)
    founded: Optional[str] = Field(default=None, description="""Date of foundation.""")
    dissolved: Optional[str] = Field(default=None, description="""Date of dissolution.""")
    lei: Optional[str] = Field(default=None, description="""Legal Entity Identifier (ISO 17442).""")
    registration_number: Optional[str] = Field(default=None, description="""Number in a company register.""")
    address: Optional[builtins.list[str]] = Field(default=None, description="""Postal address as the source gives it.""")
    employees: Optional[int] = Field(default=None, description="""Number of staff.""", ge=0)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('founded')
    def pattern_founded(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid founded format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid founded format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dissolved')
    def pattern_dissolved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dissolved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dissolved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lei')
    def pattern_lei(cls, v):
        pattern=re.compile(r"^[A-Z0-9]{18}[0-9]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lei format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lei format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Government(Organization):
    """
    A state's government as an actor, its military included.
    """
    founded: Optional[str] = Field(default=None, description="""Date of foundation.""")
    dissolved: Optional[str] = Field(default=None, description="""Date of dissolution.""")
    lei: Optional[str] = Field(default=None, description="""Legal Entity Identifier (ISO 17442).""")
    registration_number: Optional[str] = Field(default=None, description="""Number in a company register.""")
    address: Optional[builtins.list[str]] = Field(default=None, description="""Postal address as the source gives it.""")
    employees: Optional[int] = Field(default=None, description="""Number of staff.""", ge=0)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('founded')
    def pattern_founded(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid founded format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid founded format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dissolved')
    def pattern_dissolved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dissolved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dissolved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lei')
    def pattern_lei(cls, v):
        pattern=re.compile(r"^[A-Z0-9]{18}[0-9]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lei format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lei format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Agency(Organization):
    """
    A public body with its own mandate, such as a regulator, ministry or bureau.
    """
    founded: Optional[str] = Field(default=None, description="""Date of foundation.""")
    dissolved: Optional[str] = Field(default=None, description="""Date of dissolution.""")
    lei: Optional[str] = Field(default=None, description="""Legal Entity Identifier (ISO 17442).""")
    registration_number: Optional[str] = Field(default=None, description="""Number in a company register.""")
    address: Optional[builtins.list[str]] = Field(default=None, description="""Postal address as the source gives it.""")
    employees: Optional[int] = Field(default=None, description="""Number of staff.""", ge=0)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('founded')
    def pattern_founded(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid founded format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid founded format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dissolved')
    def pattern_dissolved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dissolved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dissolved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lei')
    def pattern_lei(cls, v):
        pattern=re.compile(r"^[A-Z0-9]{18}[0-9]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lei format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lei format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class ResearchOrganization(Organization):
    """
    University, think tank or public laboratory.
    """
    founded: Optional[str] = Field(default=None, description="""Date of foundation.""")
    dissolved: Optional[str] = Field(default=None, description="""Date of dissolution.""")
    lei: Optional[str] = Field(default=None, description="""Legal Entity Identifier (ISO 17442).""")
    registration_number: Optional[str] = Field(default=None, description="""Number in a company register.""")
    address: Optional[builtins.list[str]] = Field(default=None, description="""Postal address as the source gives it.""")
    employees: Optional[int] = Field(default=None, description="""Number of staff.""", ge=0)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('founded')
    def pattern_founded(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid founded format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid founded format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dissolved')
    def pattern_dissolved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dissolved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dissolved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lei')
    def pattern_lei(cls, v):
        pattern=re.compile(r"^[A-Z0-9]{18}[0-9]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lei format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lei format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Fund(Organization):
    """
    Investment fund or sovereign wealth fund.
    """
    assets_usd: Optional[float] = Field(default=None, description="""Assets under management in US dollars.""", ge=0)
    founded: Optional[str] = Field(default=None, description="""Date of foundation.""")
    dissolved: Optional[str] = Field(default=None, description="""Date of dissolution.""")
    lei: Optional[str] = Field(default=None, description="""Legal Entity Identifier (ISO 17442).""")
    registration_number: Optional[str] = Field(default=None, description="""Number in a company register.""")
    address: Optional[builtins.list[str]] = Field(default=None, description="""Postal address as the source gives it.""")
    employees: Optional[int] = Field(default=None, description="""Number of staff.""", ge=0)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('founded')
    def pattern_founded(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid founded format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid founded format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('dissolved')
    def pattern_dissolved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid dissolved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid dissolved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('lei')
    def pattern_lei(cls, v):
        pattern=re.compile(r"^[A-Z0-9]{18}[0-9]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid lei format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid lei format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Country(Entity):
    """
    A state, territory or bloc as a place and jurisdiction.
    """
    iso2: Optional[str] = Field(default=None, description="""ISO 3166-1 alpha-2 code.""")
    iso3: Optional[str] = Field(default=None, description="""ISO 3166-1 alpha-3 code.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('iso2')
    def pattern_iso2(cls, v):
        pattern=re.compile(r"^[A-Z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid iso2 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid iso2 format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('iso3')
    def pattern_iso3(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid iso3 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid iso3 format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Place(Entity):
    """
    A city or region.
    """
    latitude: Optional[float] = Field(default=None, description="""Degrees north (WGS 84).""", ge=-90, le=90)
    longitude: Optional[float] = Field(default=None, description="""Degrees east (WGS 84).""", ge=-180, le=180)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Technology(Entity):
    """
    Equipment, material, process, software, model weights or a class of goods.
    """
    eccn: Optional[builtins.list[str]] = Field(default=None, description="""Export Control Classification Number.""")
    hs_code: Optional[builtins.list[str]] = Field(default=None, description="""Harmonized System code without dots.""")
    released: Optional[str] = Field(default=None, description="""Date of release or publication.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('eccn')
    def pattern_eccn(cls, v):
        pattern=re.compile(r"^[0-9][A-E][0-9]{3}([.][A-Za-z0-9.]+)?$|^EAR99$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid eccn format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid eccn format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('hs_code')
    def pattern_hs_code(cls, v):
        pattern=re.compile(r"^[0-9]{4,10}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid hs_code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid hs_code format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('released')
    def pattern_released(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid released format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid released format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Chip(Technology):
    """
    An accelerator, processor or memory product, or a named class of them.
    """
    process_nm: Optional[float] = Field(default=None, description="""Name of the process node in nanometres.""", ge=0)
    flops: Optional[float] = Field(default=None, description="""Peak dense performance at 16 bit (highest precision reported where 16 bit is not) in FLOP a second.""", ge=0)
    memory_bytes: Optional[float] = Field(default=None, description="""Memory in bytes.""", ge=0)
    memory_bandwidth: Optional[float] = Field(default=None, description="""Memory bandwidth in bytes a second.""", ge=0)
    price_usd: Optional[float] = Field(default=None, description="""Price at release in US dollars.""", ge=0)
    tdp_watts: Optional[float] = Field(default=None, description="""Thermal design power in watts.""", ge=0)
    eccn: Optional[builtins.list[str]] = Field(default=None, description="""Export Control Classification Number.""")
    hs_code: Optional[builtins.list[str]] = Field(default=None, description="""Harmonized System code without dots.""")
    released: Optional[str] = Field(default=None, description="""Date of release or publication.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('eccn')
    def pattern_eccn(cls, v):
        pattern=re.compile(r"^[0-9][A-E][0-9]{3}([.][A-Za-z0-9.]+)?$|^EAR99$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid eccn format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid eccn format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('hs_code')
    def pattern_hs_code(cls, v):
        pattern=re.compile(r"^[0-9]{4,10}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid hs_code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid hs_code format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('released')
    def pattern_released(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid released format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid released format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Model(Technology):
    """
    An AI model or family of models.
    """
    parameters: Optional[float] = Field(default=None, description="""Number of trainable parameters.""", ge=0)
    training_flop: Optional[float] = Field(default=None, description="""Floating point operations spent on training.""", ge=0)
    training_cost_usd: Optional[float] = Field(default=None, description="""Cost of the training compute in US dollars.""", ge=0)
    weights_access: Optional[WeightsAccess] = Field(default=None, description="""How the weights can be had.""")
    domains: Optional[builtins.list[str]] = Field(default=None, description="""What it works on (language, vision, biology).""")
    eccn: Optional[builtins.list[str]] = Field(default=None, description="""Export Control Classification Number.""")
    hs_code: Optional[builtins.list[str]] = Field(default=None, description="""Harmonized System code without dots.""")
    released: Optional[str] = Field(default=None, description="""Date of release or publication.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('eccn')
    def pattern_eccn(cls, v):
        pattern=re.compile(r"^[0-9][A-E][0-9]{3}([.][A-Za-z0-9.]+)?$|^EAR99$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid eccn format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid eccn format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('hs_code')
    def pattern_hs_code(cls, v):
        pattern=re.compile(r"^[0-9]{4,10}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid hs_code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid hs_code format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('released')
    def pattern_released(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid released format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid released format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Dataset(Technology):
    """
    Training or evaluation data.
    """
    size: Optional[str] = Field(default=None, description="""Extent as the source gives it with its unit.""")
    eccn: Optional[builtins.list[str]] = Field(default=None, description="""Export Control Classification Number.""")
    hs_code: Optional[builtins.list[str]] = Field(default=None, description="""Harmonized System code without dots.""")
    released: Optional[str] = Field(default=None, description="""Date of release or publication.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('eccn')
    def pattern_eccn(cls, v):
        pattern=re.compile(r"^[0-9][A-E][0-9]{3}([.][A-Za-z0-9.]+)?$|^EAR99$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid eccn format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid eccn format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('hs_code')
    def pattern_hs_code(cls, v):
        pattern=re.compile(r"^[0-9]{4,10}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid hs_code format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid hs_code format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('released')
    def pattern_released(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid released format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid released format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Facility(Entity):
    """
    Fab, data centre or GPU cluster.
    """
    capacity_mw: Optional[float] = Field(default=None, description="""Electrical power in megawatts.""", ge=0)
    chip_count: Optional[float] = Field(default=None, description="""Number of accelerators or processors installed.""", ge=0)
    compute_flops: Optional[float] = Field(default=None, description="""Peak performance at 16 bit in FLOP a second.""", ge=0)
    status: Optional[str] = Field(default=None, description="""Stage as the source gives it (existing, planned, under construction, decommissioned).""")
    h100_equivalents: Optional[float] = Field(default=None, description="""Compute capacity in NVIDIA H100 accelerators of equal performance.""", ge=0)
    opened: Optional[str] = Field(default=None, description="""Date of first operation.""")
    cost_usd: Optional[float] = Field(default=None, description="""Cost of construction and hardware in US dollars.""", ge=0)
    latitude: Optional[float] = Field(default=None, description="""Degrees north (WGS 84).""", ge=-90, le=90)
    longitude: Optional[float] = Field(default=None, description="""Degrees east (WGS 84).""", ge=-180, le=180)
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('opened')
    def pattern_opened(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid opened format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid opened format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Policy(Entity):
    """
    Law, rule, order, list, treaty or named control regime.
    """
    citation: Optional[builtins.list[str]] = Field(default=None, description="""Official citation (15 CFR 744, 89 FR 96790).""")
    effective: Optional[str] = Field(default=None, description="""Date from which it applies.""")
    repealed: Optional[str] = Field(default=None, description="""Date of repeal or expiry.""")
    jurisdiction: Optional[str] = Field(default=None, description="""Country or bloc whose law it is.""")
    id: str = Field(default=..., description="""Canonical id; an external key where one exists, else type and slug.""")
    name: str = Field(default=..., description="""Preferred name.""")
    aliases: Optional[builtins.list[str]] = Field(default=None, description="""Other names and spellings.""")
    countries: Optional[builtins.list[str]] = Field(default=None, description="""ISO 3166-1 alpha-2 codes in lower case.""")
    description: Optional[str] = Field(default=None, description="""A sentence on what it is.""")
    generic: Optional[bool] = Field(default=None, description="""Named only by kind in its source.""")
    wikidata: Optional[str] = Field(default=None, description="""Wikidata item.""")
    website: Optional[str] = Field(default=None, description="""Its own page on the web.""")

    @field_validator('effective')
    def pattern_effective(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid effective format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid effective format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('repealed')
    def pattern_repealed(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid repealed format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid repealed format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('countries')
    def pattern_countries(cls, v):
        pattern=re.compile(r"^[a-z]{2}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid countries format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid countries format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('wikidata')
    def pattern_wikidata(cls, v):
        pattern=re.compile(r"^Q[1-9][0-9]*$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid wikidata format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid wikidata format: {v}"
            raise ValueError(err_msg)
        return v


class Relation(ConfiguredBaseModel):
    """
    A fact between two entities; an edge of the graph.
    """
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Sanctions(Relation):
    """
    A public authority freezes assets of, or forbids dealings with, the object.
    """
    program: Optional[str] = Field(default=None, description="""Sanctions programme as its authority abbreviates it.""")
    list: Optional[str] = Field(default=None, description="""The sanctions or export control list that names the object.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Restricts(Relation):
    """
    A control on exporting, importing or using the object.
    """
    destination: Optional[str] = Field(default=None, description="""Where or to whom the restricted thing may not go.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Targets(Relation):
    """
    The policy names the object as what it is aimed at.
    """
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Issues(Relation):
    """
    The subject makes, signs or publishes the policy.
    """
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Prosecutes(Relation):
    """
    The subject charges, sues or fines the object.
    """
    charge: Optional[str] = Field(default=None, description="""The offence alleged.""")
    outcome: Optional[str] = Field(default=None, description="""How the case ended.""")
    amount: Optional[float] = Field(default=None, description="""Sum in units of the currency.""", ge=0)
    currency: Optional[str] = Field(default=None, description="""ISO 4217 code.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('currency')
    def pattern_currency(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid currency format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid currency format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class DeniesAccess(Relation):
    """
    The subject refuses the object a good or service.
    """
    item: Optional[str] = Field(default=None, description="""What is denied or licensed or supplied.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Licenses(Relation):
    """
    The subject permits the object what would otherwise be forbidden.
    """
    item: Optional[str] = Field(default=None, description="""What is denied or licensed or supplied.""")
    destination: Optional[str] = Field(default=None, description="""Where or to whom the restricted thing may not go.""")
    conditions: Optional[str] = Field(default=None, description="""What the licence demands.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class InvestsIn(Relation):
    """
    The subject puts money into the object.
    """
    amount: Optional[float] = Field(default=None, description="""Sum in units of the currency.""", ge=0)
    currency: Optional[str] = Field(default=None, description="""ISO 4217 code.""")
    round: Optional[str] = Field(default=None, description="""Funding round.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('currency')
    def pattern_currency(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid currency format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid currency format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Owns(Relation):
    """
    The subject holds a share of the object.
    """
    share: Optional[float] = Field(default=None, description="""Part owned, in percent.""", ge=0, le=100)
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Acquires(Relation):
    """
    The subject takes over the object.
    """
    share: Optional[float] = Field(default=None, description="""Part owned, in percent.""", ge=0, le=100)
    amount: Optional[float] = Field(default=None, description="""Sum in units of the currency.""", ge=0)
    currency: Optional[str] = Field(default=None, description="""ISO 4217 code.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('currency')
    def pattern_currency(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid currency format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid currency format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Supplies(Relation):
    """
    The subject provides the object with goods or services.
    """
    item: Optional[str] = Field(default=None, description="""What is denied or licensed or supplied.""")
    illicit: Optional[bool] = Field(default=None, description="""Smuggling or other supply against the law.""")
    amount: Optional[float] = Field(default=None, description="""Sum in units of the currency.""", ge=0)
    currency: Optional[str] = Field(default=None, description="""ISO 4217 code.""")
    quantity: Optional[float] = Field(default=None, description="""Number of pieces.""", ge=0)
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('currency')
    def pattern_currency(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid currency format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid currency format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Manufactures(Relation):
    """
    The subject makes the object.
    """
    share_of_market: Optional[float] = Field(default=None, description="""Part of the world market, in percent.""", ge=0, le=100)
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Develops(Relation):
    """
    The subject designs, trains or builds the object.
    """
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class TrainedOn(Relation):
    """
    The model was trained with the object.
    """
    quantity: Optional[float] = Field(default=None, description="""Number of pieces.""", ge=0)
    hours: Optional[float] = Field(default=None, description="""Duration or device time.""", ge=0)
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class DerivedFrom(Relation):
    """
    The model was made from the object.
    """
    method: Optional[str] = Field(default=None, description="""How it was derived.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class InputTo(Relation):
    """
    The subject is needed to make the object.
    """
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Uses(Relation):
    """
    The subject relies on the object.
    """
    quantity: Optional[float] = Field(default=None, description="""Number of pieces.""", ge=0)
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Operates(Relation):
    """
    The subject runs the facility.
    """
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Founded(Relation):
    """
    The subject founded the object.
    """
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class WorksFor(Relation):
    """
    The person holds a position in the organization.
    """
    role: Optional[str] = Field(default=None, description="""Position or title.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class PartnersWith(Relation):
    """
    They work together or are allies.
    """
    subject_matter: Optional[str] = Field(default=None, description="""What they do together.""")
    amount: Optional[float] = Field(default=None, description="""Sum in units of the currency.""", ge=0)
    currency: Optional[str] = Field(default=None, description="""ISO 4217 code.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('currency')
    def pattern_currency(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid currency format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid currency format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class BasedIn(Relation):
    """
    The subject has its seat, home or site in the object, whose jurisdiction reaches it.
    """
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class PartOf(Relation):
    """
    The subject belongs to the object, which is of the same family or a state.
    """
    kind: Optional[str] = Field(default=None, description="""In what way it is a part.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Lobbies(Relation):
    """
    The subject seeks to sway the object.
    """
    amount: Optional[float] = Field(default=None, description="""Sum in units of the currency.""", ge=0)
    currency: Optional[str] = Field(default=None, description="""ISO 4217 code.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('currency')
    def pattern_currency(cls, v):
        pattern=re.compile(r"^[A-Z]{3}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid currency format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid currency format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Supports(Relation):
    """
    The subject speaks or acts for the object.
    """
    statement: Optional[str] = Field(default=None, description="""What was said in support or opposition.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Opposes(Relation):
    """
    The subject speaks or acts against the object.
    """
    statement: Optional[str] = Field(default=None, description="""What was said in support or opposition.""")
    date: Optional[str] = Field(default=None, description="""Date of the event.""")
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('date')
    def pattern_date(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid date format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid date format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class CompetesWith(Relation):
    """
    They are rivals.
    """
    subject: str = Field(default=..., description="""The entity that the relation starts from.""")
    object: str = Field(default=..., description="""The entity that the relation points at.""")
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    sources: Optional[builtins.list[str]] = Field(default=None, description="""Ids of the sources that say it.""")
    quote: Optional[str] = Field(default=None, description="""The best evidence word for word.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Statement(ConfiguredBaseModel):
    """
    One source's word for one fact, with its evidence.
    """
    start: Optional[str] = Field(default=None, description="""First date on which the fact holds.""")
    end: Optional[str] = Field(default=None, description="""Last date on which the fact holds.""")
    confidence: Optional[float] = Field(default=None, description="""Probability that the claim is what the source means and is so.""", ge=0, le=1)
    status: Optional[Status] = Field(default=None, description="""How the source puts the claim.""")
    negated: Optional[bool] = Field(default=None, description="""The source says that it is not so; such a claim makes no edge.""")
    first_seen: Optional[str] = Field(default=None, description="""Date on which the claim was first read.""")
    last_seen: Optional[str] = Field(default=None, description="""Date on which the source was last seen to say it; empty while it still does.""")
    id: str = Field(default=..., description="""Hash of the claim, its evidence and its source.""")
    kind: StatementKind = Field(default=..., description="""What it claims.""")
    type: str = Field(default=..., description="""Entity type or relation type.""")
    subject: str = Field(default=..., description="""Id of the entity as the source gave it.""")
    object: Optional[str] = Field(default=None, description="""Id of the other end of a relation.""")
    fact: Optional[str] = Field(default=None, description="""Id of the edge or canonical entity that it supports.""")
    predicate: Optional[str] = Field(default=None, description="""In RDF, the relation type as the property that the direct triple uses.""")
    qualifiers: Optional[str] = Field(default=None, description="""Qualifiers of the relation as JSON.""")
    properties: Optional[str] = Field(default=None, description="""Properties of the entity as JSON.""")
    quote: Optional[str] = Field(default=None, description="""The words of the source.""")
    start_char: Optional[int] = Field(default=None, description="""Offset of the first character of the quote in the text.""", ge=0)
    end_char: Optional[int] = Field(default=None, description="""Offset after the last character of the quote.""", ge=0)
    part: Optional[str] = Field(default=None, description="""File of a dataset.""")
    row: Optional[int] = Field(default=None, description="""Data row in the file, from 1.""", ge=1)
    columns: Optional[str] = Field(default=None, description="""Cited cells as JSON.""")
    attributed_to: Optional[str] = Field(default=None, description="""To whom the source attributes the claim.""")
    extractor: Optional[str] = Field(default=None, description="""Program or loader that read it.""")
    extractor_version: Optional[str] = Field(default=None, description="""Version of that program.""")
    review: Optional[Review] = Field(default=None, description="""What a reader made of it.""")
    reviewed_by: Optional[str] = Field(default=None, description="""Who reviewed it.""")
    reviewed_at: Optional[str] = Field(default=None, description="""When it was reviewed.""")
    corrects: Optional[str] = Field(default=None, description="""Id of the statement in whose place a reader put it.""")
    source: str = Field(default=..., description="""Where it stands.""")
    story: Optional[str] = Field(default=None, description="""Id of the first source of the story that its source tells; copies count once as evidence.""")
    load: Optional[str] = Field(default=None, description="""The load that last wrote it.""")

    @field_validator('start')
    def pattern_start(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid start format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid start format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('end')
    def pattern_end(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid end format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid end format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('first_seen')
    def pattern_first_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid first_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid first_seen format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('last_seen')
    def pattern_last_seen(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid last_seen format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid last_seen format: {v}"
            raise ValueError(err_msg)
        return v


class Source(ConfiguredBaseModel):
    """
    A document or one version of a dataset.
    """
    id: str = Field(default=..., description="""Id of the source.""")
    title: str = Field(default=..., description="""Title.""")
    publisher: Optional[str] = Field(default=None, description="""Who published it.""")
    url: Optional[str] = Field(default=None, description="""Address or file name.""")
    published: Optional[str] = Field(default=None, description="""Date of publication.""")
    retrieved: Optional[str] = Field(default=None, description="""Date on which it was fetched.""")
    sha256: Optional[str] = Field(default=None, description="""SHA-256 of its bytes in hexadecimal.""")
    licence: Optional[str] = Field(default=None, description="""Licence as SPDX id or its title.""")
    attribution: Optional[str] = Field(default=None, description="""Credit that the licence asks for.""")
    commercial_use: Optional[bool] = Field(default=None, description="""Whether the licence allows commercial use.""")
    dataset: Optional[str] = Field(default=None, description="""Loader that reads it.""")
    version: Optional[str] = Field(default=None, description="""Version of the dataset.""")
    story: Optional[str] = Field(default=None, description="""Id of the first source of the story that it tells.""")
    signature: Optional[str] = Field(default=None, description="""MinHash of its text, by which copies are found.""")

    @field_validator('published')
    def pattern_published(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid published format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid published format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('retrieved')
    def pattern_retrieved(cls, v):
        pattern=re.compile(r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid retrieved format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid retrieved format: {v}"
            raise ValueError(err_msg)
        return v

    @field_validator('sha256')
    def pattern_sha256(cls, v):
        pattern=re.compile(r"^[0-9a-f]{64}$")
        if isinstance(v, list):
            for element in v:
                if isinstance(element, str) and not pattern.search(element):
                    err_msg = f"Invalid sha256 format: {element}"
                    raise ValueError(err_msg)
        elif isinstance(v, str) and not pattern.search(v):
            err_msg = f"Invalid sha256 format: {v}"
            raise ValueError(err_msg)
        return v


class Load(ConfiguredBaseModel):
    """
    One run of a loader.
    """
    id: str = Field(default=..., description="""Id of the load.""")
    loader: str = Field(default=..., description="""Name of the loader.""")
    version: Optional[str] = Field(default=None, description="""Version of the dataset.""")
    state: LoadState = Field(default=..., description="""How far it came.""")
    source: Optional[str] = Field(default=None, description="""What it reads.""")
    sha256: Optional[str] = Field(default=None, description="""SHA-256 of the input in hexadecimal.""")
    counts: Optional[str] = Field(default=None, description="""What was read, added, changed and withdrawn, as JSON.""")
    started: Optional[datetime ] = Field(default=None, description="""When it began.""")
    finished: Optional[datetime ] = Field(default=None, description="""When it ended.""")


class Judgement(ConfiguredBaseModel):
    """
    A decision whether two ids mean one thing; canonical ids follow from them.
    """
    id: str = Field(default=..., description="""Id of the judgement.""")
    left: str = Field(default=..., description="""One id.""")
    right: str = Field(default=..., description="""The other id.""")
    verdict: Verdict = Field(default=..., description="""The decision.""")
    by: str = Field(default=..., description="""Who decided.""")
    at: datetime  = Field(default=..., description="""When.""")
    reason: Optional[str] = Field(default=None, description="""Why.""")


# Model rebuild
# see https://pydantic-docs.helpmanual.io/usage/models/#rebuilding-a-model
Entity.model_rebuild()
Agent.model_rebuild()
Person.model_rebuild()
Organization.model_rebuild()
Firm.model_rebuild()
Government.model_rebuild()
Agency.model_rebuild()
ResearchOrganization.model_rebuild()
Fund.model_rebuild()
Country.model_rebuild()
Place.model_rebuild()
Technology.model_rebuild()
Chip.model_rebuild()
Model.model_rebuild()
Dataset.model_rebuild()
Facility.model_rebuild()
Policy.model_rebuild()
Relation.model_rebuild()
Sanctions.model_rebuild()
Restricts.model_rebuild()
Targets.model_rebuild()
Issues.model_rebuild()
Prosecutes.model_rebuild()
DeniesAccess.model_rebuild()
Licenses.model_rebuild()
InvestsIn.model_rebuild()
Owns.model_rebuild()
Acquires.model_rebuild()
Supplies.model_rebuild()
Manufactures.model_rebuild()
Develops.model_rebuild()
TrainedOn.model_rebuild()
DerivedFrom.model_rebuild()
InputTo.model_rebuild()
Uses.model_rebuild()
Operates.model_rebuild()
Founded.model_rebuild()
WorksFor.model_rebuild()
PartnersWith.model_rebuild()
BasedIn.model_rebuild()
PartOf.model_rebuild()
Lobbies.model_rebuild()
Supports.model_rebuild()
Opposes.model_rebuild()
CompetesWith.model_rebuild()
Statement.model_rebuild()
Source.model_rebuild()
Load.model_rebuild()
Judgement.model_rebuild()
