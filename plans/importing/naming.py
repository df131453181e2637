"""What a figure is called: the words around its number without verbs, times and places that say nothing about it."""

import re

from plans.importing.deadlines import DEADLINE

_LEADING = re.compile(
    f"(?:{DEADLINE}|[,、:()\\s和及与]|其中|截至目前|截至.{{0,10}}?底|目前|上半年|前三季度|一季度|全年|今年以来|今年|年内|本年度|20[0-9]{{2}}年|(?:全面|全部|如期|按期|按时)(?=完成|实现|达到)|我[区市县省]|全[区市县省]|累计|共计|共|已|将|分别|预计"
    "|实现|完成|达到|达|力争|确保|争取|努力|预期|推动|成功|同时|包括|现有|直接|基本|各类|加快推进|推进|抓实抓好|抓好|加强|落实|组织|举办|开展|引导|指导|发动|保持)*+"
)
_TRAILING = re.compile(
    f"(?:{DEADLINE}|达到|扩大至|扩大到|增加到|增加至|增至|提高到|提高至|提升到|提升至|下降到|降至|压减至|控制在|保持在|稳定在|完成|实现|累计|同比|预计|左右|分别|均|年均|共计|合计|是20[0-9]{2}年|力争|争取|确保|努力|是上年|比去年|比上年|较去年|较上年|由|从|[达为约共超近至到了的:])$"
)
_TAIL_END = re.compile("[、(,]|同比|比上年|较上年|增长|下降|占[比年总全]")
_BASELINE = re.compile("[由从][^0-9,]{0,4}[0-9]")
_AND = re.compile("[、和及与]")
_AIM = re.compile("力争|争取|确保|努力|奋力|必须|务必|预期")
_UNNAMED = "未写明的指标"
_LONGEST_TRAILING = 12
_SHORT = 3
_LONGEST_TAIL = 24
_LONGEST_NAME = 40
_BARE = re.compile(  # says what was counted and not of what: completed from the figure before
    "(?:累计|完成|计划|总|意向|新增)?(?:投资|金额|资金|额度|投资金额|资金额度|产值|产量|产能|面积|容量|装机容量|并网容量|出栏量|存栏量|总数|总额|其余)"
    "|完工|开工|竣工|投产|新增|建成|增长|提供岗位|达成意向"
)


def strip_subject(words: str) -> str:
    """Without leading times, places and light verbs and without trailing copulas."""
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    for _ in range(4):
        trailing = _TRAILING.search(words[-_LONGEST_TRAILING:])
        if not trailing:
            break
        words = words[: len(words) - len(trailing[0])]
    return words.strip(" ,、:()")


def names_in_order(words: str) -> list[str]:
    """The names before 分别, completed from the last: 城镇、农村居民收入 are 城镇居民收入 and 农村居民收入."""
    names = [strip_subject(name) for name in _AND.split(strip_subject(words))]
    last = names[-1]
    return [name + last[len(name) :] if len(name) <= _SHORT and len(last) - len(name) > 1 else name for name in names]


def name_of(head: str, tail: str, earlier: str, *, earlier_named_after: bool = False) -> str:
    """From the words before the number; where these hold no noun, from those after; completed from the figure before.

    In 18项任务和22项工程 the words between belong to the first number, which took its name from behind it.
    """
    after = _TAIL_END.split(tail, maxsplit=1)[0].strip(" ,、:()的和及")
    if after and (earlier_named_after or head.endswith("等")):
        return after
    before = strip_subject(_BASELINE.split(head.rpartition(":")[2], maxsplit=1)[0])
    if len(before) < 2:
        kept = "新增" if "新增" in head else ""
        if _AIM.search(head):  # says how firmly and not what: 力争突破7%
            return kept + after or earlier or _UNNAMED
        return before + kept + after or head.strip(" ,、:()和及") or earlier
    if before == "新增":
        return before + after
    if _BARE.fullmatch(before) and not after:
        return f"{earlier}{before}"
    if head.startswith(("、", "和", "及")) and earlier.startswith("新增") and not before.startswith("新增"):
        before = f"新增{before}"
    return before + after if len(after) <= _LONGEST_TAIL and len(before) + len(after) <= _LONGEST_NAME else before
