"""Pages as a test reads them: their elements, their headings, the text in each language."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
SPOKEN = frozenset({"aria-label", "alt", "title", "placeholder"})
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass
class Page(HTMLParser):
    """`tags` are (name, attributes) in order; `foreign` the Chinese found where a page claims to be English."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _stack: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        language = attributes.get("lang", self._stack[-1][1] if self._stack else "")
        if language == "en":
            self.foreign += [value for name, value in attributes.items() if name in SPOKEN and HAN.search(value)]
        if tag not in VOID:
            self._stack.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._stack.pop()

    def handle_endtag(self, tag):
        assert self._stack, f"</{tag}> closes nothing"
        opened = self._stack.pop()[0]
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data):
        self.words.append(data)
        inside = self._stack[-1] if self._stack else ("", "")
        if inside[1] == "en" and inside[0] != "title" and HAN.search(data):
            self.foreign.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def parse(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page._stack == []
    return page


def rows_of(html: str) -> list[str]:
    """The codes of the tasks a list shows, in order."""
    return re.findall(r'<td class="code hide-s">([^<]*)</td>', html)
