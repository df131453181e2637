"""Names in a list before 分别, completed from the last: 城镇、农村居民收入 are 城镇居民收入 and 农村居民收入."""

import re

from plans.importing.naming import strip_subject

# What indicators are called by their last words; a name without one takes that of the last name in the list.
_WORDS = (
    "人均可支配收入 人均现金收入 人均纯收入 居民收入 可支配收入 预算收入 营业收入 收入 预算支出 支出 增加值 总产值 产值 总产量 产量 销售额"
    " 零售额 总额 存款余额 贷款余额 余额 保险参保人数 参保人数 人数 人次 户数 起数 数量 种植面积 播种面积 销售面积 建筑面积 面积 投资额 投资"
    " 存栏量 出栏量 存栏 出栏 出口 进口 消费 用电量 吞吐量 周转量 能耗 浓度 覆盖率 达标率 处置率 利用率 合格率 入学率 完成率 增长率 普及率 贡献率 率"
    " 比例 比重 占比 最低标准 标准 价格 指数 利润 税收 到位资金 资金"
)
_HEADS = _WORDS.split()
_LONGEST_HEADS_FIRST = sorted(_HEADS, key=len, reverse=True)
_SAME_PLACE = re.compile(
    "城镇|农村|城市|乡村|城|乡|[一二三]产|[一二三]|第[一二三]|[省市县区镇]级?|国家级?|东部|西部|新增|存量|公路|铁路|航空|水路|急难型|基础型|男|女"
)
_OWN_VERB = re.compile("接待|实现|新增|发放|举办|引进|建成|完成")
_RESPECTIVELY = re.compile("分别|依次")
_SEPARATORS = ("、", "、|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff])", "、|和|与", "、|[和及与]")
_SPLIT_IN_TWO = (
    (re.compile("城乡(?=(?:常住)?居民)"), ("城镇", "农村")),
    (re.compile("城乡"), ("城市", "农村")),
    (re.compile("存贷款"), ("存款", "贷款")),
)


def names_in_order(words: str, count: int) -> list[str]:
    """As many names as there are numbers if the words can be read so; otherwise the names they seem to hold."""
    subject = strip_subject(_RESPECTIVELY.sub("", words)).replace("城、乡", "城乡")
    for separator in _SEPARATORS:
        names = [name for name in re.split(separator, subject) if name]
        if len(names) == count:
            return _completed(names)
    if count == 2:
        for pattern, pair in _SPLIT_IN_TWO:
            if pattern.search(subject):
                return [pattern.sub(one, subject, count=1) for one in pair]
    return _completed([strip_subject(name) for name in re.split(_SEPARATORS[-1], subject)])


def _completed(names: list[str]) -> list[str]:
    last = names[-1].removeprefix("等")
    head = next((one for one in _LONGEST_HEADS_FIRST if last.endswith(one) and len(last) > len(one)), "")
    completed = []
    for name in names[:-1]:
        if _SAME_PLACE.fullmatch(name) and len(last) - len(name) > 1:
            completed.append(name + last[len(name) :])
        elif head and not _OWN_VERB.search(name) and not any(name.endswith(one) for one in _HEADS):
            completed.append(name + head)
        elif not head and len(name) <= 3 and len(last) - len(name) > 1:
            completed.append(name + last[len(name) :])
        else:
            completed.append(name)
    return [*completed, last]
