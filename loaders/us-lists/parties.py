"""Who an entry of a list means: name, kind, country, and which entries mean the same party."""

import re

from aigeo.load.helpers.addresses import (
    give_back_form,
    see_also,
    split_addresses,
    split_run_on,
    without_note,
)
from aigeo.load.helpers.citations import federal_register
from aigeo.load.helpers.lists import split_semicolons
from aigeo.load.helpers.names import clean, natural_order, spelt_out, split_aliases
from aigeo.load.helpers.organizations import organization_type
from aigeo.load.helpers.persons import looks_like_person
from aigeo.load.helpers.repeated import keys_apart

# What the lists put in brackets or after the name, apart from the name itself.
INDIVIDUAL = re.compile(r"\s*\([^()]*\bindividual\b[^()]*\)", re.I)
PARENT = re.compile(r"\s*\(Parent Organization: (?P<parent>.*)\)$")
SUBORDINATE = re.compile(r"^(?P<parent>.+?) subordinate institution:?\s*(?P<child>.*)$")
UNDER = re.compile(r"^Subordinate institution of (?P<parent>.+?)\.?$")
LINKED = re.compile(r"Linked To: (?P<other>[^;|]+)")
NUMBER = re.compile(r"USCC: (?P<number>\w+)")
GOVERNMENT = re.compile(r"^Government(?: of\b|$)", re.I)
VESSEL = re.compile(r"^Fishing Vessels?\b(?:: *(?P<name>.+))?", re.I)
PRISONER = re.compile(
    r"\b(?:INMATE|REGISTRATION|REGISTER) (?:NUMBER|#|NO)|\bFCI\b|PENITENTIARY|CORRECTION", re.I
)
SEVERAL = ("cbp-wro", "state-debarred-admin")
COUNTRIES = {"Crimea Region of Ukraine": "Ukraine", "Fishing Vessels": "", "Middle East Region": ""}


class Parties:
    """The parties of one list.

    Entries of one name are one party when they were listed by the same rule, have an address in
    common, or point to each other ("See alternate address under Pakistan"); otherwise they are
    kept apart by their address.
    """

    def __init__(self, context, rows, file):
        self._context, self._file = context, file
        self._keys = keys_apart(
            rows, column="name", same=is_one, key=lambda row: row["address"] or row["country"]
        )

    def of(self, row):
        """Give the parties that an entry names (mostly one), with what it says of them."""
        several = row["@list_id"] in SEVERAL
        names = split_semicolons(row["name"]) if several else [row["name"]]
        return [party for name in names if (party := self._party(row, name)) is not None]

    def _party(self, row, text):
        text, own = give_back_form(text, row["address"])
        text, address = split_run_on(text, "" if own else row["country"])
        below = SUBORDINATE.match(text)
        above = PARENT.search(text) or below or UNDER.match(row["notes"])
        name = below["child"] if below else PARENT.sub("", text)
        if not INDIVIDUAL.sub("", name).strip():
            self._context.reject(row, "the name stops short", row["name"])
            return None
        cited = row.cite("name", "aliases", "country", "address", "notes")
        aliases, addresses = self._spellings(row, [address] if address else [], own)
        country = self._country(row)
        party = self.describe(
            row, name, cited, aliases=aliases, addresses=addresses, country=country,
            key=self._keys.get(row.number),
        )  # fmt: skip
        if country is not None and party.type != "Government":
            seat = row.cite("name", "country")
            self._context.relation("BASED_IN", party, country, evidence=seat)
        others = [(above, "parent", "PART_OF", {"kind": "subsidiary"})] if above else []
        if linked := LINKED.search(row["notes"]):
            how = {"subject_matter": "linked to, by the list"}
            others.append((linked, "other", "PARTNERS_WITH", how))
        for match, group, relation, how in others:
            other = self.describe(row, match[group], row.cite("name", "notes"))
            if other != party and not {party.type, other.type} & {"Facility", "Person"}:
                evidence = row.cite("name", "notes")
                self._context.relation(relation, party, other, evidence=evidence, **how)
        return party

    def describe(self, row, text, cited, *, aliases=(), addresses=(), country=None, key=None):
        """Emit a party by the name that a list writes."""
        name, more = split_aliases(clean(INDIVIDUAL.sub("", without_note(text))))
        if country is not None and GOVERNMENT.match(name):
            return self._context.government(country, evidence=cited)
        kind, note = organization_type(name), None
        if INDIVIDUAL.search(text) or (country and PRISONER.search(row["address"])):
            kind = "Person"
        elif self._file.inverted and kind == "Organization" and "," in name:
            kind, name = "Person", natural_order(name)
        elif looks_like_person(name, mostly_persons=self._file.mostly_persons):
            kind = "Person"
        elif vessel := VESSEL.match(name):
            kind, name, note = "Facility", vessel["name"] or name, "fishing vessel"
        elif "talent recruitment" in row["notes"]:
            note = "foreign talent recruitment program"
        number = NUMBER.search(row["notes"]) if addresses else None
        body = {"address": addresses, "registration_number": number["number"] if number else None}
        return self._context.entity(
            kind, name, evidence=cited, aliases=[*aliases, *more], key=key, description=note,
            countries=[country.removeprefix("cc:")] if country else [],
            **(body if kind not in ("Person", "Facility") else {}),
        )  # fmt: skip

    def _spellings(self, row, addresses, own):
        """Give aliases without the addresses that ran into them, and all addresses."""
        aliases = []
        for text in row["aliases"] or []:
            alias, address = split_run_on(text, "" if own else row["country"])
            aliases += spelt_out([clean(alias)])
            addresses = [*addresses, *([address] if address else [])]
        return aliases, [a for text in [*addresses, own] for a in split_addresses(text)]

    def _country(self, row):
        text = re.sub(r"\s*\(.*\)", "", row["country"]).replace("’", "'")
        return self._context.country(
            COUNTRIES.get(text, text), evidence=row.cite("name", "country")
        )


def is_one(left, right):
    """Tell whether two entries of one name mean one party."""
    rules = [{c.text for c in federal_register(r["federal_register"])} for r in (left, right)]
    addresses = [set(split_addresses(r["address"])) for r in (left, right)]
    return bool(
        rules[0] & rules[1]
        or addresses[0] & addresses[1]
        or (right["country"] and right["country"] in see_also(left["address"]))
        or (left["country"] and left["country"] in see_also(right["address"]))
    )
