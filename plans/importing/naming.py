"""What a figure is called: the words around its number without verbs, times and places that say nothing about it."""

import re

from plans.importing.deadlines import DEADLINE

_LEADING = re.compile(
    f"(?:[0-9]{{1,2}}[、.](?![0-9])|{DEADLINE}|[-,、:;(\\s]|[和及与且](?![平谐美顺睦])|其中|截至目前|截至[^,;。]{{0,10}}?底|截至[0-9]{{1,2}}月|目前|至?[0-9]{{1,2}}月[底末]|[0-9]{{1,2}}-[0-9]{{1,2}}月份?|[0-9]{{1,2}}月份?"
    "|前[0-9一二三四五六七八九十]{1,2}个月|上半年|前三季度|[一二三四]季度末?|全年|今年以来|今年|去年末?|年末|年内|本年度|20[0-9]{2}年|每年(?=[将把])"
    "|[一二三四五六七八九十]{1,2}是|[0-9一二三四五]年(?:来|间)?(?=累计|共)|(?:全面|全部|如期|按期|按时)(?=完成|实现|达到)|我[区市县省州盟旗]|全[区市县省州盟旗镇乡村](?!面)"
    "|累计|共计|共(?!同|享|建|有产|济|识|赢|性|产|青)|已(?!完成)|将|拟|分别|预计|特别是|尤其是|首次|成功|同时|包括|现有|有$|又(?!好)|再(?![生就融])|直接|基本(?=完成|建成|实现|形成|消除)|各类"
    "|实现|完成(?![率度])|达到|达(?![标产州])|力争|确保|争取|努力|预期|推动|加快推进|推进|抓实抓好|抓好|加强|落实|组织|举办|开展|引导|指导|发动|保持|可(?=完成|实现)|使(?![用命得馆])|其(?![他它余])|要)*+"
)
_CHANGES = "扩大|增加|增|提高|提升|上升|跃升|下降|降低|降|减少|压减|压缩|缩短|缩小|收窄|控制|保持|稳定|维持|巩固|恢复|上调|调整|优化|发展"
_TRAILING = re.compile(
    f"(?:{DEADLINE}|(?:{_CHANGES})(?:到|至|在|为)(?:月|年|每月)?(?:人均|平均)?|(?<![未已])完成|连续[0-9一二三四五六七八九十]{{1,2}}年|实现|高达|累计|同比|环比|预计|左右|分别|(?<![人平户亩地])均|年均|平均|共计|合计|双双|大约|全年"
    "|是(?:20[0-9]{2}年|上年|去年|全[国省市区县州]|“[^”]{1,8}”|城镇|农村|前[0-9一二三四五]年)[^,;。是]{0,6}|力争|争取|确保|努力|[比较](?:上年|去年)(?:同期|末)?|[比较](?:“[^”]{1,8}”(?:末|同期|时期)?|20[0-9]{2}年(?:同期|末|底)?|年初|上?一季度)"
    "|逆势|实际|名义|较快|持续|稳步|同口径|可比口径|(?<=[\u4e00-\u9fff]{3})[各仅只就还再又也都要]|首次|由|拥有|(?<![国所])有|(?<![服])从|每[人户亩床](?:每?[年月天日])?|拟?按照?|拟|优于|跨越|突破|超过|保持|维持|(?<![签节])约|(?<![行作因])为|[达共超近至到了的:])$"
)
_TAIL_END = re.compile(
    "\\((?![\u4e00-\u9fff、]{1,10}\\)[\u4e00-\u9fff])|,|^[、并]|^(?:大关|台阶)|、(?=[居位列高低优超稳再创保连增减占同比较达完实总均分双])|同比|比上年|较上年|占[比年总全]|^安排(?:、|$)"
)
_MORE_END = re.compile("、|增长|下降")  # where another number follows
_TAIL_EDGES = re.compile("^的|^为(?=全)|中$|(?:达到?|增至|升至)$")
_QUOTES = re.compile("“[^“”]*+”")
_BASELINE = re.compile("[由从][^0-9,]{0,4}[0-9]")
_AIM = re.compile("力争|争取|确保|努力|奋力|必须|务必|预期")
_MONTHS = re.compile("[0-9]{1,2}-[0-9]{1,2}月份?")
_FOOTNOTE = re.compile("\\[[0-9]{1,3}\\]")
UNNAMED = "未写明的指标"
_LONGEST_TRAILING = 14
_LONGEST_TAIL = 24
_LONGEST_NAME = 40
_LONG_LIST = re.compile(
    "(?<=解决|开展|完成|组织|举办|实施|推进|提供|打造|申报)[^,;。“”、]{1,24}(?:、[^,;。“”、等]{1,24}){2,20}+(?:等)(?=[\u4e00-\u9fff]{2})"
)
_BARE = re.compile(  # says what was counted and not of what: completed from the figure before
    "(?:累计|完成|实际|计划|年度|年度计划|总|意向|新增|协议|年|平均|计划总|年度投资|利用|到位)?(?:投资|投资额|投资计划|金额|资金|额度|投资金额|资金额度|总投资|总产值|产值|总产量|总产|产量|产能|单产|亩产|面积|容量|装机容量"
    "|并网容量|出栏量|存栏量|总数|总量|总额|其余|增速|规模|到位资金)"
    "|(?:开工|开复工|复工|完工|竣工|办复|办结|利用|完成|满意|投资完成|落地|达产|平均达产|签约|贡献|增长|覆盖|达标|合格)[率面度]"
    "|已?完成|未完成|已?(?:完工|开工|竣工|投产)|新增|建成|增长|增加|减少|增产|减产|提供岗位|达成意向|惠及|受益|带动|涉及|覆盖|累计投入|平均每天新增|[一二三四五六七八九十]{1,2}年(?:增加|新增|累计)|占比|占.{0,14}|对.{0,16}贡献率|拉动.{0,10}|净增|签约|竣工|投产|是.{2,12}|比.{2,8}(?:前移|回升)|(?:扣除|剔除|还原).{1,16}(?:因素|影响|后)"
)
_STATE = re.compile("(?:已?(?:全部|基本)?(?:开工|完工|竣工|投产|建成|建设|开复工|复工|签约|完成))$")
_OWN_MEASURE = re.compile("(?:总?播?种?植?面积|总?产量|(?:完成|计划|年度计划|意向)*投资(?:额|金额)?)$")
_INDICATOR = re.compile(
    "(?:收入|支出|总值|增加值|总额|零售额|销售额|出口|进口|消费|税收|余额|存款|贷款|就业|价格|利润)$"
)
_MONEY = re.compile("(?:投资|资金|债券|补助|补贴|贷款|融资|拨款|奖补|基金|授信|预算)$")
_WHOLE = re.compile("(?:比重|比例|占比|份额|率)$")
_MEASURES = re.compile("面积|产量|总产|单产|投资|金额|产值")
_OWN_SHARE = re.compile("(?:装机)?(?:占.{2,12}比重|对.{2,14}贡献率|占比|比重|规模)$")
_SHARES = re.compile("^(?:占|对|拉动)|[率度]$|规模$")
_ADDED = re.compile("^(?:新增|净增|累计净增|新培育|新入库|新认定|新引进|新建)(?=[\u4e00-\u9fff]{4})")
_TOTALS = re.compile("达到|增至|总数|累计")
_SUBJECT = re.compile(
    "(?P<subject>[^,;。:“”]{3,20}?)(?:连跨|跨越|跃上|迈上|突破|保持|稳定|实现|持续|不断|稳步|稳居|位居|位列|居|明显|显著|较快|加快|再创|创|大幅|首次|进一步|取得|提质|向好|回升|平稳|恢复|连续|超过|高于|从无到有|同比|环比)"
)


