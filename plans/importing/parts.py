"""What a part of a report is for, by the words of its title alone: looking back, planning, goals, problems, or else."""

import re

from plans.importing.documents import normalise
from plans.importing.shapes import SectionKind

_ASIDE = re.compile(
    "(?:今后|未来)(?:的?五|几|一个时期)|五年(?:发展)?(?:目标|总体|主要|规划)|远景|展望.{0,6}五"
    "|十[三四五六七]五”?(?:时期|期间|规划).{0,12}(?:目标|任务|思路|蓝图)"
)
_ANNEX = re.compile("附[件表录]")
_PLANS_A_YEAR = re.compile("(?:20[0-9]{2}年?|今年|明年|下半年).{0,12}(?:工作|任务|安排|计划)")
_PROBLEMS = re.compile("困难|问题|不足|短板|挑战|差距")
_SOLVES = re.compile("解决|化解|破解|消除|补|应对|防范|攻|整改|聚焦|着力|任务|措施|打算|下一步|直面|推动|强弱项|导向")
_PLAINLY_PROBLEMS = re.compile("困难|存在|面临|主要问题")
_RETROSPECTIVE = re.compile(
    "执行情况|完成情况|运行情况|进展情况|落实情况|工作情况|回顾|(?:工作|取得的?|主要|阶段性|初步|积极)成[效就绩]|成[效就绩]$"
    "|工作总结|总结$|今年以来|年来|情况$|取得的|过去|基本情况|开展情况|主要做法"
    "|怎么样|成绩单|回头看|干了(?:什么|啥|哪些)"
)
_LATER = re.compile("下半年|下一步|下阶段|下步")
_TARGETS = re.compile(
    "预期目标|主要目标|目标任务$|总体要求|指标安排|目标$|目标和政策|政策取向|指导思想|总体思路|总体考虑|基本原则|工作原则|主要指标"
)
_TASKS = re.compile("重点任务|主要任务|工作任务|政府任务|任务[和及、]|工作安排|主要工作|重点工作|工作重点|措施|举措")
_PLAN = re.compile(
    "安排|计划|草案|任务|下一步|下阶段|下步|打算|主要工作|重点工作|工作重点|工作建议|政府工作|措施|举措|部署|建议|工作思路|设想"
    "|自身建设|民生实事|办实事|重点抓好|重点做好|年工作$|(?:怎么|如何|咋)[干做办]"
)
_NAMES_WORK = re.compile("自身建设|实事")
_SHORT = 20
_GOALS_BELOW = re.compile(
    "(?:20[0-9]{2}年|今年|全年|明年)?(?:[^、,]{0,10}(?:发展|工作)的?)?"
    "(?:总体要求|指导思想|总体思路|总体考虑|基本原则|工作原则|主要预期目标|预期目标|主要目标|发展目标|工作目标|奋斗目标|主要指标|预期指标|指标安排|目标)"
    "(?:[和及与、].{2,12})?"
)
_PART_NAME = re.compile(
    "(?:20[0-9]{2}年?|[今去明]年|[上下]半年|过去一年|新的一年|下一步)?+"
    "(?:政府|经济|社会|发展|主要|重点|工作|预期|目标|任务|安排|回顾|成绩单?|成效|打算|计划|执行|完成|情况|运行|推进|进展|内容|要求|总体|存在|问题|困难|措施|举措|思路|要点|民生|实事"
    "|怎么[干做办看样]|回头看|往前看|如何干|咋干|干了?(?:什么|啥|哪些)|干得怎么样|[的和与及])*+[:?]?"
)
_LONGEST_PART_NAME = 16
_ABOUT_ITSELF = re.compile(
    "(?:制定|编制|起草|出台|工作|政策|发展|决策)?(?:背景|过程|依据|必要性|意义|形势(?:分析)?|解读|咨询|起草说明)$"
)


def names_a_part(words: str) -> bool:
    """A line of nothing but the words for parts (2031年, 主要目标, 怎么干): a heading wherever it stands."""
    words = normalise(words)
    return len(words) <= _LONGEST_PART_NAME and _PART_NAME.fullmatch(words) is not None


def kind_of(title: str) -> SectionKind:
    """Targets only where no task is named beside them; “other” for what stands aside or says nothing."""
    title = normalise(title)
    if is_aside(title):
        return "other"
    if _PROBLEMS.search(title) and (_PLAINLY_PROBLEMS.search(title) or not _SOLVES.search(title)):
        return "problems"
    if _RETROSPECTIVE.search(title) and not _LATER.search(title):
        return "retrospective"
    if _TARGETS.search(title) and not _TASKS.search(title):
        return "targets"
    return "plan" if _PLAN.search(title) else "other"


def is_aside(title: str) -> bool:
    """An annex, or an outlook on five years: its goals are not this year's."""
    title = normalise(title)
    outlook = _ASIDE.search(title) is not None and _PLANS_A_YEAR.search(title) is None
    return outlook or (_ANNEX.match(title) is not None and "实事" not in title)


def only_says_plan(title: str) -> bool:
    """“工作安排” says where the plan begins; “加强政府自身建设” is work itself."""
    named = kind_of(title) == "plan" or names_a_part(title)
    return not title or (named and _NAMES_WORK.search(title) is None)


def says_no_work(title: str) -> bool:
    """制定背景, 编制过程: about the document itself."""
    return _ABOUT_ITSELF.search(title) is not None


def kind_below(parent: SectionKind, title: str) -> SectionKind:
    """Inside a part that has a kind, only plainly named goals, problems and outlooks are something else."""
    title = normalise(title)
    if is_aside(title):
        return "other"
    if len(title) <= _SHORT:
        if parent == "plan" and _GOALS_BELOW.fullmatch(title):
            return "targets"
        if parent != "targets" and kind_of(title) == "problems" and not _SOLVES.search(title):
            return "problems"
    return parent
