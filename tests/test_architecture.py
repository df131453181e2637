"""The rules between rooms, read from the source: who may import whom, where the clock is read, what a test must do.

Every rule is a function from a tree of files to the sentences it finds wrong. It is run on this project, where it
finds none, and on a small made-up tree that breaks it, where it must find exactly that.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

# From the top down; rooms of one storey do not import each other. `migrations` is written by Django.
STOREYS = (
    {"admin", "public", "opendata", "management"},
    {"actions"},
    {"queries"},
    {"migrations"},
    {"models"},
    {"importing", "reporting"},
    {"rules"},
)
HEIGHT = {room: len(STOREYS) - index for index, storey in enumerate(STOREYS) for room in storey}
EXPORTED_BY_COMMANDS = {("management", "public"), ("management", "opendata")}
READ_ONLY_DOORS = ("plans.public", "plans.opendata")
PURE_CORE = ("rules", "importing", "reporting")
CLOCKLESS = (*PURE_CORE, "queries", "actions")
CLOCKS = {"now", "today", "utcnow", "gmtime", "time", "time_ns", "monotonic", "perf_counter"}
CLOCK_MODULES = {"datetime", "time", "django.utils.timezone"}
CLOCK_OWNERS = {"datetime", "date", "time", "timezone"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
OUTSIDE_ROOMS = {"plans/__init__.py": "the app itself", "plans/apps.py": "Django reads the app's name there"}
LATE_IMPORTS = {"plans/apps.py:ready": "models can be imported only once Django's registry is ready"}
ASSERTING_FIXTURES = {"django_assert_num_queries", "django_assert_max_num_queries"}


# -- reading the tree ------------------------------------------------------------------------------------------------


def files(root: Path, *folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((root / folder).rglob("*.py"))]
    return [path for path in found if "__pycache__" not in path.parts]


def name_of(path: Path, root: Path) -> str:
    """plans/rules/digest.py is plans.rules.digest, and plans/rules/__init__.py plans.rules."""
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def short(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports_of(path: Path, root: Path) -> list[str]:
    """The full name of everything imported anywhere in a file, also inside functions and for type checking only."""
    package = name_of(path, root) if path.name == "__init__.py" else name_of(path, root).rpartition(".")[0]
    names = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            names += [f"{base}.{alias.name}" for alias in node.names]
    return names


def room_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "plans" and len(parts) > 1 else None


def reached_from(start: str, graph: dict[str, set[str]]) -> dict[str, list[str]]:
    """Every module reached from one, each with a way that leads there."""
    ways = {start: [start]}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there in sorted(graph.get(here, ())):
            if there not in ways:
                ways[there] = [*ways[here], there]
                waiting.append(there)
    return ways


def import_graph(root: Path) -> dict[str, set[str]]:
    """What each module of ours imports: modules of ours with the packages they stand in, others as they are written."""
    paths = files(root, "plans", "tracker")
    ours = {name_of(path, root) for path in paths}
    graph = {}
    for path in paths:
        targets = set()
        for name in imports_of(path, root):
            parts = name.split(".")
            known = [".".join(parts[:end]) for end in range(1, len(parts) + 1) if ".".join(parts[:end]) in ours]
            targets |= set(known) or {name}
        graph[name_of(path, root)] = targets - {name_of(path, root)}
    return graph


# -- the rules -------------------------------------------------------------------------------------------------------


def homeless_modules(root: Path) -> list[str]:
    """Every module of plans stands in a room that has a storey."""
    return [
        f"{short(path, root)} stands in no room"
        for path in files(root, "plans")
        if short(path, root) not in OUTSIDE_ROOMS
        and (len(path.relative_to(root).parts) < 3 or path.relative_to(root).parts[1] not in HEIGHT)
    ]


def upward_imports(root: Path) -> list[str]:
    """Imports go down only; rooms of one storey leave each other alone, but commands may export the public doors."""
    wrong = []
    for path in files(root, "plans"):
        here = room_of(name_of(path, root))
        for name in imports_of(path, root):
            there = room_of(name)
            if here not in HEIGHT or there not in HEIGHT or here == there or (here, there) in EXPORTED_BY_COMMANDS:
                continue
            if HEIGHT[here] <= HEIGHT[there]:
                wrong.append(f"{short(path, root)} imports {name}")
    return wrong


def writers_reached_by_readers(root: Path) -> list[str]:
    """public and opendata never reach actions, not through anything they import either."""
    graph = import_graph(root)
    wrong = []
    for module in sorted(graph):
        if module.startswith(READ_ONLY_DOORS):
            ways = reached_from(module, graph)
            wrong += [" → ".join(way) for there, way in sorted(ways.items()) if room_of(there) == "actions"]
    return wrong


def frameworks_in_the_core(root: Path) -> list[str]:
    """The pure core reaches neither Django, nor its extensions, nor this project's settings."""
    graph = import_graph(root)
    wrong = []
    for module in sorted(graph):
        if room_of(module) in PURE_CORE:
            ways = reached_from(module, graph)
            wrong += [
                " → ".join(way)
                for there, way in sorted(ways.items())
                if there.partition(".")[0].startswith("django") or there.partition(".")[0] == "tracker"
            ]
    return wrong