def strip_subject(words: str) -> str:
    """Without leading times, places and light verbs and without trailing copulas."""
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    for _ in range(5):
        trailing = _TRAILING.search(words[-_LONGEST_TRAILING:])
        if not trailing:
            break
        words = words[: len(words) - len(trailing[0])]
    return _tidy(words)


def _tidy(words: str) -> str:
    """Without separators at its ends, footnote marks and brackets that lost their other half."""
    words = _FOOTNOTE.sub("", _MONTHS.sub("", words)).strip(" ,、:")
    if words.endswith("(") or words.count(")") > words.count("("):
        words = words.strip("()") if words.startswith(")") or words.endswith((")", "(")) else words
    if words.startswith("(") and words.count("(") > words.count(")"):
        words = words[1:]
    return words.strip(" ,、:")


def subject_of(clause: str) -> str:
    """What a clause without a figure of its own is about: the figures behind it are of that."""
    leading = _LEADING.match(clause)
    match = _SUBJECT.match(clause, leading.end() if leading else 0)
    return match["subject"] if match else ""


def name_of(head: str, tail: str, earlier: str, *, earlier_named_after: bool = False, last: bool = True) -> str:
    """From the words before the number; where these hold no noun, from those after; completed from the figure before.

    In 18项任务和22项工程 the words between belong to the first number, which took its name from behind it.
    """
    after = end_of_name(tail, last=last)
    if after and (earlier_named_after or head.endswith("等")):
        return after
    before = strip_subject(_without_list(_after_colon(before_baseline(head))))
    if len(before) < 2:
        kept = "新增" if "新增" in head else ""
        if _AIM.search(head):  # says how firmly and not what: 力争突破7%
            return kept + after or earlier or UNNAMED
        total = _ADDED.sub("", earlier) if _TOTALS.search(head) else earlier
        return before + kept + after or total or _tidy(head)
    if before == "新增" and after:
        return before + after
    if _BARE.fullmatch(before) and not after:
        return completed(earlier, before)
    if (
        head.startswith(("、", "和", "及"))
        and earlier.startswith("新增")
        and not before.startswith("新增")
        and "率" not in before
    ):
        before = f"新增{before}"
    return before + after if len(after) <= _LONGEST_TAIL and len(before) + len(after) <= _LONGEST_NAME else before


