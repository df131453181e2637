"""A made-up reading for the tests of proposals, put together by hand, and steps done on it."""

from typing import Any

from plans.rules.proposal import Proposal, Step, propose
from plans.rules.vocabulary import ReviewVerb

TEXT = """一、执行情况
新增家庭农场5家，完成投资8.40亿元，占年度计划的52.50%。
二、工作安排
（一）做强农业。一是培育主体。持续完善服务体系。新增家庭农场12家，新建粮库2座。开展技能培训20场。二是修好水利。加固水库3座。
（二）改善民生。营造尊师氛围。新建小学2所。
"""
TASKS = {
    "T01": ("1.1.1", "M01", "新增家庭农场12家"),
    "T02": ("1.1.2", "M01", "新建粮库2座"),
    "T03": ("1.1.3", "M01", "开展技能培训20场"),
    "T04": ("1.2.1", "M02", "加固水库3座"),
    "T05": ("2.1.1", "M03", "新建小学2所"),
}
TARGETS = {
    "G01": ("家庭农场", "12", "家", "新增家庭农场12家"),
    "G02": ("粮库", "2", "座", "新建粮库2座"),
    "G03": ("小学", "2", "所", "新建小学2所"),
}
OBSERVATIONS = {
    "O001": ("新增家庭农场", "5", "家", None, "新增家庭农场5家"),
    "O002": ("投资", "8.40", "亿元", "52.50", "完成投资8.40亿元，占年度计划的52.50%"),
}
SENTENCES = (
    ("持续完善服务体系", "set_aside", "topic"),
    ("新增家庭农场12家，新建粮库2座", "task", None),
    ("开展技能培训20场", "task", None),
    ("加固水库3座", "task", None),
    ("营造尊师氛围", "open", None),
    ("新建小学2所", "task", None),
)


def place(words: str, text: str = TEXT) -> dict[str, int]:
    """Start and end of words that stand once in the text."""
    assert text.count(words) == 1, words
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def reading(text: str = TEXT, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Everything of the tables above whose words stand in the text, but for the items named."""

    def kept(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in item.items() if key != "words"} | place(item["words"], text)
            for item in items
            if item["words"] in text and item.get("id") not in without
        ]

    rest = {"yoy": None, "growth": None, "growth_basis": None, "schedule_gap": None, "parent": None, "group": None}
    goal = {"kind": "cumulative", "basis": "flow", "force": None, "commitment": "plain", "operator": "="}
    return {
        "text": text,
        "sections": kept(
            [
                {"id": "1", "parent": None, "level": 1, "marker": "一、", "title": "执行情况", "words": text[: text.index("二、")]},
                {"id": "2", "parent": None, "level": 1, "marker": "二、", "title": "工作安排", "words": text[text.index("二、") :]},
            ]
        ),
        "measures": kept(
            [
                {"id": "M01", "area": 1, "number": 1, "title": "培育主体", "words": _from(text, "一是", "二是")},
                {"id": "M02", "area": 1, "number": 2, "title": "修好水利", "words": _from(text, "二是", "\n（二）")},
                {"id": "M03", "area": 2, "number": 1, "title": "改善民生", "words": text[text.index("（二）") :]},
            ]
        ),
        "tasks": kept(
            [{"id": key, "code": code, "measure": m, "title": words, "words": words} for key, (code, m, words) in TASKS.items()]
        ),
        "targets": kept(
            [
                {"id": key, "name": name, "value": value, "unit": unit, "words": words, **goal}
                for key, (name, value, unit, words) in TARGETS.items()
            ]
        ),
        "observations": kept(
            [
                {
                    "id": key, "section": "1", "class": "operational", "name": name, "value": value, "unit": unit,
                    "operator": "=", "share_of_plan": share, "words": words, **rest,
                }
                for key, (name, value, unit, share, words) in OBSERVATIONS.items()
            ]
        ),
        "findings": kept([{"code": "two-readings", "message": "有两种读法。", "words": "新增家庭农场12家"}]),
        "sentences": kept([{"words": words, "disposition": what, "reason": why} for words, what, why in SENTENCES]),
    }  # fmt: skip


def _from(text: str, first: str, last: str) -> str:
    return text[text.index(first) : text.index(last)]


def steps(*done: tuple[str, dict[str, Any]]) -> list[Step]:
    """Each a verb and its body, numbered from one."""
    return [Step(number, ReviewVerb(verb), body) for number, (verb, body) in enumerate(done, 1)]


def after(*done: tuple[str, dict[str, Any]], text: str = TEXT) -> Proposal:
    return propose(reading(text), steps(*done))


def titles(proposal: Proposal) -> list[tuple[str, str]]:
    return [(task.code, task.title) for task in proposal.tasks]


def item(proposal: Proposal, name: str) -> Any:
    return next(one for one in (*proposal.items, *proposal.findings) if one.id == name)
