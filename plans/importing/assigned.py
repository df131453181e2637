"""Who is in charge, where a plan says so behind its work: （责任单位：甲局）, （甲局牵头，乙局配合）, 牵头单位：甲局；配合单位：乙局.

It holds for the tasks of its measure that stand before it, back to the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from plans.importing.paragraphs import ASSIGNS
from plans.importing.responsible import due_day, units_in
from plans.importing.shapes import Document, Measure, Period, Span, Task

_OFFICE = "(?:责任|牵头|主办|承办|主责|实施|落实|配合|协办|协助)(?:单位|部门|处室|科室|股室)"
_SAID = re.compile(
    f"[(【](?P<bracket>{_OFFICE}:[^()【】]{{2,120}}|[^()【】]{{2,80}}(?:牵头|负责|配合|落实)|[^()【】。0-9]{{2,60}}?(?:局|委|办|办公室|部门|政府|中心|街道|管委会|集团|公司|科|处))[)】]"
    f"|(?P<line>{_OFFICE}:[^。\n()]{{2,120}})"
)
_INNER = re.compile("(责任|牵头|主办|承办|主责|配合|协办|协助)(?:处室|科室|股室)")
_DUE = re.compile("(?:完成|办结)(?:时限|时间|期限)[:]([^。;\n()]{2,24})")
_DUE_MARK = re.compile("[;,。 ]?(?:完成|办结)(?:时限|时间|期限).*")


def with_units(document: Document, measure: Measure, tasks: list[Task], period: Period | None) -> list[Task]:
    """The measure's tasks with the units and the day the words behind them name; what a task has already stays."""
    waiting = 0
    span = Span(measure.start, _with_lines_below(document.normal, measure.end))
    for said, due in _assignments(document.normal, span):
        lead, cooperating = _units(document.text[said.start : said.end]) if said else ("", ())
        day = due_day(document.normal[due.start : due.end], period) if due else None
        until = (said or due or span).start
        while waiting < len(tasks) and tasks[waiting].start < until:
            task = tasks[waiting]
            tasks[waiting] = replace(
                task,
                lead=task.lead or lead,
                cooperating=task.cooperating or cooperating,
                due_text=task.due_text or (document.text[due.start : due.end] if due else ""),
                due_on=task.due_on or day,
            )
            waiting += 1
    return tasks


def _units(words: str) -> tuple[str, tuple[str, ...]]:
    return units_in(_INNER.sub(r"\1单位", _DUE_MARK.sub("", words)))


def _with_lines_below(normal: str, end: int) -> int:
    """责任单位：… on a line of its own is no part of the measure above it, and said of it."""
    while True:
        at = end
        while at < len(normal) and normal[at] in " \n。":
            at += 1
        if not ASSIGNS.match(normal, at):
            return end
        line_end = normal.find("\n", at)
        end = line_end if line_end >= 0 else len(normal)


def _assignments(normal: str, span: Span) -> Iterator[tuple[Span | None, Span | None]]:
    """Each with the day that stands in it or right behind it."""
    found = list(_SAID.finditer(normal, span.start, span.end))
    if not found:
        due = _due(normal, span.start, span.end)
        yield from [(None, due)] if due else []
    for match, follower in zip_longest(found, found[1:]):
        group = "bracket" if match["bracket"] else "line"
        end = follower.start() if follower else span.end
        yield Span(match.start(group), match.end(group)), _due(normal, match.start(), end)


def _due(normal: str, start: int, end: int) -> Span | None:
    match = _DUE.search(normal, start, end)
    return Span(match.start(1), match.end(1)) if match else None
