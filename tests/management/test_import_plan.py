import hashlib
import io

import pytest
from django.core.management import call_command

from plans.importing.documents import MAX_BYTES
from plans.models import AuditEntry, Jurisdiction, Plan, SourceDocument
from tests.importing.reports import HALF_YEAR

pytestmark = pytest.mark.django_db


def run(*arguments):
    """Exit code, standard output and error as an operator sees them."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_plan", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


DOCUMENT = HALF_YEAR.encode()


def plan_file(tmp_path, content=DOCUMENT):
    path = tmp_path / "plan.txt"
    path.write_bytes(content)
    return str(path)


def test_a_document_becomes_a_draft_plan_named_after_its_bytes(tmp_path):
    code, out, err = run(plan_file(tmp_path))
    slug = "plan-" + hashlib.sha256(HALF_YEAR.encode()).hexdigest()[:10]
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == slug
    assert out.splitlines()[1].startswith("已读取：部分2，方面3，")
    plan = Plan.objects.get()
    assert out.splitlines()[2] == f"行政区：临山市东河区（代码{plan.jurisdiction.code}）"
    assert (plan.slug, plan.state, plan.jurisdiction.name) == (slug, "draft", "临山市东河区")
    assert "任务6，量化目标6，" in out
    assert AuditEntry.objects.values_list("actor", "act", "outcome").get() == (
        "command line",
        "import_document",
        "done",
    )


def test_it_says_so_in_english_where_that_is_the_language(tmp_path, settings):
    settings.LANGUAGE_CODE = "en"
    _code, out, _err = run(plan_file(tmp_path))
    assert out.splitlines()[1].startswith("read: parts 2, areas 3, ")


def test_the_same_file_again_changes_nothing(tmp_path):
    _code, first, _err = run(plan_file(tmp_path))
    code, out, err = run(plan_file(tmp_path))
    assert (code, out, err) == (0, first.splitlines()[0] + "\nnothing changed\n", "")
    assert (Plan.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_an_unknown_name_makes_a_plan_of_that_name(tmp_path):
    code, out, _err = run(plan_file(tmp_path), "--plan", "linshan-2031")
    assert (code, out.splitlines()[0]) == (0, "linshan-2031")


def test_an_unknown_name_makes_another_plan_even_of_a_known_file(tmp_path):
    run(plan_file(tmp_path))
    run(plan_file(tmp_path), "--plan", "linshan-2031")
    assert Plan.objects.count() == 2


CORRECTED = HALF_YEAR.replace("12家", "15家").encode()


def test_a_corrected_file_for_a_draft_is_compared_and_kept(tmp_path):
    run(plan_file(tmp_path), "--plan", "linshan-2031")
    code, out, _err = run(plan_file(tmp_path, CORRECTED), "--plan", "linshan-2031")
    assert (code, out.splitlines()[:2]) == (0, ["linshan-2031", "与在用文件相比，该文件的差异如下："])
    assert "[修改] 新增家庭农场12家 → 新增家庭农场15家" in out.splitlines()
    assert out.splitlines()[-1].startswith("文件已收存，尚未采用。")
    assert Plan.objects.get().source.text == HALF_YEAR
    code, out, _err = run(plan_file(tmp_path, CORRECTED), "--plan", "linshan-2031", "--take")
    assert out.splitlines()[-1] == "已采用新文件：人工调整0处带到新文件，0处未能带到。"
    assert (bytes(Plan.objects.get().source.content), SourceDocument.objects.count()) == (CORRECTED, 2)


def test_a_corrected_file_for_a_confirmed_plan_is_only_compared(tmp_path):
    run(plan_file(tmp_path), "--plan", "linshan-2031")
    Plan.objects.update(state="confirmed")
    _code, out, _err = run(plan_file(tmp_path, CORRECTED), "--plan", "linshan-2031", "--take")
    assert (out.splitlines()[-1], SourceDocument.objects.count()) == ("计划已确认，未作任何改动。", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“plan.txt”是空文件。"),
        (b"%PDF-1.7 x", "“plan.txt”已损坏，无法读取。"),
        (bytes(range(256)) * 9, "“plan.txt”不是文本文件，"),
        (b"\xff\xa0\xff\xa1" * 50, "“plan.txt”的文字编码无法识别"),
        ("今天天气很好，大家去河边散步。".encode(), "在“plan.txt”里没有找到计划"),
        (b"a" * (MAX_BYTES + 1), "“plan.txt”超过 20 MB。"),
    ],
    ids=["empty", "pdf", "binary", "encoding", "no plan", "too large"],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(tmp_path, content, sentence):
    code, out, err = run(plan_file(tmp_path, content))
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert err.count("\n") == 1
    assert (Plan.objects.count(), Jurisdiction.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    missing = tmp_path / "none.txt"
    assert run(str(missing)) == (2, "", f"没有找到文件“{missing}”。请检查路径后再试。\n")
    assert run(str(tmp_path)) == (2, "", f"“{tmp_path}”是文件夹。请指定其中的一个文件。\n")


def test_a_refusal_is_english_where_that_is_the_language(tmp_path, settings):
    settings.LANGUAGE_CODE = "en"
    assert run(plan_file(tmp_path, b"")) == (2, "", "“plan.txt” is empty. Export it again.\n")


def test_a_name_that_cannot_stand_in_an_address_is_refused(tmp_path):
    code, out, err = run(plan_file(tmp_path), "--plan", "白鹭/2031")
    assert (code, out) == (2, "")
    assert err == "“白鹭/2031”不能用作地址名。请只用英文字母、数字和连字符。\n"
