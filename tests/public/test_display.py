"""View and theme: by query for one page, by cookie for good, and nothing else on the way."""

from http import HTTPStatus

import pytest

from tests.public.conftest import HOME
from tests.public.reading import parse


def _class(html: str) -> str:
    return parse(html).named("html")[0].get("class", "")


@pytest.mark.parametrize(
    ("query", "css"),
    [
        ("", ""),
        ("?view=elder", "elder"),
        ("?theme=dark", "theme-dark"),
        ("?theme=light", "theme-light"),
        ("?view=elder&theme=dark", "elder theme-dark"),
        ("?view=huge&theme=pink", ""),
    ],
)
def test_a_query_draws_the_page_so_and_sets_nothing(client, plan, query, css):
    response = client.get(HOME + query)
    assert _class(response.content.decode()) == css
    assert response.cookies == {}


def test_the_display_page_keeps_the_choice_and_goes_back(client, plan):
    response = client.get("/display/", {"view": "elder", "next": f"{HOME}tasks/?light=late"})
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == f"{HOME}tasks/?light=late"
    cookie = response.cookies["display"]
    assert cookie.value == "elder.auto"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert _class(client.get(HOME).content.decode()) == "elder"


def test_one_choice_leaves_the_other(client, plan):
    client.get("/display/?view=elder")
    assert client.get("/display/?theme=dark").cookies["display"].value == "elder.dark"


def test_a_query_wins_over_the_cookie(client, plan):
    client.cookies["display"] = "elder.dark"
    assert _class(client.get(f"{HOME}?view=standard").content.decode()) == "theme-dark"


@pytest.mark.parametrize("value", ["", "x", "elder", "huge.pink", "elder.dark.more", "<script>"])
def test_a_cookie_that_is_no_choice_is_passed_over(client, plan, value):
    client.cookies["display"] = value
    assert _class(client.get(HOME).content.decode()) == ("elder" if value.startswith("elder") else "")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/\r\nSet-Cookie: x=y",
    ],
)
def test_going_back_never_leaves_the_site(client, target):
    location = client.get("/display/", {"view": "elder", "next": target}).headers["Location"]
    assert location in {"/", "/%0D%0ASet-Cookie:%20x=y"}


def test_in_english_it_goes_back_to_english(client):
    assert client.get("/en/display/?view=elder").headers["Location"] == "/en/"


def test_without_a_choice_it_shows_what_there_is_and_sets_nothing(client):
    response = client.get("/display/?next=/")
    assert response.status_code == HTTPStatus.OK
    assert response.cookies == {}


def test_the_link_to_the_other_view_keeps_the_place(read, plan):
    page = parse(read(f"{HOME}tasks/?light=late&view=elder"))
    links = [link["href"] for link in page.named("a") if link.get("href", "").startswith("/display/?")]
    assert links == ["/display/?view=standard&theme=auto&next=%2Fplans%2Fcounty-2031%2Ftasks%2F%3Flight%3Dlate"]


def test_a_page_that_has_not_changed_is_not_sent_again(client, plan):
    first = client.get(HOME)
    again = client.get(HOME, headers={"if-none-match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["Vary"] == "Cookie"
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")


def test_each_display_has_a_tag_of_its_own(client, plan):
    tags = {client.get(HOME + query).headers["ETag"] for query in ("", "?view=elder", "?theme=dark")}
    assert len(tags) == 3
