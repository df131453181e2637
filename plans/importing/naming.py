"""What a figure is called: the words around its number without verbs, times and places that say nothing about it."""

import re

_LEADING = re.compile(
    "(?:[,、:()\\s和及与]|其中|截至目前|截至.{0,10}?底|目前|上半年|前三季度|一季度|全年|今年以来|今年|年内|本年度|20[0-9]{2}年|我[区市县省]|全[区市县省]|累计|共计|共|已|将|分别|预计"
    "|实现|完成|达到|达|力争|确保|争取|努力|预期|推动|成功|同时|包括|现有|直接|基本|各类|加快推进|推进|抓实抓好|抓好|加强|落实|组织|举办|开展|引导|指导|发动|保持)*"
)
_TRAILING = re.compile(
    "(?:达到|扩大至|扩大到|增加到|增加至|增至|提高到|提高至|提升到|提升至|下降到|降至|压减至|控制在|保持在|稳定在|完成|实现|累计|同比|预计|左右|分别|均|共计|合计|[达为约共超近至到了的:])$"
)
_SHORT = 3
_BARE_VERB = re.compile(
    "(?:完工|开工|竣工|投产|产值|出栏量|存栏量|其中|新增|投资|建成|增长|面积|产量|产能|资金|装机|金额|总投资|总额)"
)


def strip_subject(words: str) -> str:
    """Without leading times, places and light verbs and without trailing copulas."""
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    for _ in range(4):
        trailing = _TRAILING.search(words[-4:])
        if not trailing:
            break
        words = words[: len(words) - len(trailing[0])]
    return words.strip(" ,、:()")


def name_of(head: str, tail: str, earlier: str) -> str:
    """From the words before the number; where these hold no noun, from those after; completed from the figure before."""
    before = strip_subject(head)
    after = tail.partition("、")[0].strip(" ,、:()的和及")
    verbs = head.strip(" ,、:()和及")
    if len(before) < 2:
        kept = "新增" if "新增" in verbs else ""
        name = before + kept + after
        return name or verbs or earlier
    if before.startswith("新增") and len(before) == 2:
        return before + after
    if len(before) <= _SHORT and _BARE_VERB.match(before) and earlier:
        return f"{earlier}{before}"
    return before + after if after and len(after) <= 24 and len(before) + len(after) <= 40 else before
