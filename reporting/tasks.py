"""Figures in the background."""

from uuid import UUID

from celery import shared_task
from django.core.cache import cache

from reporting.services.refresh import changed_schools, refresh_levels, refresh_school

LOCK_SECONDS = 60


@shared_task(acks_late=True)  # type: ignore[untyped-decorator]
def sweep_statistics() -> int:
    """Schools that changed, then the levels above; one sweep at a time. How many schools."""
    if not cache.add("statistics-sweep", "1", timeout=LOCK_SECONDS):
        return 0
    try:
        schools: list[UUID] = changed_schools()
        for school_id in schools:
            refresh_school(school_id)
        if schools:
            refresh_levels()
        return len(schools)
    finally:
        cache.delete("statistics-sweep")
