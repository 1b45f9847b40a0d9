"""What a stored name is indexed by: for search, and for finding names that may mean the same.

A block is a key under which spellings of one name meet that their matching keys keep apart; only
names of a common block are compared, so that linking stays linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources

from anyascii import anyascii

from aigeo.model.acronyms import GROUPS, PASSED_OVER, initials, other_initials, spoken
from aigeo.model.heard import heard
from aigeo.model.names import OMITTED
from aigeo.model.postal import MARK
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
_SOUNDS = str.maketrans("cqgzdbvmj", "kkkstffns", "aeiouhwy ")
_UNHEARD = str.maketrans("", "", "nvw")
_VOICES = str.maketrans("rp", "lf")
MIN_SOUND = 4
MIN_LONG = 4
LONG = ("long1", "long2")
RARE = ("rare1", "rare2", "rare3")
HEARD = ("heard", "heard2")
INITIALS = ("initials", "initials2", "initials3")
BLOCKS = (
    "core", "sound", *RARE, "head", "tail", "begin", "end", "number", "pair", "tone", *HEARD,
    *INITIALS,
)  # fmt: skip
"""Properties of a stored name by which linking finds what may mean the same."""
PART = 2
"""Letters of each word with which a short name begins that is made of them."""
FIRST = 3
"""Consonants of a word that are filed beside another."""
HEAD, SHORT, WHOLE = 4, 5, 10
"""Letters at the beginning or end that names have in common: of the words that are not in
common use, of a short name, of a long name."""


@cache
def common_words() -> frozenset[str]:
    """Give the words that many names of organisations have (`common_words.txt`)."""
    return GENERIC.union(_places())


@cache
def _places() -> dict[str, int]:
    """Give the place of common words when the one that most names have is the first."""
    text = (resources.files("aigeo.model") / "common_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {word: n for n, word in enumerate(lines)}


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
    if "x" in word:
        if word[0] == "x":
            word = "s" + word[1:]
        word = word.replace("x", "ks")
    if "t" in word:
        word = word.replace("ts", "s").replace("tz", "s")
    if "h" in word:
        word = word.replace("ph", "f").replace("ch", "k")
    kept = last = ""
    for consonant in word.translate(_SOUNDS):
        if consonant != last:
            kept += consonant
            last = consonant
    return kept


@lru_cache(maxsize=50_000)
def rare_word(word: str) -> str:
    """Return how a word that is not in common use is filed: its sound, or itself if short."""
    skeleton = sound(word)
    # Three consonants are shared by too many words without the first letter.
    said_so = f"{word[0]}{skeleton}" if len(skeleton) == 3 else skeleton
    return said_so if len(said_so) >= MIN_SOUND else f"={word}"


@lru_cache(maxsize=50_000)
def voice(word: str) -> str:
    """Return `sound` for those who tell few consonants apart: r and l, p and f are one, n none."""
    return sound(word.replace("ng", "").translate(_UNHEARD)).translate(_VOICES)


@lru_cache(maxsize=50_000)
def blocks(key: str) -> dict[str, str]:
    """Return the blocks of a matching key, where there are such.

    ``core`` holds the words that are not generic, sorted; ``sound`` their consonants; ``rare1``
    to ``rare3`` the sound of the longest words that are not in common use; ``head`` and ``tail``
    the first and the last four letters of these; ``long1``
    and ``long2`` the two longest as they are written; ``begin`` and ``end`` the first and the last
    ten letters of the whole, five of a short one; ``number`` its longest number of two digits
    and more; ``pair`` the two rarest of its common words, where few others tell; ``tone`` the
    roughest sound of its longest telling word with the rarest common one; ``heard`` the same as
    Chinese renders it, for names in native script alone, ``heard2`` that of all telling words;
    ``initials`` to ``initials3`` those of its words, in other languages as well.
    What a name in native script may be called besides is in `aigeo.model.native`.
    """
    named = wording(key)
    said = named.words
    telling = [word for word in said if word not in GENERIC] or list(said)
    known = common_words()
    rare = [word for word in telling if word not in known]
    out = {"core": " ".join(sorted(set(telling)))}
    if len(skeleton := sound("".join(telling))) >= MIN_SOUND:
        out["sound"] = skeleton
    longest = _by_length([w for w in rare or telling if len(w) >= 3 and not w.isdigit()])
    common = by_frequency(said)
    if len(rare) < 2 and len(common) > 1:
        out["pair"] = " ".join(sorted(common[-2:]))
    if longest and rare:
        if len(tone := voice(longest[0])) > 1:
            out["tone"] = _beside(tone, common) if _spare(common) else tone
        if len(code := heard(longest[0])) > 1:
            out["heard"] = _beside(code, common)
        if len(code := heard("".join(rare)) if len(rare) > 1 else code) > FIRST:
            out["heard2"] = code
    written = [w for w in latin(key).split() if len(w) >= MIN_LONG and w not in GENERIC]
    out.update(zip(LONG, _by_length(written), strict=False))
    for field, word in zip(RARE, longest, strict=False):
        out[field] = rare_word(word)
    if len(joined := "".join(rare or telling)) >= HEAD:
        out["head"], out["tail"] = joined[:HEAD], joined[-HEAD:]
    if numbers := [word for word in said if word.isdigit() and len(word) > 1]:
        out["number"] = max(numbers, key=lambda n: (len(n), n))
    letters = named.letters
    part = WHOLE if len(letters) >= WHOLE else SHORT
    if len(letters) > SHORT:
        out["begin"], out["end"] = letters[:part], letters[-part:]
    short = dict.fromkeys([*initials(key)[:2], *other_initials(key)[:2], *initials(key)[2:]])
    out.update(zip(INITIALS, short, strict=False))
    return out if all(out.values()) else {block: text for block, text in out.items() if text}


@lru_cache(maxsize=50_000)
def made_heads(key: str) -> tuple[str, ...]:
    """Give the heads of short names that may be made of the beginnings of a name's first words.

    Two letters of each of two words, or the beginning of the first alone.

    >>> made_heads("kurgan instrument plant")
    ('kuin', 'kurg')
    """
    words = [word for word in spoken(key) if word.isalpha()]
    if len(words) > 2 and words[0] in PASSED_OVER:
        words = words[1:]
    if len(words) < 2:
        return ()
    found = (words[0][:PART] + words[1][:PART], words[0][:HEAD])
    return tuple([head for head in found if len(head) == HEAD])


def pair_of(said: Sequence[str]) -> str:
    """Give the block `pair` of the words of a name, empty where there is none."""
    common = by_frequency(said)
    if len(common) < 2 or sum(w not in common_words() for w in said) > 1:
        return ""
    return " ".join(sorted(common[-2:]))


def heard_of(code: str, said: Sequence[str] = ()) -> str:
    """Give the block `heard` of a code beside the words of a name."""
    return _beside(code, by_frequency(said))


@cache
def usual_words() -> list[str]:
    """Give the words in common use that may stand in `heard`, the most frequent first."""
    return [word for word in _places() if word not in GROUPS]


def by_frequency(said: Iterable[str]) -> list[str]:
    """Give the words that are in common use, the most frequent first."""
    places = _places()
    return sorted({w for w in said if w in places}, key=places.__getitem__)


def _spare(common: Sequence[str]) -> str:
    return next((w for w in reversed(common) if w not in GROUPS), "")


def _beside(code: str, common: Sequence[str]) -> str:
    beside = _spare(common)
    return f"{code[:FIRST]} {beside}" if beside else code[:FIRST]


def _by_length(words: list[str]) -> list[str]:
    """Give the different words, the longest first, those of one length in alphabetical order."""
    if len(words) < 2:
        return words
    found = sorted(set(words))
    found.sort(key=len, reverse=True)
    return found


def acronym(key: str) -> str | None:
    """Return the initials of a name of three words or more, ``None`` for a shorter one."""
    return next(iter(initials(key)), None)


def name_fields(key: str) -> dict[str, str]:
    """Return the properties of a stored name; all are indexed, empty ones left out.

    For search: ``rest`` and ``rest2``, the key from its second and third word on, and ``omit0``
    to ``omit2``, the key without its first, second or third character. For linking: its blocks.
    """
    if key.startswith(MARK):
        return {"id": key}  # no name: an address, a website or a register number
    rest = key.partition(" ")[2]
    fields = {"id": key, "rest": rest, "rest2": rest.partition(" ")[2]}
    fields |= {f"omit{at}": key[:at] + key[at + 1 :] for at in range(OMITTED) if at < len(key)}
    return {field: text for field, text in {**fields, **blocks(key)}.items() if text}
