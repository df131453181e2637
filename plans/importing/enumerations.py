"""Names in a list before 分别, completed from the last: 城镇、农村居民收入 are 城镇居民收入 and 农村居民收入."""

import re

from plans.importing.naming import strip_subject

# What indicators are called by their last words; a name without one takes that of the last name in the list.
_WORDS = (
    "人均可支配收入 人均现金收入 人均纯收入 居民收入 可支配收入 预算收入 营业收入 收入 预算支出 支出 增加值 总产值 产值 总产量 产量 销售额"
    " 零售额 总额 存款余额 贷款余额 余额 保险参保人数 参保人数 保险人数 人数 人次 户数 起数 数量 种植面积 播种面积 销售面积 建筑面积 面积 投资额 投资"
    " 存栏量 出栏量 存栏 出栏 出口 进口 消费 用电量 吞吐量 周转量 能耗 浓度 覆盖率 达标率 处置率 利用率 合格率 保险参保率 参保率 入学率 完成率 增长率 普及率 贡献率 率"
    " 比例 比重 占比 最低标准 标准 价格 指数 利润 税收 到位资金 资金 保险待遇 保险基金 保险参保 保险"
)
_HEADS = _WORDS.split()
_LONGEST_HEADS_FIRST = sorted(_HEADS, key=len, reverse=True)
_HALVES = ("保险", "居民")
_OF_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_SAME_PLACE = re.compile(
    "城镇|农村|城市|乡村|城|乡|[一二三]产|[一二三]|第[一二三]|[省市县区镇]级?|国家级?|东部|西部|新增|存量|公路|铁路|航空|水路|急难型|基础型|男|女"
)
_SHARED_VERB = re.compile("(?:累计|共)?(?:参加|参与|享受|领取|缴纳)")
_OWN_VERB = re.compile("接待|实现|新增|发放|举办|引进|建成|完成")
_RESPECTIVELY = re.compile("分别|依次")
_AND = "(?<![共谐祥饱总平温柔缓])和(?![平谐美顺睦解田])"
_WITH = "(?<![参赋给])与(?!会)"
_SEPARATORS = (
    "、",
    "、|以及",
    f"、|(?<=[\u4e00-\u9fff]){_AND}(?=[\u4e00-\u9fff])",
    f"、|{_AND}|{_WITH}",
    f"、|{_AND}|{_WITH}|(?<![以普涉波惠遍])及(?!时)",
)
_LAST_AND = re.compile(f"以及|{_AND}|{_WITH}")
_BRACKETED = re.compile("\\([^()]{1,40}\\)")
_INDUSTRIES = re.compile("三次产业|三大产业|一二三次?产业?|第?一、第?二、第?三次?产业")
_SPLIT_IN_TWO = (
    (re.compile("城乡(?=(?:常住)?居民)"), ("城镇", "农村")),
    (re.compile("城乡"), ("城市", "农村")),
    (re.compile("存贷款"), ("存款", "贷款")),
)


def names_in_order(words: str, count: int) -> list[str]:
    """As many names as there are numbers if the words can be read so; otherwise the names they seem to hold."""
    subject = strip_subject(_RESPECTIVELY.sub("", words)).replace("城、乡", "城乡")
    industries = _INDUSTRIES.search(subject) if count == len(_OF_INDUSTRIES) else None
    if industries:
        return [subject[: industries.start()] + one + subject[industries.end() :] for one in _OF_INDUSTRIES]
    for separator in _SEPARATORS:
        names = _split(separator, subject)
        if len(names) == count:
            return _completed(names)
    names = _split("、", subject)
    last = list(_LAST_AND.finditer(names[-1]))[-1:] if len(names) == count - 1 else []
    for only in last:  # 甲和乙、丙和丁: only the last 和 stands between names
        return _completed([*names[:-1], names[-1][: only.start()], names[-1][only.end() :]])
    if count == 2:
        for pattern, pair in _SPLIT_IN_TWO:
            if pattern.search(subject):
                return [pattern.sub(one, subject, count=1) for one in pair]
    return _completed([strip_subject(name) for name in _split(_SEPARATORS[-1], subject)] or [""])


def _split(separator: str, subject: str) -> list[str]:
    """The names between separators; those inside brackets separate nothing."""
    hidden = _BRACKETED.sub(lambda match: "＿" * len(match[0]), subject)
    ends = [(match.start(), match.end()) for match in re.finditer(separator, hidden)]
    starts = [0, *(end for _, end in ends)]
    names = [
        subject[start:end] for start, end in zip(starts, [*(start for start, _ in ends), len(subject)], strict=True)
    ]
    return [name for name in names if name]


def _completed(names: list[str]) -> list[str]:
    last = names[-1].removeprefix("等")
    head = next((one for one in _LONGEST_HEADS_FIRST if last.endswith(one) and len(last) > len(one)), "")
    shared = _SHARED_VERB.match(names[0])
    verb = shared[0] if shared and not any(_SHARED_VERB.match(name) for name in names[1:]) else ""
    completed = [_with_head(name, last, head) for name in names[:-1]]
    return [*completed[:1], *(verb + name for name in completed[1:]), verb + last]


def _with_head(name: str, last: str, head: str) -> str:
    """失业 and 工伤保险人数 are 失业保险人数 and 工伤保险人数; 失业保险 too says one half of it already."""
    if _SAME_PLACE.fullmatch(name) and len(last) - len(name) > 1:
        return name + last[len(name) :]
    half = next((name.removesuffix(one) for one in _HALVES if head.startswith(one) and name.endswith(one)), "")
    if half and len(head) > len(name) - len(half):
        return half + head
    if head and not _OWN_VERB.search(name) and not any(name.endswith(one) for one in _HEADS):
        return name + head
    if not head and len(name) <= 3 and len(last) - len(name) > 1:
        return name + last[len(name) :]
    return name
