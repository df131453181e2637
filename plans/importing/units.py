"""The words that numbers are counted in, and the regular expression for a number with its multiplier and unit."""

import re

_WORDS = (
    "个百分点 百分点 % ‰ 倍"
    " 分/千瓦时 元/千瓦时 亿美元 美元 港元 欧元 元人民币 人民币 元 平方公里 平方千米 平方米 平米 立方米 立方 公里 千米 海里 公顷 厘米 毫米 米 亩"
    " 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 吨标准煤 吨标煤 标吨 吨 千克 公斤 斤 千升 升 度 ℃ 摄氏度 公里/小时"
    " MWh MWp MW GWh GW kWh kW KW TEU TB PB P 标箱 微克/立方米 毫克/升 个工作日 工作日 小时 课时 学时 分钟 天"
    " 人次 人份 人 名 户次 户 家次 家 个 项次 项 件次 件套 件 场次 场 条次 条 座 所 间 处 株 棵 头 只 羽 尾 匹 辆次 辆 台套 台 套"
    " 批次 批 轮次 轮 期 册次 册 部 笔 宗 起 例 张 份 种 类 位 篇 幅 对 支 颗 艘次 艘 架次 架 列次 列 班次 班 段 片 块 栋 幢 孔 盏 口 眼 组"
    " 队 单 票 集 首 站 箱 瓶 枚 团 节 款 门 筐 床 道 梯次 次 把 根 桩 粒 宿 卷 吨位 标方 方 厅 档 盘 泊位 车次 瓶次 重量箱 网格 院 馆 村 镇 乡 县"
)
_PER = (
    "/(?:平方公里|平方米|立方米|公里|公斤|千克|小时|分钟|人次|万人|学年|年|季|月|日|天|亩|人|户|吨|升|头|床|度|公顷|次)"
)
_NOT_BEFORE = {
    "个": "月|多月|季度", "家": "庭|长(?![期江三])|属", "轮": "车|胎|毂|椅|动|驱|廓", "人": "才|民币",
    "村": "道|级", "镇": "级", "乡": "道|级", "县": "道|级|城",
}  # fmt: skip
UNIT = "|".join(
    f"{word}(?!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else word
    for word in sorted(_WORDS.split(), key=len, reverse=True)
)
MULTIPLIER = "万亿|百万|千万|万|亿|千(?!米|瓦|克|升|伏|卡)|百(?!分)"
NUMBER = r"[0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+"
_SPACED = r"(?<=[\u4e00-\u9fff])(?<![表件图第])[0-9]{1,3}(?: [0-9]{3}(?![0-9])){1,3}+"  # 新增企业1 200家
QUANTITY = re.compile(
    rf"(?:(?<=GDP)|(?<=CPI)|(?<=PPI)|(?<![0-9A-Za-z.\-]))(?P<sign>-)?(?P<value>{_SPACED}|{NUMBER})(?P<same_unit>%)?(?:[-~～—―至到](?P<upper>{NUMBER}))?+ ?"
    rf"(?P<many>多|余)?(?P<multiplier>{MULTIPLIER})?(?P<more>多|余)?(?P<rest>亿(?=元|斤|美元|立方米))?"
    rf"(?P<unit>(?:{UNIT})(?:{_PER})?+)(?P<after>多|余)?"
    r"(?:\([\u4e00-\u9fff]{1,2}\))?"  # 31.6万头（只）
)
# 惠及76万群众: counted without a unit, so that the multiplier is all that stands for one
UNCLASSIFIED = re.compile(
    rf"(?<![0-9A-Za-z.\-])(?P<value>{NUMBER})(?P<many>多|余)?(?P<unit>万亿|百万|千万|万|亿)(?P<more>多|余)?"
    r"(?:(?=[\u4e00-\u9fff])|(?<!万亿)(?=[,;。、)\n]|$))"
    rf"(?!{UNIT}|[两三四五]个?大?台阶|人口以[上下]|亿|级|吨级|像素|象素|千瓦级|以上的?(?:项目|企业)|分之|里[长江])"
)
# 0.4个、3.2个、2.8个百分点 and 10、20和30亿元: the last one's unit is that of all
SHARED = re.compile(rf"(?<=[\u4e00-\u9fff、])(?P<value>{NUMBER})(?P<multiplier>万亿|亿|万)?(?:、|和|及|与)$")
_CALLED = {"元人民币": "元", "人民币": "元"}
_FACTORS = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}


def multiplier_of(unit: str) -> int:
    """10000 for 万人."""
    return next((factor for word, factor in _FACTORS.items() if unit.startswith(word)), 1)


def written_unit(unit: str) -> str:
    """亿元 for 亿元人民币 and 亿人民币: the currency is no part of it."""
    return _CALLED.get(unit, unit)


def base_unit(unit: str) -> str:
    """人 for 万人."""
    return next((unit.removeprefix(word) for word in _FACTORS if unit.startswith(word)), unit)
