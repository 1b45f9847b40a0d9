"""What a stored name is indexed by: for search, and for finding names that may mean the same.

A block is a key under which spellings of one name meet that their matching keys keep apart; only
names of a common block are compared, so that linking stays linear.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from anyascii import anyascii

from aigeo.model.names import OMITTED
from aigeo.model.wording import wording

GENERIC = frozenset(
    """
    a academy agency and association bureau center centre co company corp corporation de
    department development electronic electronics engineering enterprise enterprises equipment
    factory for foundation general group holding holdings import export industrial industries
    industry information institute international investment investments joint laboratory limited
    llc ltd machinery management manufacturing materials national of office organization
    plant product products production research school science sciences scientific service
    services state stock system systems tech technical technological technologies technology
    the trade trading university inc gmbh jsc ojsc ooo oao zao pao ao fze joint liability
    obshchestvo obschestvo ogranichennoi ogranichennoy otvetstvennostyu aktsionernoe
    aktsionernoye otkrytoe otkrytoye zakrytoe zakrytoye publichnoe publichnoye federal federalnoe
    gosudarstvennoe gosudarstvennoye unitarnoe predpriyatie predpriyatiye kompaniya unitary
    zavod s i
    """.split()
)
"""Words that say what kind of thing a name means rather than which."""
_SOUNDS = str.maketrans("cqgzdbvmj", "kkkstffns")
_SILENT = frozenset("aeiouhwy ")
_SMALL = frozenset({"of", "and", "the", "for", "de"})
MIN_SOUND = 4
MIN_LONG = 4
LONG = ("long1", "long2")
RARE = ("rare1", "rare2", "rare3")
BLOCKS = ("core", "sound", *RARE, "head", "tail", "begin", "end", "number", "initials")
"""Properties of a stored name by which linking finds what may mean the same."""
HEAD, SHORT, WHOLE = 4, 5, 10
"""Letters at the beginning or end that names have in common: of the words that are not in
common use, of a short name, of a long name."""


@cache
def common_words() -> frozenset[str]:
    """Give the words that many names of organisations have (`common_words.txt`)."""
    text = (resources.files("aigeo.model") / "common_words.txt").read_text(encoding="utf-8")
    return GENERIC.union(line for line in text.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=50_000)
def latin(key: str) -> str:
    """Return a matching key in Latin letters, other scripts transliterated."""
    if key.isascii():
        return key
    return " ".join(anyascii(key).lower().split())


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return the consonants of a word in Latin letters, with similar ones made equal.

    Transliterations of one name by different rules share it: Tekhnodinamika and Technodynamica.
    """
    if word.startswith("x"):
        word = "s" + word[1:]
    word = word.replace("x", "ks").replace("ts", "s").replace("tz", "s")
    word = word.replace("ph", "f").replace("ch", "k")
    out: list[str] = []
    for char in word.translate(_SOUNDS):
        if char not in _SILENT and (not out or out[-1] != char):
            out.append(char)
    return "".join(out)


@lru_cache(maxsize=50_000)
def blocks(key: str) -> dict[str, str]:
    """Return the blocks of a matching key, where there are such.

    ``core`` holds the words that are not generic, sorted; ``sound`` their consonants; ``rare1``
    to ``rare3`` the sound of the longest words that are not in common use; ``head`` and ``tail``
    the first and the last four letters of these; ``long1``
    and ``long2`` the two longest as they are written; ``begin`` and ``end`` the first and the last
    ten letters of the whole, five of a short one; ``number`` its longest number of two digits
    and more; ``initials`` those of its words.
    """
    named = wording(key)
    said = named.words
    telling = [word for word in said if word not in GENERIC] or list(said)
    rare = [word for word in telling if word not in common_words()]
    out = {"core": " ".join(sorted(set(telling)))}
    if len(skeleton := sound("".join(telling))) >= MIN_SOUND:
        out["sound"] = skeleton
    longest = sorted(
        {w for w in rare or telling if len(w) >= 3 and not w.isdigit()}, key=lambda w: (-len(w), w)
    )
    written = [w for w in latin(key).split() if w not in GENERIC and len(w) >= MIN_LONG]
    out |= dict(zip(LONG, sorted(set(written), key=lambda w: (-len(w), w)), strict=False))
    for field, word in zip(RARE, longest, strict=False):
        skeleton = sound(word)
        # Three consonants are shared by too many words without the first letter.
        said_so = f"{word[0]}{skeleton}" if len(skeleton) == 3 else skeleton
        out[field] = said_so if len(said_so) >= MIN_SOUND else f"={word}"
    if len(joined := "".join(rare or telling)) >= HEAD:
        out |= {"head": joined[:HEAD], "tail": joined[-HEAD:]}
    if numbers := [word for word in said if word.isdigit() and len(word) > 1]:
        out["number"] = max(numbers, key=lambda n: (len(n), n))
    letters = named.letters
    part = WHOLE if len(letters) >= WHOLE else SHORT
    if len(letters) > SHORT:
        out |= {"begin": letters[:part], "end": letters[-part:]}
    if short := initials(key):
        out["initials"] = min(short)
    return {block: text for block, text in out.items() if text}


def acronym(key: str) -> str | None:
    """Return the initials of a name of three words or more, ``None`` for a shorter one."""
    return next(iter(initials(key)), None)


@lru_cache(maxsize=50_000)
def initials(key: str) -> frozenset[str]:
    """Return `acronym` of a name as a set, empty where there is none."""
    said = [word for word in latin(key).split() if word not in _SMALL]
    short = "".join(word[0] for word in said)
    return frozenset({short}) if 3 <= len(short) <= 8 else frozenset()


def name_fields(key: str) -> dict[str, str]:
    """Return the properties of a stored name; all are indexed, empty ones left out.

    For search: ``rest`` and ``rest2``, the key from its second and third word on, and ``omit0``
    to ``omit2``, the key without its first, second or third character. For linking: its blocks.
    """
    rest = key.partition(" ")[2]
    fields = {"id": key, "rest": rest, "rest2": rest.partition(" ")[2]}
    fields |= {f"omit{at}": key[:at] + key[at + 1 :] for at in range(OMITTED) if at < len(key)}
    return {field: text for field, text in {**fields, **blocks(key)}.items() if text}
