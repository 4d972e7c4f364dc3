"""What a rule says when it refuses. Pure: the wording is an English msgid, translated at the edge."""


def gettext_noop(message: str) -> str:
    """Marks a msgid for the translators without importing Django."""
    return message


class DomainError(Exception):
    """A refusal that a person will read. `message` is a msgid with %(name)s for its parameters.

    `field` names the form field beside which it belongs; empty for the act as a whole.
    """

    def __init__(self, message: str, *, field: str = "", **params: object) -> None:
        super().__init__(message)
        self.message, self.field, self.params = message, field, params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class RuleViolation(DomainError):
    """The procedure doesn't allow it."""


class Refused(DomainError):
    """This person may not do it."""


class Conflict(DomainError):
    """Somebody else changed it in the meantime; what was typed must be shown beside what is there."""
