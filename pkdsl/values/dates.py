"""Days, calendar durations, periods and times of day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import TYPE_CHECKING

from pkdsl.values.errors import Backwards, OutOfCalendar, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 1945, 2199
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
"""The calendar of plans: what begins or ends with it has no beginning or no end."""
ONE_DAY = timedelta(days=1)
MINUTES_OF_DAY = 24 * 60

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))?", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@total_ordering
@dataclass(frozen=True, slots=True)
class Months:
    """A calendar duration: `12 months`, `1 year`."""

    count: int

    def __lt__(self, other: Months) -> bool:
        return self.count < other.count


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`; both days belong to it."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How many days it has, both ends counted."""
        return (self.end - self.start).days + 1

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` is in it."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Period) -> Period | None:
        """The days that are in both."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def by_month(self) -> Iterator[tuple[int, int]]:
        """For each calendar month it touches: how many of its days, and how many days the month has."""
        day = self.start
        while day <= self.end:
            length = monthrange(day.year, day.month)[1]
            last = min(self.end, day.replace(day=length))
            yield (last - day).days + 1, length
            day = last + ONE_DAY


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """`06:00Z`: minutes since midnight, and the minutes of its zone east of UTC; None is the plan's zone."""

    minute: int
    zone: int | None = None

    @property
    def utc(self) -> int:
        """Minutes since midnight in UTC; the plan's zone is taken for UTC."""
        return self.minute - (self.zone or 0)


def read_date(text: str) -> date:
    """The day written `2026-07-01`; a day that does not exist is refused with the month's length."""
    found = _DATE.fullmatch(text)
    if found is None:
        message = f"`{text}` is not a date; write year, month and day as in 2026-07-01"
        raise Unreadable(message)
    year, month, day = (int(part) for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"{text} is outside the years {FIRST_YEAR} to {LAST_YEAR}"
        raise Unreadable(message)
    if not 1 <= month <= len(_MONTHS):
        message = f"{text} has no month {month:02}; months are 01 to 12"
        raise Unreadable(message)
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        message = f"{text} does not exist: {_MONTHS[month - 1]} {year} has {length} days"
        raise Unreadable(message)
    return date(year, month, day)


def read_time(text: str) -> TimeOfDay:
    """The time written `06:00`, `06:00Z` or `06:00+03:00`."""
    found = _TIME.fullmatch(text)
    if found is None:
        message = f"`{text}` is not a time of day; write it as 06:00Z or 06:00+03:00"
        raise Unreadable(message)
    hour, minute, utc, sign, zone_hour, zone_minute = found.groups()
    if int(hour) > 23 or int(minute) > 59:  # noqa: PLR2004 -- the clock
        message = f"{text} does not exist: a day runs from 00:00 to 23:59"
        raise Unreadable(message)
    if utc or sign is None:
        return TimeOfDay(int(hour) * 60 + int(minute), 0 if utc else None)
    east = int(zone_hour) * 60 + int(zone_minute)
    if int(zone_minute) > 59 or east > 14 * 60:  # noqa: PLR2004 -- no zone is further from UTC
        message = f"{text} has no time zone {sign}{zone_hour}:{zone_minute}; zones go from -14:00 to +14:00"
        raise Unreadable(message)
    return TimeOfDay(int(hour) * 60 + int(minute), -east if sign == "-" else east)


def add_days(day: date, days: int) -> date:
    """The day `days` later."""
    try:
        return _in_calendar(day + timedelta(days=days))
    except OverflowError:
        raise _beyond() from None


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January and 1 month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _beyond()
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def later(day: date, days: int) -> date:
    """The day `days` later, or the last of the calendar where that lies beyond it; for what is computed, not written."""
    room = (LAST_DAY - day).days
    return day + timedelta(days=max(min(days, room), (FIRST_DAY - day).days))


def months_later(day: date, months: int) -> date:
    """The same with calendar months."""
    reach = (LAST_YEAR - day.year) * 12
    return add_months(day, max(min(months, reach), -(day.year - FIRST_YEAR) * 12))


def period(start: date, end: date) -> Period:
    """The days from `start` to `end`; the end may not come first."""
    if end < start:
        message = f"a period cannot end on {end} before it starts on {start}"
        raise Backwards(message)
    return Period(start, end)


def _in_calendar(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _beyond()
    return day


def _beyond() -> OutOfCalendar:
    return OutOfCalendar(f"this date lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
