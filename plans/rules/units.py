"""Which unit of a jurisdiction a name means, as documents write it: in full, shortened, with or without the place.

区发改局, 区发展改革局 and 某市某区发展和改革局 are one unit: a short name keeps the order of the characters of the long one.
A name of another level (市发展改革局 beside 区发展改革局) is nobody's here, and a name that fits two units is none.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》〈〉")
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]{0,40}[)\]】〕]")
_LEVEL = re.compile(r"国家|省(?!级)|自治区|市(?![场政容民监])|州|县(?!域)|区(?!域)")
_PLACE = re.compile(r".+?(?:省|自治区|自治州|市|州(?![市区县])|县|区)")
_TOWN = re.compile(r"(镇|乡|街道)(?:人民政府|政府|办事处|办)$")
_TAILS = (("管理委员会", "管委会"), ("委员会", "委"), ("办公室", "办"))
_TAIL = re.compile(r"(?:管委会|分局|中心|大队|支队|公司|街道|集团|[局委办部院厅会社站镇乡])$")
_LIST = re.compile(r"[、,;/\n]+")
_AND = re.compile(r"[和及与]|会同")
_EVERY_TOWN = re.compile(r"各(?:镇|乡镇|街道|镇街|乡镇街道)(?:\((?:镇|乡|街|街道)\))?(?:人民政府|政府|办事处)?")
_MENTION = re.compile(
    r"(?=([省市州县区][\u4e00-\u9fff]{1,16}?"
    r"(?:局(?:[\u4e00-\u9fff]{2,5}分局)?|管委会|管理委员会|委员会|办公室|大队|支队|中心|街道|[委办部镇乡])))"
)
SHORTEST_CORE = 2
SAFE_SUFFIX = 3
"""A name may lack the first characters of another only if so many are left: 管理局 is the end of many names."""


@dataclass(frozen=True)
class Mention:
    """A unit named at a place of a text (offsets in the plain text)."""

    start: int
    end: int
    slug: str
    written: str


def plain(text: str) -> str:
    """One width, without white space and quotation marks: what words and names are compared in."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())


class UnitNames:
    """The names of a jurisdiction's units; `place` is its full name, such as 某市某区."""

    def __init__(self, names: Iterable[tuple[str, str]], *, place: str) -> None:
        *self._above, self._place = _PLACE.findall(plain(place)) or [""]
        self._units = [(slug, plain(name), self._canonical(name)) for slug, name in names]
        self._known: dict[str, str | None] = {}

    def resolve(self, written: str) -> str | None:
        """The slug of the one unit that a name means, else None."""
        if written not in self._known:
            self._known[written] = self._find(self._canonical(written))
        return self._known[written]

    def resolve_all(self, written: Sequence[str]) -> tuple[str, ...]:
        """Every unit in lists of names, once each; 各镇 means all of them. What fits no unit is left out."""
        found: list[str] = []
        for name in (part for item in written for part in _LIST.split(unicodedata.normalize("NFKC", item))):
            if _EVERY_TOWN.fullmatch(plain(name)):
                found += [slug for slug, _, canonical in self._units if canonical.endswith(("镇", "乡", "街道"))]
                continue
            whole = self.resolve(name)
            found += [slug for slug in ([whole] if whole else map(self.resolve, _AND.split(name))) if slug]
        return tuple(dict.fromkeys(found))

    def mentions(self, text: str) -> list[Mention]:
        """Units named in a plain text, in its order; where names share an end, the shortest that means a unit."""
        by_end: dict[int, Mention] = {}
        for match in _MENTION.finditer(text):
            slug = self.resolve(match[1])
            if slug:
                by_end[match.end(1)] = Mention(match.start(1), match.end(1), slug, match[1])
        for slug, name, _ in self._units:
            at = text.find(name) if name else -1
            while at >= 0:
                by_end.setdefault(at + len(name), Mention(at, at + len(name), slug, name))
                at = text.find(name, at + len(name))
        return sorted(by_end.values(), key=lambda mention: mention.start)

    def _find(self, name: str) -> str | None:
        if len(_core(name)) < SHORTEST_CORE:
            return None
        for agree in (str.__eq__, _is_same):
            found = {slug for slug, _, unit in self._units if agree(name, unit)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _canonical(self, written: str) -> str:
        """Without the place and its level, brackets and long endings; an upper place is its level, as in 市公安局某分局."""
        name = _TOWN.sub(r"\1", _BRACKETS.sub("", plain(written)))
        for long, short in _TAILS:
            name = name.removesuffix(long) + (short if name.endswith(long) else "")
        if self._place and len(_core(name.partition(self._place)[2])) >= SHORTEST_CORE:
            name = name.partition(self._place)[2]
        for place in self._above:
            name = place[-1] + name.removeprefix(place) if name.startswith(place) else name
        name = _without(name, self._place[:-1])
        if _level(name) == self._place[-1:]:
            name = name.removeprefix(self._place[-1:])
        name = _without(name, "委")
        return "政府办" if name in ("府办", "人民政府办") else name


def _without(name: str, prefix: str) -> str:
    """A prefix is taken off only where a name is left."""
    rest = name.removeprefix(prefix)
    return rest if len(_core(rest)) >= SHORTEST_CORE else name


def _core(name: str) -> str:
    return _TAIL.sub("", name)


def _is_same(one: str, other: str) -> bool:
    """One is a short form of the other: the same kind of unit, of the same level, its characters in the same order."""
    short, long = sorted((one, other), key=len)
    if short[-1:] != long[-1:] or not _is_same_level(one, other):
        return False
    starts_alike = short[:1] in (long[:1], long.removeprefix(_level(long))[:1])
    if starts_alike or len(_core(short)) > SAFE_SUFFIX:
        return _keeps_order(short, long)
    return len(_core(short)) == SAFE_SUFFIX and long.endswith(short)


def _is_same_level(one: str, other: str) -> bool:
    """市公安局某分局 may be called 公安分局 here; 市公安局 is another unit."""
    levels = {_level(one), _level(other)}
    branches = {name.endswith("分局") for name in (one, other)}
    if len(levels) == 1:
        return levels == {""} or len(branches) == 1
    return "" in levels and any(name.endswith("分局") and _level(name) for name in (one, other))


def _level(name: str) -> str:
    match = _LEVEL.match(name)
    return match[0] if match else ""


def _keeps_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
