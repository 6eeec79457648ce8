"""Numbers as people in India read them. Pure text; what is not known is a dash. No Django here."""

from decimal import Decimal

from healthkart.analytics.kpis import Unit

UNKNOWN = "–"
LAKH, CRORE = 100_000, 10_000_000


def lacking(unit: Unit) -> str:
    """What a KPI of this unit lacks where it is not known."""
    return "nothing to rank it by or among" if unit == "score" else "nothing to divide by"


def grouped(number: int) -> str:
    """An integer with Indian grouping: 1234567 is 12,34,567."""
    if -100_000 < number < 100_000:  # there the grouping is the same everywhere
        return f"{number:,}".replace("-", "−")
    digits, sign = str(abs(number)), "−" if number < 0 else ""
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)][::-1]
    return sign + ",".join([*pairs, tail])


def number_of(number: int, singular: str) -> str:
    """So many of something whose plural takes an s: 1 payout, 2 payouts."""
    return f"{grouped(number)} {singular}{'' if number == 1 else 's'}"


def rupees(paise: float) -> str:
    """Whole rupees with Indian grouping: ₹12,34,567."""
    return _signed("₹", grouped(round(paise / 100)))


def short_rupees(paise: float) -> str:
    """Rupees in lakh and crore for cards: ₹39.4 L, ₹1.2 Cr; below a lakh in full."""
    return _signed("₹", short(paise / 100))


def short(number: float) -> str:
    """A number in lakh and crore from a lakh upwards: 39.4 L."""
    # From where one place would round up to the next unit, so that there is no 100.0 L.
    for unit, size, least in (("Cr", CRORE, 9_995_000), ("L", LAKH, 99_999.5)):
        if abs(number) >= least:
            return f"{number / size:.1f} {unit}".replace("-", "−")
    return grouped(round(number))


def rupees_and_paise(paise: float) -> str:
    """Rupees with two places, for what one order or one engagement costs: ₹82.40."""
    rounded = round(abs(paise))
    return ("−" if paise < 0 else "") + f"₹{grouped(rounded // 100)}.{rounded % 100:02d}"


def exact_rupees(paise: float) -> str:
    """Money as a decimal string in rupees: a sum with two places, an average with four."""
    return str(Decimal(paise).scaleb(-2)) if isinstance(paise, int) else f"{paise / 100:.4f}"


def show(value: float | None, unit: Unit, *, precise: bool = False) -> str:
    """A KPI's value in its unit: rupees come in as paise, percent as a fraction. `precise`: paise, or four places."""
    if value is None:
        return UNKNOWN
    match unit:
        case "rupees":
            return rupees_and_paise(value) if precise or isinstance(value, float) else rupees(value)
        case "count":
            return grouped(round(value))
        case "ratio":
            return f"{value:,.{4 if precise else 2}f}×".replace("-", "−")
        case "percent":
            return f"{_with_places(100 * value, 4 if precise else 2)} %"
        case "score":
            return f"{value:.0f}".replace("-", "−")
        case "change":
            return signed(f"{_with_places(100 * value, 1)} %", value)


def signed(text: str, value: float) -> str:
    """A number as text with its sign, the plus too."""
    return f"+{text}" if value > 0 else text


def show_change(difference: float, unit: Unit, *, added_up: bool) -> str:
    """A difference in the unit of its KPI, signed: percentages differ by points, what was added up is short."""
    if unit == "percent":
        text = f"{_with_places(100 * difference, 2)} points"
    elif added_up and unit in ("rupees", "count"):
        text = short_rupees(difference) if unit == "rupees" else short(difference)
    else:
        text = show(difference, unit)
    return signed(text, difference)


def _with_places(number: float, count: int) -> str:
    whole, _, places = f"{abs(number):.{count}f}".partition(".")
    return ("−" if number < 0 else "") + f"{grouped(int(whole))}.{places}"


def _signed(prefix: str, text: str) -> str:
    return f"−{prefix}{text[1:]}" if text.startswith("−") else prefix + text
