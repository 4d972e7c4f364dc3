"""Technical logs hold ids only. What was typed can reach a log through an exception, so its message stays out."""

import logging.config
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def without_words(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """An exception as its type and the places it passed; a database's message quotes values, ours may quote names."""
    found = event.pop("exc_info", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[0]:
        event["error"] = _kinds(found[1])
        event["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(found[2])[-12:]]
    return event


def _kinds(error: BaseException) -> str:
    """The chain of types, outermost first."""
    cause = error.__cause__ or error.__context__
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} < {_kinds(cause)}" if cause else kind


_BEFORE: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
    without_words,
]


def logging_settings(level: str, *, as_json: bool) -> dict[str, Any]:
    """JSON lines for a collector, readable lines for a person."""
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if not as_json:
        last = structlog.dev.ConsoleRenderer(colors=False)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        "foreign_pre_chain": _BEFORE,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
    }


def configure(settings: dict[str, Any]) -> None:
    """Called by Django once at the start."""
    logging.config.dictConfig(settings)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
