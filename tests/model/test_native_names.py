"""How names in Chinese, Japanese and Korean are read, heard and filed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.blocking import BLOCKS, blocks
from aigeo.model.han import in_latin, is_native, japanese, readings
from aigeo.model.heard import heard, heard_in_chinese
from aigeo.model.names import name_key
from aigeo.model.native import MOST, NATIVE, asked_across, blocks_across, keys_across
from aigeo.model.wording import wording


@pytest.mark.parametrize(
    ("chinese", "foreign"),
    [
        ("卡特彼勒", "caterpillar"),
        ("施耐德", "schneider"),
        ("帕兰提尔", "palantir"),
        ("西科斯基", "sikorsky"),
        ("克拉托斯", "kratos"),
        ("华盛顿", "washington"),
        ("雪佛龙", "chevron"),
        ("麦克唐纳", "macdonald"),
    ],
)
def test_a_transliteration_sounds_as_the_word_begins(chinese: str, foreign: str) -> None:
    assert heard(foreign)[:3] in {code[:3] for code in heard_in_chinese(chinese)}


def test_other_words_sound_otherwise() -> None:
    codes = [heard(w) for w in ("caterpillar", "schneider", "palantir", "sikorsky", "kratos")]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("中国航天科技集团有限公司", "china aerospace science and technology"),
        ("中国航天科工集团有限公司", "china aerospace science and industry"),
        ("哈尔滨工业大学", "harbin institute of technology"),
        ("哈尔滨工程大学", "harbin engineering university"),
        ("工業技術研究院", "industrial technology academy"),  # traditional characters
        ("現代重工業", "hyundai heavy industries"),  # Japanese ones
        ("한국항공우주산업", "korea aerospace industrial"),
        ("현대중공업", "hyundai heavy industries"),
    ],
)
def test_words_of_organisations_are_translated(name: str, reading: str) -> None:
    assert in_latin(name_key(name)) == reading


def test_what_is_not_known_has_several_readings() -> None:
    assert "murakami industrial" in readings("村上工业")
    assert "red cat holding" in readings("红猫控股")
    assert readings("哈尔滨工业大学") == ("harbin institute of technology",)
    assert japanese("岐阜") == "gifu"
    assert japanese("红猫") is None


def test_a_short_name_within_a_longer_one_is_no_word_of_its_own() -> None:
    assert in_latin("尼罗斯科技").split()[0] == "niluosi"  # not Ni Ross
    assert in_latin("罗斯科技").split()[0] == "ross"


@pytest.mark.parametrize(
    ("pinyin", "english"),
    [
        ("Hua Xin Ban Dao Ti Ke Ji You Xian Gong Si", "Hua Xin Semiconductor Technology"),
        ("Shenyang Jixie Youxian Gongsi", "Shenyang Machinery Co., Ltd."),
        ("Zhengzhou Daxue", "Zhengzhou University"),
        ("Tianjin Huagong Yanjiusuo", "Tianjin Chemical Institute"),
        ("Wuhan Dianzi Gongye Jituan", "Wuhan Electronic Industry Group"),
    ],
)
def test_words_in_pinyin_are_read_as_english_ones(pinyin: str, english: str) -> None:
    read = wording(name_key(pinyin.replace("You Xian Gong Si", "Youxian Gongsi"))).words
    assert read == wording(name_key(english)).words


def test_syllables_that_are_names_are_not_read_as_words() -> None:
    assert wording("fu wu trading").words == ("fu", "wu", "trading")
    assert wording("qi che and sons").words[:2] == ("qi", "che")


@given(st.text(max_size=60))
def test_any_text_has_readings_and_few_keys(text: str) -> None:
    key = name_key(text)
    assert all(reading.isascii() for reading in readings(key))
    assert heard(in_latin(key)).isascii()
    found = keys_across(key)
    assert len(found) <= MOST
    assert all(text.startswith(NATIVE) and len(text.encode()) < 4000 for text in found)
    assert bool(blocks_across(key)) <= is_native(key)
    assert not (found and asked_across(key))  # one side files, the other asks
    assert {kind for kind, _ in blocks_across(key)} <= {*BLOCKS, "rare"}


def test_names_in_latin_letters_are_filed_by_how_they_sound() -> None:
    assert blocks("palantir technologies")["heard"] == "PLT technology"
    assert blocks("stick rudder")["heard2"] == heard("stickrudder")
    assert keys_across("palantir technologies") == set()
