"""Numbers written in words: 百分之十七点五, 三分之二, 三成, 两位数, 翻一番, 近千个, 二十五家, 百余场."""

import re
from decimal import ROUND_HALF_UP, Decimal

from plans.importing.shapes import Operator, Quantity

_DIGITS = "零〇一二两三四五六七八九"
_HAN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_PERCENT = re.compile(
    f"百分之(?P<value>[{_DIGITS}十百]{{1,6}}+)(?:点(?P<decimals>[{_DIGITS}]{{1,4}}+))?"
    f"|(?P<parts>[二三四五六七八九十])分之(?P<of_them>[{_DIGITS}])|千分之(?P<mille>[{_DIGITS}十百]{{1,6}}+)"
    "|(?P<tenths>[一二三四五六七八九])成(?P<half>五|半)?(?![立为本功效果熟绩员长交就品分群片型])"
    "|(?P<digits>两位数)|翻(?:了)?(?P<doubled>[一两])?番"
)
# Small numerals are everywhere in names (三个新的, 六大产业): only what is said to be about as much, or is above twenty.
_COUNTED = "亿美元|美元|元|平方米|公里|个(?!月|百分)|人次|人|名|户|家|项|件|场次|场|次|条|座|所|处|亩|吨|台|套|辆次|辆|头|只|株|张|列"
_COUNT = re.compile(
    f"(?P<lead>近|超过|超|逾|约|突破|达到|达|上)?(?P<value>[{_DIGITS}]?[十百千](?:[{_DIGITS}十百]{{0,5}}+))(?P<more>多|余)?"
    f"(?P<multiplier>万|亿)?(?P<unit>{_COUNTED})(?![级强大]|台阶)"
)
_MYRIAD = re.compile(
    f"(?P<lead>近|超过|超|逾|突破|上)?(?P<unit>万亿|[万亿])(?P<more>多|余)?(?P<counted>{_COUNTED})(?![级强大]|台阶)"
)
_LEADS: dict[str, Operator] = {"近": "<", "约": "≈", "达到": "=", "达": "=", "上": "≥"}
_LARGEST_NAMED = 20
_NUMERALS = tuple("第数几多余十百千万亿" + _DIGITS + "0123456789")


def spelled_percentages(normal: str, start: int, end: int) -> list[Quantity]:
    """百分之十七, 三分之二, 三成, 两位数 and 翻番, as percentages."""
    return [_percentage(match) for match in _PERCENT.finditer(normal, start, end)]


def _percentage(match: re.Match[str]) -> Quantity:
    operator: Operator = "="
    doubling = match[0].startswith("翻")
    if doubling:
        value = "300" if match["doubled"] == "两" else "100"
    elif match["value"]:
        decimals = "".join(str(_HAN[character]) for character in match["decimals"] or "")
        value = f"{_value(match['value'])}{'.' if decimals else ''}{decimals}"
    elif match["parts"]:
        share = Decimal(100 * _HAN[match["of_them"]]) / _value(match["parts"])
        value = format(share.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize(), "f")
    elif match["mille"]:
        return Quantity(match.start(), match.end(), match.start(), str(_value(match["mille"])), "‰", operator)
    elif match["tenths"]:
        value = f"{_HAN[match['tenths']]}{5 if match['half'] else 0}"
    else:
        value, operator = "10", "≥"
    return Quantity(match.start(), match.end(), match.start(), value, "%", operator, doubling=doubling)


def spelled_counts(normal: str, start: int, end: int) -> list[Quantity]:
    """二十五家, 近千个, 百余场, 突破百万辆; 十个 and 五十强 are names of things and no counts."""
    found = []
    for match in _COUNT.finditer(normal, start, end):
        before = normal[max(match.start() - 1, start) : match.start()]
        if (before and before in "第前数几两三四五六七八九一二十百千万亿个") or _is_name(match):
            continue
        operator: Operator = ">" if match["more"] else _LEADS.get(match["lead"], ">") if match["lead"] else "="
        unit = (match["multiplier"] or "") + match["unit"]
        found.append(
            Quantity(match.start(), match.end(), match.start("value"), str(_value(match["value"])), unit, operator)
        )
    return found + _myriads(normal, start, end)


def _myriads(normal: str, start: int, end: int) -> list[Quantity]:
    """近万人 and 亿余元: one of them, more or less; 万人 alone is a name (万人大会)."""
    return [
        Quantity(
            match.start(),
            match.end(),
            match.start("unit"),
            "1",
            match["unit"] + match["counted"],
            ">" if match["more"] else _LEADS.get(match["lead"], ">"),
        )
        for match in _MYRIAD.finditer(normal, start, end)
        if (match["lead"] or match["more"]) and normal[max(match.start() - 1, start) : match.start()] not in _NUMERALS
    ]


def _is_name(match: re.Match[str]) -> bool:
    behind = match.string[match.end() : match.end() + 3]
    vague = behind[:2] in {"以上", "左右"} and not "\u4e00" <= behind[2:] <= "\u9fff"
    if match["more"] or vague or (match["lead"] and match["lead"] not in {"达到", "达", "约"}):
        return False
    return _value(match["value"]) < _LARGEST_NAMED or len(match["value"]) < 2


def _value(words: str) -> int:
    total, digit = 0, 0
    for character in words:
        if character in _POWERS:
            total += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _HAN[character]
    return total + digit