def clocks(root: Path) -> list[str]:
    """Rules, reading and acting are told the time; only doors look at a clock."""
    wrong = []
    for path in files(root, *(f"plans/{room}" for room in CLOCKLESS)):
        wrong += [
            f"{short(path, root)}:{line} reads the clock ({what})" for line, what in clock_readings(tree_of(path))
        ]
    return wrong


def clock_readings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Clocks imported, called or handed on; localdate and localtime are clocks only while nobody tells them a moment."""
    told = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args}
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in CLOCK_MODULES:
            # The class datetime.time is a time of day; the function time.time is a clock.
            harmless = {"time"} if node.module == "datetime" else set()
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in CLOCKS - harmless)
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            from_a_clock = isinstance(node, ast.Attribute) and name in CLOCKS and is_clock(node.value)
            called_bare = id(node) in called and name in {"now", "today", "utcnow"}
            untold = name in {"localdate", "localtime"} and id(node) not in told
            if from_a_clock or called_bare or untold:
                yield node.lineno, ast.unparse(node)


def is_clock(owner: ast.expr) -> bool:
    """datetime.now, dt.date.today, timezone.now, time.time."""
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name in CLOCK_OWNERS


def nameless_modules(root: Path) -> list[str]:
    """A module is named for what it holds."""
    return [
        f"{short(path, root)} says nothing by its name"
        for path in files(root, "plans", "tracker", "tests")
        if NAMELESS & set(path.relative_to(root).with_suffix("").parts)
    ]


def assertionless_tests(root: Path) -> list[str]:
    """Every test function asserts something, itself or through a function of its own file that does."""
    return [
        f"{short(path, root)}:{function.name} asserts nothing"
        for path in files(root, "tests")
        if path.name.startswith("test_")
        for function in silent_functions(tree_of(path))
        if function.name.startswith("test")
    ]


def silent_functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    silent = [function for function in functions if not any(is_assertion(node) for node in ast.walk(function))]
    while True:
        speaking = {function.name for function in functions if function not in silent}
        still = [function for function in silent if not speaking & called_by(function)]
        if len(still) == len(silent):
            return silent
        silent = still


def called_by(function: ast.AST) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {called.id for called in calls if isinstance(called, ast.Name)}


def is_assertion(node: ast.AST) -> bool:
    """assert, pytest.raises, a maker named assert_… or check_…, Django's assertions, and Playwright's expect."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in {"raises", "warns", "expect", *ASSERTING_FIXTURES} or called.startswith(("assert", "check_"))


