"""The error pages stand alone: no context, no database, no request."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.public.reading import parse


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("status", ["400", "403", "404", "500"])
def test_an_error_page_needs_nothing_and_leads_home(status, language):
    with translation.override(language):
        page = parse(render_to_string(f"{status}.html"))
    assert page.headings == [1]
    assert status in page.text
    assert page.foreign == []
    assert ("/en/" if language == "en" else "/") in [link["href"] for link in page.named("a")]


def test_an_address_unknown_to_everybody_gets_the_page_for_it(client, db):
    response = client.get("/plans/nothing/at/all/")
    assert response.status_code == 404
    assert "您访问的页面不存在" in response.content.decode()
