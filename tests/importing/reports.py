"""Made-up reports for the tests of reading; no place, office or programme in them exists."""

from plans.importing import Reading, read
from plans.importing.attributes import Figure
from plans.importing.documents import normalise
from plans.importing.figures import read_figures
from plans.importing.sentences import split_sentences

HALF_YEAR = """首页 > 信息公开 > 规划计划
临山市东河区2031年上半年经济社会发展计划执行情况
发布时间：2031-08-15 09:30　来源：区发改局　【字号：大 中 小】

一、上半年计划执行情况

（一）经济稳中有升。

1．工业回升。上半年，规模以上工业增加值同比增长6.4%。

2．项目推进。30个区级重点项目完成投资8.40亿元，占全年计划的52.50%，比序时进度快2.50个百分点。新增家庭农场5家。

二、下半年工作安排

（一）做强产业。一是抓好项目建设。加快推进15项重点任务和8项补短板项目，确保年底前全部开工。力争完成6.5万亩造林任务。二是培育经营主体。新增家庭农场12家、合作社9家。

（二）改善民生。一是办好学校。持续完善教育体系。新建小学2所，配合市里做好职教园区选址工作。

扫一扫在手机打开当前页
版权所有：临山市东河区人民政府
"""

WORK_REPORT = """白鹭县政府工作报告
——2032年1月8日在白鹭县第九届人民代表大会第一次会议上

各位代表：
现在，我代表县人民政府报告工作，请予审议。
一、2031年工作回顾
（一）经济运行平稳。全年地区生产总值486.2亿元、增长6.1%。一是抓投资，完成投资120亿元；二是抓消费，销售额达85亿元。
二、2032年工作安排
主要预期目标是：地区生产总值增长6%左右；固定资产投资增长10%；一般公共预算收入增长4.5%—5%；城镇调查失业率控制在5.5%以内；居民收入增长和经济增长同步。
重点抓好以下工作：
（一）扩大有效需求。
抓实项目建设。实施重点项目150个。
激发消费潜力。举办促销活动20场以上。
（二）壮大现代农业。
1．稳定粮食生产。新建高标准农田3.5万亩。
2．发展特色产业。引进龙头企业3家。
各位代表，让我们携手奋进！
名词解释
1．四上企业：指规模以上工业等四类企业。
"""


def read_text(text: str) -> Reading:
    return read(text.encode(), filename="报告.txt")


def reported(sentence: str) -> Reading:
    """The sentence as the only one of a retrospective."""
    return read_text(f"白鹭县2031年计划执行情况的报告\n一、2031年计划执行情况\n{sentence}\n")


def planned(sentence: str) -> Reading:
    """The sentence as the only one of a numbered measure."""
    return read_text(f"白鹭县2032年工作计划\n一、2032年工作安排\n（一）做好工作。一是抓落实。{sentence}\n")


def figures_of(sentence: str) -> list[Figure]:
    normal = normalise(sentence)
    return [
        figure
        for one in split_sentences(normal, 0, len(normal))
        for segment in one.segments
        for figure in read_figures(normal, segment)
    ]


def wide(text: str) -> str:
    """Digits and punctuation in full width, as some offices write them."""
    return text.translate(
        {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
        | {ord(","): "，", ord("%"): "％", ord(";"): "；", ord("."): "．"}
    )
