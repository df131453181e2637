"""Every page, in both languages, at the newest issue and at an old one."""

import re
from http import HTTPStatus

import pytest

from tests.public.conftest import HOME
from tests.public.makers import make_issues, make_plan, publish, sample_records, task
from tests.public.reading import parse

PLACES = ["", "publications/2/"]
BELOW = [
    "",
    "document/",
    "record/",
    "tasks/",
    "tasks/1.1.1/",
    "tasks/1.1.2/",
    "departments/",
    "departments/works/",
    "departments/town/",
    "corrections/",
    "method/",
]
OF_PLAN = [HOME + place + page for place in PLACES for page in BELOW] + [f"{HOME}publications/"]
OF_SITE = ["/", "/method/", "/accessibility/", "/privacy/", "/display/"]
EVERY = [language + page for language in ("", "/en") for page in OF_PLAN + OF_SITE]


@pytest.mark.parametrize("address", EVERY)
def test_a_page_answers_and_keeps_the_rules_of_the_door(client, plan, address):
    response = client.get(address)
    html = response.content.decode()
    page = parse(html)
    assert response.status_code == HTTPStatus.OK
    assert response.headers["Content-Language"] == ("en" if address.startswith("/en/") else "zh-CN")
    assert page.named("html")[0]["lang"] == response.headers["Content-Language"]
    assert response.cookies == {}
    assert response.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert [attributes for _, attributes in page.tags if "style" in attributes] == []
    assert [name for name, _ in page.tags if name in {"script", "style", "iframe"}] == []
    assert [name for _, attributes in page.tags for name in attributes if name.startswith("on")] == []
    assert re.findall(r"(?:https?:)?//(?!www\.w3\.org/)[\w.]+", html) == []
    assert "csrf" not in html.lower()


@pytest.mark.parametrize("address", EVERY)
def test_a_page_can_be_found_through_by_ear_and_keyboard(client, plan, address):
    page = parse(client.get(address).content.decode())
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert [pair for pair in zip(page.headings, page.headings[1:], strict=False) if pair[1] - pair[0] > 1] == []
    assert len(ids) == len(set(ids))
    assert page.named("a")[0] == {"class": "skip", "href": "#main"}
    assert [attributes["id"] for attributes in page.named("main")] == ["main"]
    assert [th for th in page.named("th") if "scope" not in th] == []
    assert len(page.named("caption")) == len(page.named("table"))
    charts = [svg for svg in page.named("svg") if svg.get("role") == "img"]
    assert [svg for svg in charts if not svg["aria-label"]] == []
    assert [svg for svg in page.named("svg") if "role" not in svg and svg.get("aria-hidden") != "true"] == [
        svg for svg in page.named("svg") if svg.get("class", "").startswith("i c-")
    ]


@pytest.mark.parametrize("address", [address for address in EVERY if address.startswith("/en/")])
def test_an_english_page_holds_no_chinese_but_what_is_marked_as_such(client, plan, address):
    assert parse(client.get(address).content.decode()).foreign == []


@pytest.mark.parametrize("address", OF_PLAN)
def test_every_page_of_a_demonstration_says_so_in_page_and_title(read, plan, address):
    html = read(address)
    assert '<div class="demo">' in html
    assert re.search("<title>(.*?)</title>", html)[1].startswith("【演示数据】")


@pytest.mark.parametrize("address", OF_PLAN)
def test_every_page_says_which_issue_it_shows_and_as_of_when(read, plan, address):
    expected = "第2期 · 数据截至2031年7月31日" if "publications/2/" in address else "第5期 · 数据截至2031年10月31日"
    assert expected in read(address)


@pytest.mark.parametrize("page", BELOW)
def test_an_earlier_issue_says_that_it_is_one_and_leads_to_the_current(read, plan, page):
    assert "您正在查看第2期（数据截至2031年7月31日）" in read(f"{HOME}publications/2/{page}")
    assert "您正在查看" not in read(HOME + page)


