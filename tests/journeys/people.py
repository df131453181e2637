"""The people of a journey, each at their own browser."""

import re

from plans.actions.acting import COMMAND_LINE
from plans.actions.people import create_account, grant_role
from plans.models import Department, Jurisdiction
from plans.rules.vocabulary import Role
from tests.actions.worlds import NOW

PASSWORD = "green-heron-over-water"
ROLES = {
    "contributor": Role.CONTRIBUTOR,
    "head": Role.HEAD,
    "office": Role.PLAN_OFFICE,
    "publisher": Role.PLAN_OFFICE,
    "admin": Role.PLAN_ADMIN,
}


class Person:
    """Somebody at their own browser."""

    def __init__(self, browser, address: str, name: str) -> None:
        self.page = browser.new_context(base_url=address).new_page()
        self.name = name

    def sign_in(self) -> None:
        self.page.goto("/admin/")
        self.page.fill("[name=username]", self.name)
        self.page.fill("[name=password]", PASSWORD)
        self.press("登录")

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer.status == 200, (self.name, path, answer.status)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=re.compile(words)).first.click()

    def reads(self, words: str) -> bool:
        return words in self.page.locator("main, #content").first.inner_text()


def make_people(browser, address: str) -> dict[str, Person]:
    """One for every role in a county of one department, all signed in, and a citizen."""
    county = Jurisdiction.objects.create(code="990101", name="白鹤县")
    farm = Department.objects.create(jurisdiction=county, slug="farm", name="县农业农村局", category="政府部门")
    for name, role in ROLES.items():
        user = create_account(username=name, password=PASSWORD, by=COMMAND_LINE, now=NOW)
        department = farm if role in {Role.CONTRIBUTOR, Role.HEAD} else None
        grant_role(user=user, role=role, jurisdiction=county, department=department, by=COMMAND_LINE, now=NOW)
    found = {name: Person(browser, address, name) for name in ROLES}
    for person in found.values():
        person.sign_in()
    return found | {"citizen": Person(browser, address, "citizen")}
