"""The words of ledgers and reports, Chinese first, then English. A frozen issue reads the same in every program."""

from typing import TypeAlias

from plans.rules.vocabulary import CorrectionKind, Light, Operator, Responsibility, Series, TaskState

Words: TypeAlias = tuple[str, str]

UNSAID = "—"
"""Stands where a figure cannot be said."""

LIGHTS: dict[Light, Words] = {
    Light.DONE: ("已完成", "Completed"),
    Light.ON: ("达到序时进度", "On schedule"),
    Light.WARN: ("进度偏慢", "Slightly behind"),
    Light.LATE: ("进度滞后", "Behind schedule"),
    Light.ND: ("未到时间节点", "Not yet due"),
    Light.NA: ("不作进度评价", "Not rated"),
}
STATES: dict[str, Words] = {
    TaskState.ACTIVE: ("正常实施", "Carried out"),
    TaskState.SUSPENDED: ("暂缓实施", "Suspended"),
    TaskState.DROPPED: ("不再实施", "No longer carried out"),
}
SERIES: dict[str, Words] = {Series.INTERNAL: ("内部通报", "Internal"), Series.PUBLIC: ("公开发布", "Public")}
RESPONSIBILITIES: dict[str, Words] = {
    Responsibility.SUPPORTING: ("责任性质：配合上级。", "Supports a higher level."),
    Responsibility.MARKET: ("责任性质：市场主体实施。", "Carried out by the market."),
}
OPERATORS: dict[str, Words] = {
    Operator.EQUAL: ("", ""),
    Operator.ABOUT: ("约", "about "),
    Operator.ABOVE: ("超过", "above "),
    Operator.AT_LEAST: ("不低于", "at least "),
    Operator.BELOW: ("低于", "below "),
    Operator.AT_MOST: ("不高于", "at most "),
}
CORRECTIONS: dict[str, Words] = {
    CorrectionKind.ERROR: ("更正", "Correction"),
    CorrectionKind.REVISION: ("数据修订", "Revision"),
    CorrectionKind.DEFINITION: ("口径调整", "Changed definition"),
}
