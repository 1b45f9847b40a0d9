"""Names as lists and tables have them, made from parts: the same numbers give the same names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

_ONSETS = "b br c ch d f g gr h hua j k kr l m n p qi r s sh sk st t tr v w x xi y z zh".split()
_MIDDLES = "a ai an ang ar e el en er i ia in ing ir o on ong or u un ur".split()
_ENDS = (
    "bei da dyne ex han ium ka ko lin mar max mer nar nex nix on ova ra sys ta tek ton vo".split()
)
_PLACES = """
Beijing Shanghai Shenzhen Wuhan Chengdu Xian Nanjing Hangzhou Tianjin Hefei Moscow Tehran Dubai
Istanbul Taipei Seoul Tokyo Osaka Penang Singapore Munich Dresden Grenoble Leuven Eindhoven Austin
Phoenix Toronto London Cambridge Haifa Bangalore Minsk Kazan Novosibirsk Pyongyang Karachi Almaty
""".split()
_TRADES = """
Semiconductor Microelectronics Optoelectronics Precision Aerospace Avionics Photonics Robotics
Intelligence Computing Cloud Data Network Communications Satellite Laser Materials Chemical
Instruments Shipping Logistics Energy Nuclear Power Trading Electronics Software Biotech Quantum
""".split()
_KINDS = (
    "Technology", "Technologies", "Group", "Holdings", "International", "Research Institute",
    "Industries", "Systems", "Equipment", "Development", "Import and Export", "Capital",
)  # fmt: skip
_FORMS = ("Co., Ltd.", "Inc.", "LLC", "GmbH", "JSC", "Limited", "Corporation", "S.A.", "FZE", "")
_GIVEN = """
Wei Li Ming Hui Jing Ahmad Mohammad Reza Ali Fatemeh Ivan Sergei Olga Dmitri Anna Maria John James
Sarah Emily Hans Petra Kenji Yuki Min-jun Ji-woo Nguyen Linh Omar Layla Carlos Sofia
""".split()
_HAN_PLACES = (
    "北京 上海 深圳 武汉 成都 西安 南京 杭州 天津 合肥 广州 苏州 无锡 长沙 重庆 厦门".split()
)
_HAN = "华中国新天海芯智云光微星科达宏远东方盛泰瑞安博创飞龙金长江思源恒信通联美联兴鼎睿翔宇航凯"
_HAN_TRADES = (
    "半导体 微电子 光电 精密 航空 激光 智能 软件 通信 网络 材料 机械 电子 数据 能源 仪器".split()
)
_HAN_FORMS = ("有限公司", "股份有限公司", "科技有限公司", "集团有限公司", "研究所", "技术有限公司")


@dataclass(frozen=True, slots=True)
class Made:
    """One made entity."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]


def made(count: int, seed: int = 1) -> Iterator[Made]:
    """Give entities: four fifths organisations, a fifth people; a third of them with aliases."""
    chance = random.Random(seed)
    brands = [_word(chance) for _ in range(max(50, count // 4))]
    for n in range(count):
        if chance.random() < 0.2:
            first, last = chance.choice(_GIVEN), chance.choice(brands).capitalize()
            second = f" {chance.choice(_GIVEN)}" if chance.random() < 0.4 else ""
            name = f"{first}{second} {last}"
            aliases = (f"{last.upper()}, {first}",) if chance.random() < 0.3 else ()
            yield Made(f"person:{n}", "Person", name, aliases)
            continue
        # A few brands are in many names, most in one or two, as in lists of companies.
        brand = brands[int(len(brands) * chance.random() ** 2)].capitalize()
        place = f"{chance.choice(_PLACES)} " if chance.random() < 0.35 else ""
        trade = f" {chance.choice(_TRADES)}" if chance.random() < 0.7 else ""
        kind = f" {chance.choice(_KINDS)}" if chance.random() < 0.6 else ""
        number = f" No. {chance.randrange(1, 800)}" if chance.random() < 0.05 else ""
        name = f"{place}{brand}{trade}{kind}{number} {chance.choice(_FORMS)}".strip()
        aliases = []
        if chance.random() < 0.25:
            aliases.append(f"{brand}{trade}")
        if chance.random() < 0.2:
            aliases.append(_han(chance))
        if chance.random() < 0.1:
            aliases.append("".join(word[0] for word in name.split() if word[0].isupper()))
        yield Made(f"firm:{n}", "Firm", name, tuple(aliases))


def _word(chance: random.Random) -> str:
    middle = "".join(
        chance.choice(_ONSETS) + chance.choice(_MIDDLES) for _ in range(chance.choice((1, 1, 2)))
    )
    return middle + chance.choice(_ENDS)


def _han(chance: random.Random) -> str:
    brand = "".join(chance.choice(_HAN) for _ in range(chance.choice((2, 2, 3))))
    trade, form = chance.choice(_HAN_TRADES), chance.choice(_HAN_FORMS)
    return f"{chance.choice(_HAN_PLACES)}{brand}{trade}{form}"


def mistyped(text: str, errors: int, chance: random.Random) -> str:
    """Leave out, double, change or swap a letter, as many times as told, the first kept."""
    letters = list(text)
    for _ in range(errors):
        at = chance.randrange(1, len(letters) - 1)
        match chance.randrange(4):
            case 0:
                del letters[at]
            case 1:
                letters.insert(at, letters[at])
            case 2:
                letters[at] = chance.choice("aeionrst")
            case _:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
