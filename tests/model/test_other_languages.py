"""Organisations' names that other languages translate, shorten or are written together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.acronyms import initials, initials_with_forms, made_of, other_initials
from aigeo.model.blocking import INITIALS, blocks, made_heads
from aigeo.model.names import name_key, normalise_name
from aigeo.model.readings import in_russian, syllables
from aigeo.model.wording import wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sevastopolskii sudoremontnyi zavod", "Sevastopolskiy Ship Repair Plant"),
        ("Tsifrovyye resheniya", "Digital Solutions"),
        ("Oboronnyye initsiativy", "Defence Initiatives"),
        ("Kazanskoye aviatsionnoye predpriyatiye", "Kazan Aviation Enterprise"),
        ("Bespilotnykh sistem tsentra", "Unmanned Systems Center"),
        ("Bank-e Eghtesadi", "Bank E Economic"),
        ("Khadamat Bazargani Pars", "Service Trading Pars"),
        ("Construcciones del Norte", "Construction North"),
        ("Sharikat Barada", "Barada Company"),
        ("Pishro Khodro", "Pishro Automotive"),
    ],
)  # fmt: skip
def test_translations_are_read_alike(one: str, other: str) -> None:
    assert sorted(wording(name_key(one)).words) == sorted(wording(name_key(other)).words)


@pytest.mark.parametrize("word", ["mashine", "pribora", "morskaya", "portovyi", "novost"])
def test_endings_are_those_of_the_language(word: str) -> None:
    assert wording(word).words != (word,)


@pytest.mark.parametrize("word", ["raketsu", "nova", "portovo5", "severance", "zavodoukovsk"])
def test_words_that_only_begin_alike_stay_themselves(word: str) -> None:
    assert wording(word).words == (word,) or word == "nova"  # nova is the Russian "new", too


def test_words_run_together_are_divided() -> None:
    assert wording("heritagesociety").words == ("heritage", "society")
    assert wording("joint stock companygranit").words == ("granit",)
    assert wording("university").words == ("university",)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Instrument Design Bureau", "kbp"),
        ("Gorky Machine-Building Plant", "gmz"),
        ("Federal Security Service", "fsb"),
        ("Committee of State Security", "kgb"),
        ("Central Scientific Research Institute of Chemistry and Mechanics", "tsniikhm"),
        ("Scientific Research Institute of Precision Instruments", "niitp"),
        ("Dubna Machine Building Plant named after N. P. Fedorov", "dmz"),
        ("United Engine Corporation", "odk"),
        ("Holding Sever, Joint Stock Company Omsk Radio Plant", "orz"),
    ],
)
def test_acronyms_take_the_letters_of_another_language(name: str, short: str) -> None:
    assert short in other_initials(name_key(name))


def test_two_design_bureaus_of_the_same_letters_are_two_names() -> None:
    one, other = "Tula Instrument Design Bureau", "Tula Ship Design Bureau"
    assert "tkbp" in other_initials(name_key(one))
    assert "tkbp" not in other_initials(name_key(other))
    assert in_russian(name_key("Harbor Trading House")) == ()  # nothing says that it is Russian


def test_chinese_words_give_a_letter_a_syllable() -> None:
    assert syllables("zhongjun") == ("zhong", "jun")
    assert syllables("harbor") == ()
    assert "nbhy" in other_initials(name_key("Ningbo Hongyuan Trading Co., Ltd."))
    assert "hxmt" in other_initials(name_key("HuaXin Memory Technologies"))


def test_letters_of_forms_and_words_that_say_little() -> None:
    assert "dsk" in initials(name_key("OOO Dorozhnaya Stroitelnaya Kompaniya"))
    every = normalise_name("OOO Dorozhnaya Stroitelnaya Kompaniya", legal_forms=False)
    assert "dsk" in initials_with_forms(every)
    assert "crymsa" in initials_with_forms("carpinteria de robles y muebles sa")
    assert initials(name_key("Canal International Marine Services (Group) Co., Ltd."))[0] == "cims"
    assert "edd" in initials("equipment development department of the central staff")
    assert "tmms" in initials("tm marine services")
    assert "ymtc" in initials_with_forms("memory technologies company yangtze")


def test_short_names_of_beginnings_may_pass_over_a_country_and_take_forms() -> None:
    assert made_of("frexsa", ("frutas", "exoticas", "s", "a")) == 1
    assert made_of("norinco", ("china", "north", "industries", "corporation")) > 0.5
    assert made_of("norinco", ("great", "north", "industries", "corporation")) == 0
    assert made_of("gosniias", in_russian("state research institute of aviation systems")[0]) == 1
    assert made_heads("inversiones hoteleras litoral") == ("inho", "inve")
    assert made_heads("hoteleras") == ()


@given(st.text(max_size=80))
def test_any_name_has_short_names_that_are_filed(text: str) -> None:
    key = name_key(text)
    for short in (*initials(key), *other_initials(key)):
        assert 3 <= len(short) <= 8
    assert {blocks(key)[field] for field in INITIALS if field in blocks(key)} <= {
        *initials(key), *other_initials(key),
    }  # fmt: skip
