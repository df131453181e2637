"""A real browser on a real server: Debian's Chromium, one context a person."""

import pytest
from playwright.sync_api import sync_playwright

from tests.guards import flushable_db  # noqa: F401 - a fixture

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def browser(monkeypatch):
    """Playwright keeps an event loop in this thread; Django would take every query here for one in a coroutine."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