def test_an_earlier_issue_reads_the_same_after_later_ones(client, db):
    """But for the notice that leads on and the link to the next issue, nothing of an old page changes."""
    plan = make_plan()
    make_issues(1, plan)
    address = f"{HOME}publications/1/tasks/1.1.1/"
    before = parse(client.get(address).content.decode()).text
    publish(plan, sample_records("7"), 2)
    after = parse(client.get(address).content.decode()).text
    notice = "您正在查看第1期（数据截至2031年6月30日），内容保持发布时原样。查看最新的第2期 "
    assert after.replace(notice, "").replace("往期", "最新").replace("第2期 · ", "") == before


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address",
    [
        "/plans/never-heard-of/",
        "/plans/never-heard-of/tasks/",
        f"{HOME}publications/9/",
        f"{HOME}publications/9/tasks/",
        f"{HOME}tasks/9.9.9/",
        f"{HOME}departments/nobody/",
        f"{HOME}publications/2/departments/nobody/",
        f"{HOME}publications/0/",
        f"{HOME}publications/02/",
        f"{HOME}tasks/%00/",
        f"{HOME}nowhere/",
    ],
)
def test_what_is_not_there_is_404_with_a_page_that_leads_on(client, plan, language, address):
    response = client.get(language + address)
    page = parse(response.content.decode())
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert page.headings == [1]
    assert (f"{language}/") in [link["href"] for link in page.named("a")]
    assert page.foreign == []


def test_a_missing_task_leads_to_the_list_of_tasks(client, plan):
    page = parse(client.get(f"{HOME}tasks/9.9.9/").content.decode())
    assert "第5期没有编号为9.9.9的任务。" in page.text
    assert f"{HOME}tasks/" in [link["href"] for link in page.named("a")]


def test_a_plan_without_a_public_issue_is_404_everywhere(client, db):
    make_plan()
    assert {client.get(address).status_code for address in OF_PLAN} == {HTTPStatus.NOT_FOUND}
    assert "目前没有公开发布的计划。" in client.get("/").content.decode()


@pytest.mark.parametrize("address", [HOME, "/", f"{HOME}tasks/", "/display/"])
def test_a_page_takes_nothing_but_get_and_head(client, plan, address):
    assert client.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.head(address).status_code == HTTPStatus.OK


def test_the_front_page_lists_a_plan_with_its_answer(read, plan):
    text = parse(read("/")).text
    assert "某县2031年计划（下半年安排）" in text
    assert "4项任务：进度偏慢1项，进度滞后1项，不作进度评价2项；达序时率0.00%。" in text


@pytest.mark.parametrize("other", ["/en", ""])
def test_the_other_language_is_the_same_page(read, plan, other):
    here = "/en" if other == "" else ""
    links = [link for link in parse(read(f"{here}{HOME}tasks/?light=late")).named("a") if "hreflang" in link]
    assert [link["href"] for link in links] == [f"{other}{HOME}tasks/?light=late"]


def test_identity_is_left_out_where_it_is_not_filled_in(read, plan, settings):
    assert "主办单位" not in read("/")
    settings.SITE_ORGANISER = "某县人民政府"
    settings.SITE_NAME, settings.SITE_CODE = "某县计划公开", "9900010001"
    html = read(HOME)
    assert "<dt>主办单位</dt><dd>某县人民政府</dd>" in html
    assert '<meta name="SiteIDCode" content="9900010001">' in html
    assert "承办单位" not in html


def test_a_title_is_text_and_never_markup(client, db):
    plan = make_plan(title='"><script>alert(1)</script>')
    publish(plan, [task(title="<b onclick=x>&amp;</b>", progress="</p><script>1</script>", lead=None)])
    for address in (HOME, f"{HOME}tasks/", f"{HOME}tasks/1.1.1/", f"{HOME}document/", "/", f"/en{HOME}tasks/1.1.1/"):
        html = client.get(address).content.decode()
        assert "<script" not in html
        assert "<b onclick" not in html
