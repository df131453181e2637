"""What a clause of a plan does: act, give the background, name a purpose, or only sound well.

The words are those of the genre; none names a place, an office or a programme.
"""

import re
from enum import Enum

from plans.importing.paragraphs import ASSIGNS
from plans.importing.quantities import scan_quantities
from plans.importing.sentences import enclosed
from plans.importing.shapes import Quantity, Span


class Role(Enum):
    ACTION = "action"
    SUPPORT = "support"  # 配合…: somebody else leads
    BACKGROUND = "background"
    PURPOSE = "purpose"  # 提升…, 形成…: what an action is for
    DIRECTION = "direction"  # 逐步完善…: nothing in it can be checked
    VISION = "vision"  # 打造…示范, 引擎, 高地
    SLOGAN = "slogan"
    TOPIC = "topic"
    CONNECTOR = "connector"
    ASSIGNED = "assigned"  # （责任单位：…）
    UNKNOWN = "unknown"


_LEAD_IN = re.compile(
    "(?:同时|此外|另外|其中|并且|而且|并|还要|要|今年要?|全年|年内|下半年|我们(?:要|将)|将|继而)[,:]?(?=[\u4e00-\u9fff])"
)
_CONNECTOR = re.compile("同时|此外|另外|今年|下半年|下一步|新的一年里?|全年|为此|一年来|年内|具体而言|我们要|重点是?")
_SUPPORT = re.compile("(?:积极|全力|主动|密切|大力|做好|全面)?(?:协助)?配合|协助(?:省|市|上级|国家|中央)")
_BACKGROUND = re.compile(
    "围绕|依托|根据|按照|聚焦|针对|立足|对标|锚定|结合|随着|通过|坚持|紧盯|着眼|面对|紧扣|瞄准|遵循|本着|秉持|统筹考虑|突出以|抢抓"
    "|(?:紧紧|始终|牢牢|紧密)?(?:围绕|坚持|把握|抓住|依托|结合|锚定|聚焦|扭住)"
    "|(?:全面|深入|认真|坚决|切实)?(?:贯彻|学习)(?:落实)?.{0,60}?(?:精神|政策|部署|思想|要求|决策|讲话|会议|理念)$"
    "|(?:充分|积极|有效|更好)?(?:发挥|利用)|[将把].{1,40}?作为|以.{1,60}?为(?:契机|抓手|重点|目标|导向|主线|基础|引领|牵引|支撑|核心|突破口|载体|统领|依托|中心)"
    "|除.{1,40}外$|在.{1,40}(?:下|上|中|方面|基础上|同时)$|对于|鉴于|为(?:了|贯彻|落实|深入)"
)
_SLOGAN = re.compile(
    "不断(?:打造|增强|提升|开创|谱写|满足|提高|推动|壮大|培育|激发|释放|拓展)|坚决(?:维护|遏制|防止|守住|杜绝|打赢|扛起)|以此|从而|由此|奋力|牢牢|努力(?:开创|谱写|让|使|建设人民|实现高质量)"
    "|切实(?:增强|维护|提高|让|保障)|让|使|高压严打|为.{2,40}?(?:奠定|提供|贡献|作出|注入|而(?:共同)?(?:努力|奋斗)|不懈)|(?:确保|实现).{0,12}(?:大局|和谐)稳定|凝心聚力|真抓实干|全力以赴|一张蓝图|守正创新|推动形成|切实把"
    "|深刻(?:领悟|把握|认识)|增强“|坚定拥护|高度重视|提高(?:思想|政治)|(?:我们)?要?铸牢|把.{2,30}(?:贯穿|挺在|放在|摆在|落到实处)|始终(?:把|保持|做到)|.{0,16}要(?:高度重视|深刻|切实提高)|必须|打铁"
)
_VISION = re.compile("打造|建成|建设成为|争当|争创|成为")
_VISION_END = re.compile(
    "(?:示范[镇区县市点]?|样板|引擎|高地|标杆|名片|典范|先行[镇区]|增长极|排头兵|主阵地|聚集地|目的地|首选地|新优势|新局面|新标杆|新高地)(?:市|区|县)?$"
)
_ADVERB = "(?:进一步|逐步|不断|持续|稳步|积极|加快|着力|大力|全面|深入|切实|有效|努力|扎实|全力|有序)"
_DIRECTION = re.compile(
    "(?:进一步|逐步|不断|持续)(?:完善|提升|优化|扩大|提高|增强|健全|改善|壮大|激发|释放|拓展|夯实)|.{0,6}各(?:类|种|方|方面)(?:资源|要素|力量|优势|积极性)"
)
_PURPOSE = re.compile(
    f"{_ADVERB}?(?:提升|提高|增强|形成|构建|营造|促进|助力|激发|释放|夯实|拓宽|扩大|优化.{{0,8}}环境$|推动.{{0,24}}(?:发展|转型|升级|跃升|振兴)$|打造|实现.{{0,20}}(?:发展|目标|突破|提升)$|增进)"
)
_TOPIC_END = re.compile(
    "(?:发展|落细落实|落实|落地见效|见效|做大做强|做优做强|提质增效|增效|提升|升级|水平|质量|活力|改善|优化|增强|振兴|建设|体系|保障|融合|转型|攻坚|治理|创新|改革|开放|消费|投资|合作|力度|环境|基础|民生|短板|底线|能力)$"
)
_TOPIC_IDIOM = re.compile("(?:落细落实|落地见效|见行见效|走深走实|做大做强|做优做强|提质增效)$")
_VERB = re.compile(
    "推进|推动|加快|加强|加大|加紧|抓好|抓实|抓紧|落实|实施|开展|建设|建立|建成|完成|完善|新增|新建|改建|扩建|培育|引进|争取|力争|力促|促进|引导|鼓励|支持|深化|强化|健全"
    "|做好|做强|做优|做大|巩固|继续|组织|举办|打造|发展|整治|治理|排查|督促|扩大|提升|提高|优化|启动|编制|出台|制定|创建|实现|确保|探索|推广|拓展|稳定|保障|构建|整合|谋划"
    "|盘活|化解|防范|打击|改造|修复|提供|发放|申报|用好|办好|守住|筑牢|对接|融入|统筹|规范|严格|投产|开工|签约|竣工|投用|动工|封顶|招引|增加|安排|建好|管好|压实|遏制|维护|推行|推出|设立|培养|选派|承接|挖掘|升级|延伸|畅通|攻坚|打通|打好|攻克|招商|储备|收储|布局|开发|开通|开放|举行|争创|补齐|兑现|达到|降低|减少|控制|保持|突破|新改建|改革|监管|救助|慰问|回收|清理|拆除|执行|完工|建强|提质|扶持|激励|精简|试点|办理|减免|降至|增长|新修|修建|修好|修订|植树|种植|造林|抚育|普及|巡查|检查|宣传|评选|迁建|搬迁|采购|配备|覆盖|消除|整改|治水|疏浚|加固|绿化|美化|亮化|推荐|发动|选树|搭建|聚力|发力|严控|严守|解决|帮扶|更换|交付|铺设|压减|压缩|压降|取消|下放|扩容|扩面|提标|整顿|纠治|防治|防控|保护|复垦|招聘|吸纳|吸引|集聚|壮大|孵化|转化|应用|参与|参加|协调|清零|公布|公开|梳理|分解|压实|盘活|兜牢|守牢|织密|关爱|申创|申建|创成|筹备|践行|接受|明确|细化|开行|轮换|调整|投入|投放|提请|提交|上报|报送|调度|通报|督查|督导|救治|诊疗|签订|登记|备案|抓|办|建|推"
)
_PARTICULAR = re.compile("[、,0-9]")
_PROJECT = re.compile("工程|项目")
_COUNTED_PAIR = re.compile("(?<![总共])和(?![美谐平睦顺解善]).{2,24}[两三四五六七八九十]个")
_GENERIC_TOPIC = 18
_WORK_END = re.compile("(?:机制|制度|体系|政策|措施|办法|方案|意见|规定)$")


