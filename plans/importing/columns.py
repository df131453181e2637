"""The first rows of a table → what its columns are for, where it is a task breakdown (任务分解表, 台账, 责任清单).

A breakdown names work and, beside it, who answers for it or by when. Its header may take one row or two, and stand below
a title. Columns of people (责任领导, 联系人) and of progress reported are known and left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from plans.importing.shapes import Span


class Role(Enum):
    LEFT_OUT = "left out"
    NUMBER = "number"
    COOPERATING = "cooperating"
    LEAD = "lead"
    DUE = "due"
    SCHEDULE = "schedule"
    AREA = "area"
    WORK = "work"
    GOAL = "goal"


@dataclass(frozen=True)
class Columns:
    """Which columns hold what, from left to right. `header` are the words of the header, to know them when repeated."""

    work: tuple[int, ...]
    area: tuple[int, ...]
    goal: tuple[int, ...]
    lead: tuple[int, ...]
    cooperating: tuple[int, ...]
    due: tuple[int, ...]
    number: tuple[int, ...]
    header: tuple[str, ...]
    labels: tuple[Span, ...]
    first_row: int


_WITHIN_ROWS = 10
_LONGEST_LABEL = 20
_MADE_OF = re.compile(  # the longer word first, so that nothing is tried twice
    "(?:序号|编号|项次|年度|季度|上半年|下半年|全年|主要|重点|重大|具体|工作|任务|目标|项目|事项|名称|内容|措施|举措|指标|要点|改革|民生|实事|建设"
    "|计划|规划|阶段|实施|推进|推动|落实|分解|细化|要求|安排|进度|序时|时限|时间|日期|节点|期限|工期|完成|办结|起止|截止|启动|开工|开始|竣工|牵头|责任|主办"
    "|主责|主体|主管|监管|承办|协办|协助|协同|配合|参与|参加|单位|部门|科室|处室|股室|镇街|领导|责任人|负责|联系|联络|电话|备注|说明|领域|类别|板块"
    "|分类|类型|大类|小类|方面|专项|成效|成果|形式|预期|量化|考核|分工|分管|包联|包保|情况|进展|问题|困难|存在|来源|依据|原文|条款|状态|行业|业主|投资|资金"
    "|总数|数量|规模|地点|性质|政府|报告|行动|工程|发展|一级|二级|三级|目前|当前|本年|今年|第[一二三四]|[0-9]+|[年月县区市省镇级序号值人员及和与或的总分、/,:()“”·])++"
)
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.LEFT_OUT,
        re.compile(
            "领导|责任人|负责人|联系|联络|电话|备注|说明|情况|进展|问题|困难|来源|依据|原文|条款|状态|投资|资金|地点|性质|(?:开工|开始|启动)(?:时间|日期|节点)|包联|包保"
        ),
    ),
    (Role.NUMBER, re.compile("序号|编号|项次|^号$")),
    (Role.COOPERATING, re.compile("配合|协办|协助|协同|参与|参加")),
    (
        Role.LEAD,
        re.compile(
            "牵头|主办|主责|承办|责任|(?:实施|落实|负责|建设|业主|项目|主管|工作)(?:单位|部门|主体)|^(?:部门|科室|分工)"
        ),
    ),
    (
        Role.DUE,
        re.compile("时限|期限|节点|完成(?:时间|日期)|办结时间|起止|截止|工期|竣工|时间要求|^(?:时间|日期)|计划完成"),
    ),
    (Role.SCHEDULE, re.compile("进度|序时|(?:推进|工作|阶段)(?:计划|安排)|阶段")),
    (Role.AREA, re.compile("领域|类别|板块|分类|类型|大类|方面|行业")),
    (Role.GOAL, re.compile("^(?!.*任务).*(?:目标|成效|成果|量化|考核|规模|数量)")),
    (Role.WORK, re.compile("任务|工作|事项|项目|名称|重点|内容|措施|举措|指标|要点|要求|实事|工程|行动|改革")),
)
_LEADS = re.compile("牵头|主办|主责")


def find_columns(rows: Sequence[Sequence[Span]], normal: str) -> Columns | None:
    """The columns of a breakdown; None for any other table."""
    words = [[_label(normal, cell) for cell in row] for row in rows[: _WITHIN_ROWS + 1]]
    for index in range(min(len(words), _WITHIN_ROWS)):
        following = words[index + 1] if index + 1 < len(words) and len(words[index + 1]) == len(words[index]) else None
        if following is not None and _is_second_row(rows[index], rows[index + 1], words[index], following):
            labels = [
                f"{upper}{lower}" if upper != lower else upper
                for upper, lower in zip(words[index], following, strict=True)
            ]
            roles = [_role(lower) or _role(label) for lower, label in zip(following, labels, strict=True)]
            if _is_breakdown(roles):
                return _columns(roles, labels, rows[index], index + 2)
        roles = [_role(label) for label in words[index]]
        if _is_breakdown(roles):
            return _columns(roles, words[index], rows[index], index + 1)
    return None


def repeats_header(words: Sequence[str], columns: Columns) -> bool:
    """Whether a row says the header again, as on each page of a long table."""
    said = ["".join(one.split()) for one in words]
    return sum(one == label for one, label in zip(said, columns.header, strict=False) if label) * 2 > sum(
        map(bool, said)
    )


def _label(normal: str, cell: Span) -> str:
    return "".join(normal[cell.start : cell.end].split())


def _role(label: str) -> Role | None:
    if not label or len(label) > _LONGEST_LABEL or not _MADE_OF.fullmatch(label):
        return None
    return next((role for role, words in _ROLES if words.search(label)), None)


def _is_second_row(upper: Sequence[Span], lower: Sequence[Span], above: Sequence[str], below: Sequence[str]) -> bool:
    """Under a heading of several columns stand the headings of each."""
    own = [label for one, label, cell in zip(lower, below, upper, strict=True) if one != cell and label]
    wide = any(one == other or not word for one, other, word in zip(upper, upper[1:], above[1:], strict=False))
    return wide and len(own) >= 2 and all(_MADE_OF.fullmatch(label) for label in own)


def _is_breakdown(roles: Sequence[Role | None]) -> bool:
    names_work = Role.WORK in roles or Role.GOAL in roles
    return names_work and not {Role.LEAD, Role.COOPERATING, Role.DUE}.isdisjoint(roles)


def _columns(roles: Sequence[Role | None], labels: Sequence[str], cells: Sequence[Span], first_row: int) -> Columns:
    def of(role: Role) -> tuple[int, ...]:
        return tuple(index for index, one in enumerate(roles) if one is role)

    work, goal, lead = of(Role.WORK), of(Role.GOAL), of(Role.LEAD)
    leading = tuple(index for index in lead if _LEADS.search(labels[index])) or lead[:1]
    return Columns(
        work=work or goal[:1],
        area=of(Role.AREA),
        goal=goal if work else goal[1:],
        lead=leading,
        cooperating=tuple(sorted({*lead, *of(Role.COOPERATING)} - set(leading))),
        due=of(Role.DUE)[-1:] or of(Role.SCHEDULE)[:1],
        number=of(Role.NUMBER),
        header=tuple(labels),
        labels=tuple(cells),
        first_row=first_row,
    )
