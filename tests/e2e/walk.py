"""What one step of the walk leaves to the next."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.e2e.town import Town, Visitor
from tests.e2e.walk_figures import Figures
from tests.e2e.walk_room import Meeting

NEW_PUPIL = "Перелітний"


@dataclass
class Walk:
    """Who is signed in, the addresses, the names that nobody above may read."""

    town: Town
    browser: Browser
    people: dict[str, Visitor] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    figures: Figures | None = None
    before: dict[str, int] = field(default_factory=dict)
    meeting: Meeting | None = None
    stopped_at: str = ""

    def named_in(self, text: str) -> list[str]:
        """Children and representatives whose names stand there, in either order."""
        orders = [f"{first} {second}" for first, second, *_ in map(str.split, self.names)]
        turned = [" ".join(reversed(name.split())) for name in orders]
        return [name for name in (*orders, *turned, NEW_PUPIL) if name in text]

    def visitor(self, role: str, country: str = "ua", language: str = "uk") -> Visitor:
        """Signed in once; later steps find them at the same browser."""
        key = f"{role} {country}"
        if key not in self.people:
            self.people[key] = Visitor(self.town, self.browser, language).sign_in(role, country)
        return self.people[key]
