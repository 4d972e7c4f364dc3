"""Addresses of this app's pages."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from safeguard.organisations.models import School


@dataclass(frozen=True)
class Links:
    """The pages of one school, and of one meeting when it's given."""

    school: School
    meeting_id: UUID | None = None

    def to(self, name: str, **ids: UUID) -> str:
        kwargs: dict[str, object] = {"school": self.school.organisation.slug, **ids}
        if self.meeting_id is not None:
            kwargs["meeting_id"] = self.meeting_id
        return reverse(f"commissions:{name}", kwargs=kwargs)

    def seen(self, name: str, version: int, **ids: UUID) -> str:
        """With the version of the row that the reader has before them."""
        return f"{self.to(name, **ids)}?seen={version}"

    def case(self, case_id: UUID) -> str:
        return reverse("cases:detail", kwargs={"school": self.school.organisation.slug, "case_id": case_id})