def role_of(normal: str, clause: Span) -> Role:
    """The role of one clause by its first words and, where these say too little, its last."""
    words = bare(normal[clause.start : clause.end])
    if ASSIGNS.match(words):
        return Role.ASSIGNED
    if _CONNECTOR.fullmatch(words):
        return Role.CONNECTOR
    if _SUPPORT.match(words):
        return Role.SUPPORT
    has_quantity = bool(scan_quantities(normal, clause.start, clause.end))
    if not has_quantity:
        if _SLOGAN.match(words):
            return Role.SLOGAN
        if _VISION.search(words) and _VISION_END.search(words):
            return Role.VISION
        if _DIRECTION.match(words) and "、" not in words:
            return Role.DIRECTION
    if _BACKGROUND.match(words):
        return Role.BACKGROUND
    if not has_quantity and _PURPOSE.match(words):
        return Role.PURPOSE
    return Role.ACTION if has_quantity or _VERB.search(words) else Role.UNKNOWN


def bare(words: str) -> str:
    """A clause without the words that only tie it to the one before."""
    lead_in = _LEAD_IN.match(words)
    return words[lead_in.end() :] if lead_in else words


def is_topic(normal: str, sentence: Span) -> bool:
    """A short sentence that only names what the next ones are about: nothing listed, counted or quoted in it."""
    words = normal[sentence.start : sentence.end]
    plain = len(words) <= _GENERIC_TOPIC and not _PARTICULAR.search(words)
    return plain and (
        _TOPIC_IDIOM.search(words) is not None
        or (_TOPIC_END.search(words) is not None and _PROJECT.search(words) is None)
    )


def enumerates(normal: str, clause: Span) -> bool:
    """Whether a clause lists particular things: A、B, three quoted names in a row, A和B两个…."""
    words = normal[clause.start : clause.end]
    mask = enclosed(normal, clause.start, clause.end)
    outside = "".join(character for character, inside in zip(words, mask, strict=True) if not inside)
    return "、" in outside or words.count("”“") >= 2 or _COUNTED_PAIR.search(outside) is not None


def is_piece_of_work(normal: str, clause: Span) -> bool:
    """Whether it ends in work to be done rather than in rules to be made."""
    return _WORK_END.search(normal[clause.start : clause.end]) is None


def ends_alike(normal: str, one: Span, other: Span) -> bool:
    return normal[one.end - 2 : one.end] == normal[other.end - 2 : other.end]


def clause_quantities(normal: str, clause: Span) -> list[Quantity]:
    return scan_quantities(normal, clause.start, clause.end)
