"""A sentence the system itself says, in the two languages it speaks, and the refusal that carries one.

The pure core cannot ask Django for a translation, and a published reason must read the same for ever, so the core
writes both languages where it decides. Interface texts of the doors go through gettext as usual.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One sentence in both languages; `code` is stable and may be stored, tested and sent to other programs."""

    code: str
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.zh


class Refused(Exception):
    """Something asked for is not done. Says why and what to do; nothing has been changed.

    `field` names the input at fault, where there is one; `status` is the HTTP status a door answers with:
    400 for input, 403 for a right that is missing, 404 for what must not be seen, 409 for a state that has moved on.
    """

    status = 400

    def __init__(self, code: str, zh: str, en: str, *, field: str | None = None) -> None:
        super().__init__(zh)
        self.said = Said(code, zh, en)
        self.field = field

    @property
    def code(self) -> str:
        return self.said.code


class ManyRefused(Refused):
    """Several inputs are at fault at once; each refusal names its field."""

    def __init__(self, errors: "list[Refused]") -> None:
        first = errors[0].said
        super().__init__(first.code, first.zh, first.en, field=errors[0].field)
        self.errors = tuple(errors)


class NotAllowed(Refused):
    """The person is known and may see the thing, but not do this to it."""

    status = 403


class NotThere(Refused):
    """Missing, or not to be seen by this person: the same answer for both."""

    status = 404


class MovedOn(Refused):
    """The state or version is no longer the one the person saw."""

    status = 409