def late_imports(root: Path) -> list[str]:
    """Imports stand at the top of a file, where the rules above are easy to see; the exceptions are in use."""
    found = [
        f"{short(path, root)}:{function.name}"
        for path in files(root, "plans")
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    unused = [f"{name} needs no exception" for name in LATE_IMPORTS if name not in found]
    return [f"{name} imports inside a function" for name in found if name not in LATE_IMPORTS] + unused


# -- this project ----------------------------------------------------------------------------------------------------

RULES = [
    homeless_modules,
    upward_imports,
    writers_reached_by_readers,
    frameworks_in_the_core,
    clocks,
    nameless_modules,
    assertionless_tests,
    late_imports,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule):
    assert rule(PROJECT) == []


def test_the_rules_really_read_the_project():
    graph = import_graph(PROJECT)
    assert "plans.rules.vocabulary" in graph["plans.rules.standing"]
    assert {room_of(name) for name in graph} >= {"rules", "importing", "models", "queries", "actions"}
    assert len([path for path in files(PROJECT, "tests") if path.name.startswith("test_")]) > 20


# -- negative controls: a small tree in which one rule is broken -----------------------------------------------------

READY = {"plans/apps.py": "def ready():\n    from plans import models\n"}
GOOD = {
    **READY,
    "plans/__init__.py": "",
    "plans/rules/__init__.py": "",
    "plans/rules/shapes.py": "from datetime import date, time\n\ndef later(record, now):\n    return record.now, now\n",
    "plans/importing/blocks.py": "from ..rules import shapes\n",
    "plans/models/__init__.py": "import django\nfrom plans.rules.shapes import later\n",
    "plans/queries/living.py": "from plans import models\nfrom plans.models import Plan\n",
    "plans/actions/publishing.py": "from django.db.models.functions import Now\nfrom django.utils.timezone import localdate\nfrom plans.queries import living\n\nat = Now()\n\ndef day(now):\n    return localdate(now)\n",
    "plans/public/pages.py": "from django.utils import timezone\nfrom plans.queries import living\n\nat = timezone.now()\n",
    "plans/management/commands/export.py": "from plans.public import pages\nfrom plans.actions import publishing\n",
    "tracker/urls.py": "from plans.public import pages\n",
    "tests/makers.py": "def testimony():\n    return 1\n",
    "tests/test_all.py": (
        "def test_a():\n    assert True\n\n"
        "def test_b():\n    with pytest.raises(ValueError):\n        int('x')\n\n"
        "def test_c():\n    expect(page).to_have_title('x')\n\n"
        "def test_d():\n    assert_kept(1)\n\n"
        "def test_e():\n    with django_assert_num_queries(1):\n        load()\n\n"
        "def kept(x):\n    assert x\n\ndef all_kept(x):\n    kept(x)\n\ndef test_f():\n    all_kept(1)\n"
    ),
}


def plant(root: Path, tree: dict[str, str]) -> Path:
    for name, text in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


BAD = [
    (homeless_modules, {"plans/shortcuts.py": ""}, ["plans/shortcuts.py stands in no room"]),
    (homeless_modules, {"plans/services/x.py": ""}, ["plans/services/x.py stands in no room"]),
    (upward_imports, {"plans/rules/x.py": "import plans.models.people\n"},
     ["plans/rules/x.py imports plans.models.people"]),
    (upward_imports, {"plans/rules/x.py": "from plans import queries\n"}, ["plans/rules/x.py imports plans.queries"]),
    (upward_imports, {"plans/rules/x.py": "from ..models import people\n"}, ["plans/rules/x.py imports plans.models.people"]),
    (upward_imports, {"plans/rules/__init__.py": "from .. import models\n"}, ["plans/rules/__init__.py imports plans.models"]),
    (upward_imports, {"plans/models/x.py": "from plans.queries.living import a\n"},
     ["plans/models/x.py imports plans.queries.living.a"]),
    (upward_imports, {"plans/queries/x.py": "from plans.actions import publishing\n"},
     ["plans/queries/x.py imports plans.actions.publishing"]),
    (upward_imports, {"plans/actions/x.py": "from plans.public import pages\n"},
     ["plans/actions/x.py imports plans.public.pages"]),
    (upward_imports, {"plans/importing/x.py": "from plans.reporting import docx\n"},
     ["plans/importing/x.py imports plans.reporting.docx"]),
    (upward_imports, {"plans/reporting/x.py": "def f():\n    from plans.models import Plan\n"},
     ["plans/reporting/x.py imports plans.models.Plan"]),
    (upward_imports, {"plans/public/x.py": "from plans.opendata import feeds\n"},
     ["plans/public/x.py imports plans.opendata.feeds"]),
    (upward_imports, {"plans/opendata/x.py": "from plans.public import pages\n"},
     ["plans/opendata/x.py imports plans.public.pages"]),
    (upward_imports, {"plans/admin/x.py": "from plans.public import pages\n"},
     ["plans/admin/x.py imports plans.public.pages"]),
    (upward_imports, {"plans/public/x.py": "from plans.management.commands import export\n"},
     ["plans/public/x.py imports plans.management.commands.export"]),
    (upward_imports, {"plans/management/commands/x.py": "from plans.admin import site\n"},
     ["plans/management/commands/x.py imports plans.admin.site"]),
    (writers_reached_by_readers, {"plans/public/pages.py": "from plans.actions import publishing\n"},
     ["plans.public.pages → plans.actions.publishing"]),
    (writers_reached_by_readers, {"plans/queries/living.py": "from plans.actions import publishing\n"},
     ["plans.public.pages → plans.queries.living → plans.actions.publishing"]),
    (writers_reached_by_readers,
     {"plans/opendata/x.py": "from tracker.numbers import a\n", "tracker/numbers.py": "import plans.actions.publishing\n"},
     ["plans.opendata.x → tracker.numbers → plans.actions.publishing"]),
    (frameworks_in_the_core, {"plans/rules/x.py": "from django.conf import settings\n"},
     ["plans.rules.x → django.conf.settings"]),
    (frameworks_in_the_core, {"plans/importing/blocks.py": "import django_filters\n"},
     ["plans.importing.blocks → django_filters"]),
    (frameworks_in_the_core, {"plans/reporting/x.py": "from tracker import env\n", "tracker/env.py": "", "tracker/__init__.py": ""},
     ["plans.reporting.x → tracker", "plans.reporting.x → tracker.env"]),
    (frameworks_in_the_core, {"plans/reporting/x.py": "from plans.models import Plan\n"},
     ["plans.reporting.x → plans.models → django"]),
    (clocks, {"plans/rules/x.py": "from datetime import datetime\nat = datetime.now()\n"},
     ["plans/rules/x.py:2 reads the clock (datetime.now)"]),
    (clocks, {"plans/queries/x.py": "import datetime as dt\nat = dt.date.today()\n"},
     ["plans/queries/x.py:2 reads the clock (dt.date.today)"]),
    (clocks, {"plans/actions/x.py": "from django.utils import timezone\nat = dict(default=timezone.now)\n"},
     ["plans/actions/x.py:2 reads the clock (timezone.now)"]),
    (clocks, {"plans/actions/x.py": "from django.utils.timezone import now\nat = now()\n"},
     ["plans/actions/x.py:1 reads the clock (now)", "plans/actions/x.py:2 reads the clock (now)"]),
    (clocks, {"plans/importing/x.py": "import time\nat = time.time()\n"},
     ["plans/importing/x.py:2 reads the clock (time.time)"]),
    (clocks, {"plans/reporting/x.py": "from time import time\n"}, ["plans/reporting/x.py:1 reads the clock (time)"]),
    (clocks, {"plans/rules/x.py": "import d\nat = d.Day.today()\n"},
     ["plans/rules/x.py:2 reads the clock (d.Day.today)"]),
    (clocks, {"plans/actions/x.py": "from django.utils.timezone import localdate\nat = localdate()\n"},
     ["plans/actions/x.py:2 reads the clock (localdate)"]),
    (clocks, {"plans/actions/x.py": "from django.utils import timezone\nat = dict(default=timezone.localtime)\n"},
     ["plans/actions/x.py:2 reads the clock (timezone.localtime)"]),
    (nameless_modules, {"plans/rules/utils.py": ""}, ["plans/rules/utils.py says nothing by its name"]),
    (nameless_modules, {"plans/public/helpers/x.py": ""}, ["plans/public/helpers/x.py says nothing by its name"]),
    (nameless_modules, {"tests/common.py": "", "tracker/misc.py": ""},
     ["tracker/misc.py says nothing by its name", "tests/common.py says nothing by its name"]),
    (assertionless_tests, {"tests/test_all.py": "def test_it_runs():\n    run()\n"},
     ["tests/test_all.py:test_it_runs asserts nothing"]),
    (assertionless_tests, {"tests/test_all.py": "def run(x):\n    print(x)\n\ndef test_it_runs():\n    run(1)\n"},
     ["tests/test_all.py:test_it_runs asserts nothing"]),
    (assertionless_tests, {"tests/x/test_y.py": "class TestX:\n    async def test_z(self):\n        await run()\n"},
     ["tests/x/test_y.py:test_z asserts nothing"]),
    (late_imports, {"plans/public/x.py": "def view():\n    import json\n"},
     ["plans/public/x.py:view imports inside a function"]),
    (late_imports, {"plans/public/x.py": "class A:\n    async def b(self):\n        from json import loads\n"},
     ["plans/public/x.py:b imports inside a function"]),
    (late_imports, {"plans/apps.py": ""}, ["plans/apps.py:ready needs no exception"]),
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_finds_nothing_wrong_in_a_tree_that_keeps_it(rule, tmp_path):
    assert rule(plant(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("rule", "bad", "found"), BAD, ids=[f"{rule.__name__}: {next(iter(bad))}" for rule, bad, _ in BAD]
)
def test_the_rule_finds_what_breaks_it(rule, bad, found, tmp_path):
    assert rule(plant(tmp_path, GOOD | bad)) == found


def test_every_rule_has_its_negative_control():
    assert {rule for rule, _, _ in BAD} == set(RULES)
