"""Clauses → quantities: a number, its unit with multiplier, and how exactly it is meant.

Numbers stay decimal strings as written (26.80 keeps its zero). Names with numbers in them (5G, G107, “5085”, 《…100家…》),
dates, ages and ordinals are no quantities. % and 个百分点 are never exchanged.
"""

import re

from plans.importing.sentences import enclosed
from plans.importing.shapes import Operator, Quantity

_UNIT_WORDS = (
    "个百分点 百分点 % ‰ 倍"
    " 亿美元 美元 港元 欧元 元 平方公里 平方千米 平方米 立方米 立方 公里 千米 公顷 米 亩 千瓦时 千瓦 兆瓦 吨标准煤 吨 公斤 斤 度"
    " MWh MWp MW GW kWh kW KW TEU 标箱 微克/立方米 毫克/升 个工作日 小时 分钟 天"
    " 人次 人份 人 名 户次 户 家次 家 个 项 件次 件 场次 场 条 座 所 间 处 株 棵 头 只 羽 尾 匹 辆次 辆 台套 台 套 批次 批"
    " 期 册 部 笔 宗 起 例 张 份 种 类 位 篇 幅 对 支 颗 艘 架次 架 列 班次 班 段 片 块 栋 幢 孔 盏 口 眼 组 队 单 票 集 首"
    " 站 箱 瓶 枚 团 节 款 门 筐 床 道 梯次 次 亿斤 万斤 把 根 桩 粒 宿 卷 艘次 吨位 标方 方"
)
_UNIT = "|".join(sorted(_UNIT_WORDS.split(), key=len, reverse=True)).replace("|个|", "|个(?!月|多月)|")
_BEFORE: tuple[tuple[str, Operator], ...] = (
    ("不少于|不低于|至少|不小于|大于等于", "≥"),
    ("不超过|不高于|不多于|至多|控制在|压减至|压降至", "≤"),
    ("超过|突破|高于|超|逾|大于", ">"),
    ("接近|不足|不到|低于|近", "<"),
    ("大约|约|预计达|预计|左右", "≈"),
)
_AFTER: tuple[tuple[re.Pattern[str], Operator], ...] = (
    (re.compile("及?以上"), "≥"),
    (re.compile("以内|以下|之内"), "≤"),
    (re.compile("左右|上下"), "≈"),
)
_NUMBER = r"[0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+"
_QUANTITY = re.compile(
    rf"(?<![0-9A-Za-z.\-])(?P<sign>-)?(?P<value>{_NUMBER})(?P<same_unit>%)?(?:[-~～—至到](?P<upper>{_NUMBER}))?+"
    rf"(?P<many>多|余)?(?P<multiplier>万亿|百万|千万|万|亿|千(?!米|瓦|克)|百)?(?P<more>多|余)?(?P<unit>{_UNIT})(?P<after>多|余)?"
    r"(?:\([\u4e00-\u9fff]\))?"  # 31.6万头（只）
)
_FRACTION = re.compile(
    "百分之(?P<value>[零〇一二两三四五六七八九十百]{1,6}+)|(?P<tenths>[一二三四五六七八九])成(?P<half>五|半)?(?![立为本功效果熟绩员长])|(?P<digits>两位数)|翻(?:了)?(?P<doubled>[一两])?番"
)
_NOT_FIGURES = re.compile(
    "[0-9]{4}年|[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}日)?|[0-9]{1,3}周?岁|第[0-9]++"
    "|(?<![0-9])[0-9]++(?:[年号版期]|[A-LN-Za-jl-z]|小时(?:开放|营业|自助|服务|不))"
    "|(?<![A-Za-z])[A-Za-z]++-?[0-9]++(?:\\.[0-9]++)?"
)
_QUOTED_NAME = 24
_HAN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def scan_quantities(normal: str, start: int, end: int) -> list[Quantity]:
    """Every quantity between two offsets, in order and without overlap."""
    names = _name_mask(normal, start, end)
    found = [
        _quantity(normal, match, start)
        for match in _QUANTITY.finditer(normal, start, end)
        if not names[match.start("value") - start]
    ]
    found += [_spelled(match) for match in _FRACTION.finditer(normal, start, end) if not names[match.start() - start]]
    return sorted(found, key=lambda quantity: quantity.start)


def _name_mask(normal: str, start: int, end: int) -> bytearray:
    """Places whose numbers belong to a name: titles of documents, short quotes, dates, ages, ordinals, 5G, G107."""
    mask = enclosed(normal, start, end, "《")
    for match in _NOT_FIGURES.finditer(normal, start, end):
        mask[match.start() - start : match.end() - start] = b"\x01" * (match.end() - match.start())
    opened = -1
    for at in range(start, end):
        if normal[at] == "“":
            opened = at
        elif normal[at] == "”" and opened >= 0:
            if at - opened <= _QUOTED_NAME:
                mask[opened - start : at - start] = b"\x01" * (at - opened)
            opened = -1
    return mask


def _quantity(normal: str, match: re.Match[str], limit: int) -> Quantity:
    start, operator = _operator_before(normal, match.start(), limit)
    end = match.end()
    for pattern, meaning in _AFTER:
        after = pattern.match(normal, end)
        if after:
            end = after.end()
            operator = "≈" if operator == "≤" and meaning == "≈" else meaning
    if match["many"] or match["more"] or match["after"]:
        operator = ">"
    value = match["value"].replace(",", "")
    return Quantity(
        start=start,
        end=end,
        number_start=match.start("value"),
        value=("-" if match["sign"] else "") + value,
        unit=(match["multiplier"] or "") + match["unit"],
        operator=operator,
        upper=match["upper"],
    )


_OPERATORS_BEFORE = [(re.compile(f"(?:{words})(?:到|至|了|达|在)?$"), meaning) for words, meaning in _BEFORE]


def _operator_before(normal: str, at: int, limit: int) -> tuple[int, Operator]:
    window = max(limit, at - 6)
    for pattern, meaning in _OPERATORS_BEFORE:
        match = pattern.search(normal[window:at])
        if match:
            return window + match.start(), meaning
    return at, "="


def _spelled(match: re.Match[str]) -> Quantity:
    """百分之十七, 三成, 两位数: percentages without a digit."""
    operator: Operator = "="
    doubling = match[0].startswith("翻")
    if doubling:
        value = "300" if match["doubled"] == "两" else "100"
    elif match["value"]:
        value = str(_han_value(match["value"]))
    elif match["tenths"]:
        value = f"{_HAN[match['tenths']]}{5 if match['half'] else 0}"
    else:
        value, operator = "10", "≥"
    return Quantity(match.start(), match.end(), match.start(), value, "%", operator, doubling=doubling)


def _han_value(words: str) -> int:
    total, digit = 0, 0
    for character in words:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _HAN[character]
    return total + digit
