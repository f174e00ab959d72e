"""Writes definitions/calendars/factory.yaml: an office week with China's public holidays and make-up days.

    pip install chinesecalendar && python .ci/china_calendar.py 2025 2026 > definitions/calendars/factory.yaml

Run it when the State Council has published the next year, with all years that were covered before: days
once covered never change.
"""

import sys
from datetime import date

HOURS = '["08:30-12:00", "13:00-17:30"]'
CHINESE = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


def calendar(first: int, last: int) -> str:
    """The YAML text for the years from first to last."""
    from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415 - only this command needs it

    closed = [_closed(day, name) for day, name in sorted(holidays.items()) if first <= day.year <= last]
    opened = [f"  {day}: {HOURS}" for day in sorted(workdays) if first <= day.year <= last]
    lines = [
        f"# Written by: python .ci/china_calendar.py {first} {last} (package chinesecalendar)",
        "lang: 1",
        "calendar: factory",
        "name: {en: Factory and office, zh: 工厂与办公室}",
        "zone: Asia/Shanghai",
        f"covered: {{first: {first}-01-01, last: {last}-12-31}}",
        "week:",
        *(f"  {day}: {HOURS}" for day in ("monday", "tuesday", "wednesday", "thursday", "friday")),
        "closed:",
        *closed,
        "open: # make-up working days (调休)",
        *opened,
    ]
    return "\n".join(lines) + "\n"


def _closed(day: date, name: str) -> str:
    return f"  {day}: {{en: {name}, zh: {CHINESE[name]}}}"


if __name__ == "__main__":
    sys.stdout.write(calendar(int(sys.argv[1]), int(sys.argv[2])))
