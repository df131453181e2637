"""What a paragraph of a plan is where no number says so: work to be done, or words that lead in, address or look back."""

import re

from plans.importing.quantities import scan_quantities
from plans.importing.sentences import split_sentences
from plans.importing.shapes import Span

ADDRESS = re.compile(
    "各位代表|各位委员|各位领导|主任[、,]|同志们|让我们|以上(?:报告|汇报)|特此(?:报告|通知)|请予审议|谢谢|现在,我(?:代表|受)|我(?:代表|受).{2,12}(?:政府|委托)|受.{2,16}委托"
)
"""Speeches begin and end with words to the hall."""
ASSIGNS = re.compile(
    r"\(?(?:责任|牵头|配合|主办|协办|承办|主管|实施)(?:单位|部门|领导|处室|科室|人)|\(?(?:完成|办结)(?:时限|时间):|\([^()]{2,60}(?:牵头|负责|配合)"
    r"|\([^()]{2,40}(?:局|委|办|办公室|部门|政府|中心|乡镇|街道|管委会|集团|公司)\)"
)
"""Says who is in charge, not what is to be done."""
_LEADS_IN = re.compile(
    "(?:抓好|做好|推进|推动|实施|办好|完成|落实|坚持|突出|把握|围绕|处理好|开展).{0,10}(?:以下|如下|下列|[一二三四五六七八九十0-9]{1,2}(?:个|大)?(?:方面|重点)|几个?(?:方面|点)?).{0,14}$"
)
_GOALS = re.compile(
    "(?:总体(?:要求|思路|考虑|目标)|指导思想|预期目标|主要目标|工作目标|工作思路|发展目标|奋斗目标|主要指标)(?:建议)?(?:[是为:]|如下)"
)
_BEGINS = re.compile(
    "(?:20[0-9]{2}年|今年|明年|下半年|新的一年|当前|做好(?:今年|全年|20[0-9]{2}年|下半年)|总的要求)[^。;]{0,24}(?:是(?!否)|,是|将迎来|恰逢|我们(?:将|要)|任务|意义|责任)"
    "|围绕(?:上述|以上|这些|全年|实现)|为(?:了)?(?:深入|进一步|全面|切实|确保|做好|认真)?[^。]{2,60}(?:制定|特制定|提出)"
)
_DATELINE = re.compile("[^。]{0,80}(?:获悉|了解到)[,:]|[^。,]{0,24}(?:讯|电)[ (,:]")
_OTHER_YEARS = re.compile("(?:今后|未来)的?(?:五|几)年|过去的?(?:一|五)年|[一五]年来|去年")
_PROCLAIMS = re.compile("我们(?:将|要|必须|坚信)|必须|呼唤|征程|时代")
_CLOSES = re.compile(
    "(?:我们|全县|全市|全区|全省|让我们)?(?:将|要|一定|坚信|相信)[^。;]{0,60}(?:努力完成|圆满完成|确保完成|全面完成|而努力|不懈(?:奋斗|努力)|新的更大贡献|再创佳绩)"
)
_FEW = 3


def leads_in(normal: str, paragraph: Span, *, first: bool, goes_on: bool) -> bool:
    """Whether it only says what the next ones are about: …以下工作：, the year, the goals."""
    words = normal[paragraph.start : paragraph.end]
    if goes_on and words.endswith(":"):
        return True
    if _GOALS.search(words[:120]) or ASSIGNS.match(words) or _OTHER_YEARS.match(words):
        return True
    counted = bool(scan_quantities(normal, paragraph.start, paragraph.end))
    sentences = split_sentences(normal, paragraph.start, paragraph.end)
    if sentences and _LEADS_IN.search(normal[sentences[-1].start : sentences[-1].end]):
        return len(sentences) <= _FEW and not counted
    news = _DATELINE.match(words)
    if news and not scan_quantities(normal, paragraph.start + news.end(), paragraph.end):
        return True
    if not goes_on and not counted and _CLOSES.match(words):
        return True
    proclaims = first and goes_on and len(sentences) < _FEW and _PROCLAIMS.search(words) is not None
    return not counted and (proclaims or _BEGINS.match(words) is not None)
