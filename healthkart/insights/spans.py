"""Which days are compared with which, and what they are called. Days are inclusive at both ends. No Django here."""

from datetime import date, timedelta

from healthkart.analytics.periods import first_day, following

Span = tuple[date, date]
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def days_in(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def before(span: Span) -> Span | None:
    """The same number of days before, on the same weekdays: back by the least whole number of weeks that clears them.

    None where no calendar has such days.
    """
    back = -(-days_in(span) // 7) * WEEK
    return (span[0] - back, span[1] - back) if span[0] - date.min >= back else None


def last_full_months(known: Span) -> tuple[Span, Span] | None:
    """The last whole month of the data, after the one before it; None where the data do not hold two."""
    first, last = known
    after = first_day(last + DAY, "month") if last < date.max else first_day(last, "month")  # begins what is not whole
    if after - date.min < 62 * DAY:
        return None
    this = first_day(after - DAY, "month")
    previous = first_day(this - DAY, "month")
    return ((previous, this - DAY), (this, after - DAY)) if first <= previous else None


def named(span: Span) -> str:
    """Days as a sentence names them: May 2025; 5 to 12 May 2025; 28 April to 4 May 2025."""
    first, last = span
    if first.day == 1 and last < date.max and last + DAY == following(first, "month"):
        return f"{first:%B %Y}"
    if first == last:
        return f"{last:%-d %B %Y}"
    begins = "%-d" if (first.year, first.month) == (last.year, last.month) else "%-d %B"
    return f"{first:{begins if first.year == last.year else '%-d %B %Y'}} to {last:%-d %B %Y}"


def when(span: Span) -> str:
    """The same with its preposition: in May 2025; on 5 May 2025; from 5 to 12 May 2025."""
    name = named(span)
    return f"{'from' if ' to ' in name else 'on' if name[0].isdigit() else 'in'} {name}"
