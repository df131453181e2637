"""No text makes reading slow: every pattern and the whole pipeline take time in proportion to the text.

The bound is a hang guard in a process of its own, wide enough for any machine: what backtracks on 100 KB takes hours.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUARD_SECONDS = 120

HOSTILE = [
    "1", "a", "一", "（一）", "一是", "、", "，", "“", "《", "(", "1个", "1个、", "1,", "1.", "增长5%、", "增长", "比去年同期", "占年度计划的",
    "以为", "将作为", "从1家提高到", "2031年", "A1", "其中1家，", "完成1项和", "一、\n", "（一）甲\n", "1.甲乙\n", "一是甲。", "甲乙丙\n", " ", "\n",
    "十", "百余个", "二十五家、", "是十五期末的2倍、", "第三产业8.3:41.4:50.3,", "从2021年的4万元和", "为企业解决甲、", "满意度提升至89.6", "1.5、2个、",
    "3万吨甲、", "惠及3万", "其中：甲1万元，乙", "占甲的", "超额完成", "甲、乙、丙分别为1%、", "增长1%和",
    "9月底前", "2031年底", "到", "年底", "力争", "新增超过", "下降3%、",
    "国庆节前", "一是甲。\n", "1.甲乙丙丁；", "（1）甲乙丙丁，", "①甲乙丙丁。", "★甲。\n", "关于\n", "今年我们要", "目标是：", "（甲局）",
    "各位代表！\n", "一、\n（一）甲\n", "序号\n", "|\n", "1|甲|乙\n", "**甲", "责任单位：甲局\n", "（甲局牵头）", "将", "2031年\n", "过去一年", "加强甲。\n",
]  # fmt: skip

EVERY_PATTERN = """
import importlib, pkgutil, re, sys
import plans.importing
def patterns(value):
    if isinstance(value, re.Pattern): yield value
    elif isinstance(value, dict): yield from (found for part in value.values() for found in patterns(part))
    elif isinstance(value, (tuple, list)): yield from (found for part in value for found in patterns(part))
modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(plans.importing.__path__, "plans.importing.")]
found = {pattern for module in modules for value in vars(module).values() for pattern in patterns(value)}
text = (sys.argv[1] * 100_000)[:100_000]
for pattern in found:
    subject = text if isinstance(pattern.pattern, str) else text.encode()
    sum(1 for _ in pattern.finditer(subject))
    pattern.fullmatch(subject + subject[:1])
print(len(found))
"""

WHOLE_PIPELINE = """
import sys
from plans.importing import read
from plans.rules.said import Refused
text = (sys.argv[1] * 60_000)[:60_000]
for before in ("", "甲县2031年计划执行情况\\n一、执行情况\\n", "一、工作安排\\n（一）修路。一是"):
    try:
        read((before + text).encode(), filename="x")
    except Refused:
        pass
print("read")
"""


def run(program: str, text: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, text],
        cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=GUARD_SECONDS, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_every_pattern_is_linear_on_hostile_text(text: str) -> None:
    assert int(run(EVERY_PATTERN, text)) > 50


@pytest.mark.parametrize("text", HOSTILE)
def test_the_pipeline_is_linear_on_hostile_text(text: str) -> None:
    assert run(WHOLE_PIPELINE, text) == "read"
