"""Which month is compared where no days are chosen, and what days are called. Inclusive. No Django here."""

from datetime import date, timedelta

from healthkart.analytics.periods import first_day, following, in_words

Span = tuple[date, date]
DAY = timedelta(days=1)


def days_in(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def last_full_month(known: Span) -> Span | None:
    """The last whole month of the data; None where they do not hold one."""
    first, last = known
    after = first_day(last + DAY, "month") if last < date.max else first_day(last, "month")  # begins what is not whole
    if after == date.min:
        return None
    begin = first_day(after - DAY, "month")
    return (begin, after - DAY) if first <= begin else None


def named(span: Span) -> str:
    """Days as a sentence names them: May 2025, or 5–12 May 2025."""
    return f"{span[0]:%B} {span[0].year}" if is_month(span) else in_words(*span)


def when(span: Span) -> str:
    """The same with its preposition: in May 2025, on 5–12 May 2025."""
    return f"{'in' if is_month(span) else 'on'} {named(span)}"


def is_month(span: Span) -> bool:
    """Whether these are all days of one month."""
    first, last = span
    return first.day == 1 and last < date.max and last + DAY == following(first, "month")
