"""Celery tasks that work inside one school."""

from typing import Any, NoReturn
from uuid import UUID

from celery import Task
from celery.utils.time import get_exponential_backoff_interval
from django.db import InterfaceError, OperationalError

from safeguard.tenancy.scope import school_scope


class SchoolTask(Task):  # type: ignore[misc]
    """Takes the keyword `school`, opens its scope around the body and closes it with the transaction.

    Delivered at least once: the body must be safe to run twice. Arguments hold ids only. A database that is away is
    tried again, also when it went away while the scope was opened or committed, which Celery's own
    `autoretry_for` would not see.
    """

    abstract = True
    acks_late = True
    reject_on_worker_lost = True
    #: Celery would compare `school` with the parameters of the body, which doesn't take it.
    typing = False
    max_retries = 10
    longest_wait = 60

    def __call__(self, *args: Any, school: str, **kwargs: Any) -> Any:
        try:
            with school_scope(UUID(str(school))):
                return self.run(*args, **kwargs)
        except (OperationalError, InterfaceError) as away:
            self._try_again(away)

    def _try_again(self, away: Exception) -> NoReturn:
        if self.request.called_directly:
            raise away
        tries = self.request.retries or 0
        wait = get_exponential_backoff_interval(factor=1, retries=tries, maximum=self.longest_wait, full_jitter=True)
        raise self.retry(exc=away, countdown=wait)
