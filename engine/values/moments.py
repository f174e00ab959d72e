"""Dates and times with zones as text, and back. A named zone is written behind its offset."""

from datetime import datetime, time, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a directory of the database
        return None


def zone_name(info: tzinfo | None) -> str | None:
    """The IANA name when the zone has one; None for an offset or no zone."""
    return info.key if isinstance(info, ZoneInfo) else None


def format_datetime(moment: datetime) -> str:
    """``2026-01-31T10:00:00+01:00@Europe/Paris``: offset first, so that a repeated hour stays exact."""
    name = zone_name(moment.tzinfo)
    return f"{moment.isoformat()}@{name}" if name else moment.isoformat()


def parse_datetime(text: str) -> datetime:
    """The inverse of format_datetime. The instant wins if the zone's rules have changed since."""
    body, _, name = text.partition("@")
    moment = datetime.fromisoformat(body)
    if not name:
        return moment
    region = zone(name)
    if region is None:
        raise ValueError(f"unknown time zone {name!r}")
    return moment.astimezone(region)


def format_time(moment: time) -> str:
    """``10:00:00+01:00`` or ``10:00:00@Europe/Paris`` (without a date a named zone has no offset)."""
    name = zone_name(moment.tzinfo)
    return f"{moment.isoformat()}@{name}" if name else moment.isoformat()


def parse_time(text: str) -> time:
    """The inverse of format_time."""
    body, _, name = text.partition("@")
    moment = time.fromisoformat(body)
    if not name:
        return moment
    region = zone(name)
    if region is None:
        raise ValueError(f"unknown time zone {name!r}")
    return moment.replace(tzinfo=region)