def completed(earlier: str, own: str) -> str:
    """年度投资 of 重点项目投资 is 重点项目年度投资, 总产量 of 粮食播种面积 is 粮食总产量; 投资 is none of 收入."""
    if own in {"投资", "总产值", "产值", "新增投资"} and _INDICATOR.search(earlier):
        return own
    stem = _STATE.sub("", earlier) if _STATE.search(own) else earlier
    if own in {"总数", "总量"}:
        stem = _ADDED.sub("", stem)
    if _MEASURES.search(own):
        stem = _OWN_MEASURE.sub("", stem)
    if _SHARES.search(own):
        stem = _OWN_SHARE.sub("", stem)
    return (stem if len(stem) > 1 else earlier) + own


def share_name(earlier: str, own: str) -> str:
    """占耕地的 of 播种面积 is 播种面积占耕地比重."""
    name = completed(earlier, strip_subject(own))
    return name if _WHOLE.search(name) else f"{name}比" if name.endswith("占") else f"{name}比重"


def counted_with(name: str, words: str) -> str:
    """中央投资 in 中央投资9个项目1.2亿元, 签约项目 in 签约15个项目20亿元; empty where the words are not all that was counted."""
    counted = _tidy(words)
    if len(counted) < 2 or not name.endswith(counted):
        return ""
    stem = name.removesuffix(counted)
    return stem if _MONEY.search(stem) else name


def whole_of(words: str) -> str:
    """重点项目已开工 → 重点项目: in 92个重点项目已开工51个 the first number counts the whole. Empty where it is no such."""
    state = _STATE.search(words)
    return _tidy(words[: state.start()]) if state and "、" not in words else ""


def _after_colon(head: str) -> str:
    """What follows a colon names the figure, or where nothing does (工业投资：同比) what stands before it."""
    before, colon, after = head.rpartition(":")
    return after if not colon or len(strip_subject(after)) > 1 else before


def before_baseline(words: str) -> str:
    """人均收入从2.1万元 → 人均收入: without where it began."""
    return _BASELINE.split(words, maxsplit=1)[0]


def _without_list(head: str) -> str:
    """为企业解决甲、乙、丙等问题 is called 为企业解决问题."""
    return _LONG_LIST.sub("", head) if len(head) > _LONGEST_TAIL else head


def end_of_name(tail: str, *, last: bool) -> str:
    """The tail up to what is no longer its name. Quotes are never cut open, nor is a list behind the last number."""
    tail = f"人{tail}" if tail.startswith("口") else tail  # 20万人口
    quoted = _QUOTES.sub(lambda match: "“" + "＿" * (len(match[0]) - 2) + "”", tail)
    ends = [_TAIL_END.search(quoted), None if last and len(tail) <= _LONGEST_TAIL else _MORE_END.search(quoted)]
    words = tail[: min((end.start() for end in ends if end), default=len(tail))]
    return _tidy(_TAIL_EDGES.sub("", words.strip(" ,、:和及")))
