"""One log for all: structlog and the standard library, readable on a terminal, JSON lines elsewhere.

Code that acts for an order binds `order`, `element` and `actor` with `structlog.contextvars`; lines from
inside a workflow or an activity get their order from Temporal. Workflows log nothing while they replay.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor, WrappedLogger
from temporalio import activity, workflow

_TEMPORAL = ("temporal_workflow", "temporal_activity")


def configure_logging(stream: TextIO = sys.stderr, level: int = logging.INFO) -> None:
    """Sends every log line of this process to the stream; may be called again."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                *_shared(),
                structlog.stdlib.ExtraAdder(allow=_TEMPORAL),
                _order_from_temporal,
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(stream)],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    # Temporal would write the same facts into the message's text.
    workflow.logger.workflow_info_on_message = False
    activity.logger.activity_info_on_message = False


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _rendering(stream: TextIO) -> list[Processor]:
    if stream.isatty():
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer(ensure_ascii=False)]


def _order_from_temporal(
    _logger: WrappedLogger, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The workflow's id is the order's number."""
    for source in _TEMPORAL:
        facts = line.pop(source, None)
        if facts and "workflow_id" in facts:
            line.setdefault("order", facts["workflow_id"])
    return line
