"""Hand-over to the worker, only once the rows that it needs are committed."""

import logging
from typing import Any
from uuid import UUID

from celery import Task, current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def after_commit(task: Task, **kwargs: Any) -> None:
    """Queue after the commit. When the broker is away nothing is lost: a sweep finds the row again.

    Arguments are ids, never words: the broker's memory holds nothing about a case.
    """
    ids = {name: str(value) if isinstance(value, UUID) else value for name, value in kwargs.items()}

    def send() -> None:
        try:
            task.apply_async(kwargs=ids, retry=False)
        except OperationalError:
            log.warning("broker away, %s left to the sweep", task.name)

    transaction.on_commit(send)


def tell_after_commit(name: str) -> None:
    """Wake a task of an app further up by its name. It takes nothing: what it has to do lies in rows."""

    def send() -> None:
        try:
            current_app.send_task(name, retry=False)
        except OperationalError:
            log.warning("broker away, %s left to the sweep", name)

    transaction.on_commit(send)
