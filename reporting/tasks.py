"""Figures in the background."""

from datetime import date
from uuid import UUID

from celery import shared_task
from django.core.cache import cache

from reporting.services.refresh import changed_schools, moved_schools, refresh_levels, refresh_moved, refresh_school
from safeguard import clock

LOCK_SECONDS = 60
SEEN_SECONDS = 3 * 24 * 60 * 60


def _seen(placement_id: UUID, from_on: date) -> str:
    """Once before its day and once from its day on: only then it changes figures."""
    return f"moved-{placement_id}-{from_on <= clock.now().date()}"


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_statistics() -> int:
    """Schools that changed, then the levels above; one sweep at a time. How many schools."""
    if not cache.add("statistics-sweep", "1", timeout=LOCK_SECONDS):
        return 0
    try:
        schools: list[UUID] = changed_schools()
        for school_id in schools:
            refresh_school(school_id)
        moved = [place for place in moved_schools() if cache.add(_seen(place.pk, place.from_on), "1", SEEN_SECONDS)]
        for place in moved:
            refresh_moved(place)
        if schools or moved:
            refresh_levels()
        return len(schools)
    finally:
        cache.delete("statistics-sweep")
