"""Moments on one line of time, however precisely they were written."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from selisih.model.records import Moment


def begins(moment: Moment, timezone: str) -> datetime:
    """Return when a moment begins; a bare date is midnight in the site's time zone."""
    return moment.time or datetime.combine(moment.day, time(), ZoneInfo(timezone))
