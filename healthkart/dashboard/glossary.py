"""Every term of the dashboard in one place, made from where each is defined."""

from dataclasses import dataclass

from healthkart.analytics.kpis import KPI, KPIS
from healthkart.analytics.numbers import grouped
from healthkart.analytics.scope import DIMENSION, DIMENSIONS, TIMES
from healthkart.dashboard.definitions import COST_RULE, Definition, of_column, of_kpi
from healthkart.dashboard.pages import Column
from healthkart.dashboard.tables import BESIDE, DUE, FOLLOWERS, PAID, PERSONAS
from healthkart.rows.columns import columns_by_name
from influencers.models import INFLUENCER_TYPES


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one kind; `name` is its anchor."""

    name: str
    title: str
    terms: tuple[Definition, ...]


RULES = (
    Definition("cost-rule", "Where a cost falls", COST_RULE),
    Definition(
        "claims",
        "Which payout pays for what",
        "The units of a payout per post are the influencer's posts, those of a payout per order the orders tracked for "
        "it, within the payout's campaign and days if it names any. Payouts that name a campaign or days claim their "
        "units first; a general payout covers the rest, or all of them if none remain.",
    ),
    Definition(
        "unassigned",
        "Unassigned payout",
        "A payout without any unit counts for its influencer, keeps the campaign and the last day that it names, and "
        "has no other day, campaign, product or platform. A filter on something that a cost does not have drops that "
        "cost, unless it asks for Unknown, and the page says how much.",
    ),
    Definition(
        "organic",
        "Organic",
        "Sales tracked for no influencer. They are shown beside the revenue, and are never in revenue, orders, ROAS or "
        "any number made of them.",
    ),
    Definition(
        "unknown",
        "Unknown (–)",
        "There is nothing to divide by, or the data do not say. Never 0: zero means that we looked. In the API it is "
        "null, in a file an empty cell; it comes last however a table is sorted. A group of what has no name, such as "
        "sales of no campaign, is called Unknown, and a filter takes that word: alone, or beside names. Of a brand the "
        "unknown product is what names the brand and no product. Organic sales have no platform, and are of no "
        "influencer whose category, type or basis could be unknown.",
    ),
    Definition(
        "ratios",
        "Totals and ratios",
        "Sum first, divide last: every ratio is a sum over a sum on the same rows. No ratio is averaged or added up, "
        "so the ROAS of a total is all revenue over all payout.",
    ),
    Definition(
        "attribution",
        "Attribution",
        "Tracked orders are attributed orders. Incremental ROAS compares; it does not prove what would not have been "
        "sold.",
    ),
    Definition(
        "days",
        "Days",
        "First and last day are both included. Weeks start on Monday.",
    ),
    Definition(
        "periods",
        "Periods by name",
        "Last 30 days, last month and the like are counted from the last day of the data, and move on with them, also "
        "in a link or a saved view. What still runs ends on that day. The financial year begins on 1 April.",
    ),
    Definition(
        "comparison",
        "Compared period",
        "The days just before, as many and on the same weekdays, or the same days last year. Of a period that is not "
        "over only the days so far are compared. What had something in the compared period alone has a row of zeros "
        "and counts in no ranking. Bases of incremental ROAS and ranks are those of each period by itself. What was "
        "due at the time is not recorded: paid and due are those of today, and are not compared.",
    ),
    Definition(
        "amounts",
        "Amounts",
        "Rupees, kept as whole paise, with Indian grouping: 1 L (lakh) is 1,00,000, 1 Cr (crore) is 1,00,00,000.",
    ),
    Definition(
        "ranks",
        "Ranks in the performance score",
        "An influencer's percentile rank is the share of the other influencers in scope that do worse, ties shared. "
        "ROI ranks as ROAS does, because it is ROAS less one: together they weigh twice. What is not known drops out, "
        "and the rest are weighed anew.",
    ),
    Definition(
        "too-few",
        "Too few to rank",
        "A group of fewer than three influencers says more about the persons than about the group: it is drawn faint, "
        "and is no persona.",
    ),
)


def glossary() -> tuple[Section, ...]:
    """All sections: numbers, what to filter and group by, what lists of rows have beside, influencer types, rules."""
    beside = (*BESIDE.values(), FOLLOWERS, PAID, DUE)
    return (
        Section("numbers", "Numbers", (*map(of_kpi, KPIS), *map(of_column, beside))),
        Section(
            "groups",
            "Filters and groups",
            (*(of_column(Column(each.name, each.label)) for each in (*DIMENSIONS, *TIMES)), of_column(PERSONAS)),
        ),
        Section("lists", "Lists of rows", _of_rows()),
        Section("influencer-types", "Influencer types", _types()),
        Section("rules", "Rules", RULES),
    )


def _of_rows() -> tuple[Definition, ...]:
    """What the lists of rows show beside numbers and groups."""
    return tuple(
        of_column(column) for name, column in columns_by_name().items() if name not in KPI and name not in DIMENSION
    )


def _types() -> tuple[Definition, ...]:
    """From most to fewest followers, each with its threshold."""
    above: int | None = None
    terms = []
    for name, least in INFLUENCER_TYPES:
        upper = "" if above is None else f" and fewer than {grouped(above)}"
        said = (
            f"{grouped(least)} or more followers{upper}." if least else f"Fewer than {grouped(above or 0)} followers."
        )
        note = " Elsewhere Mega stands above Macro; these are the names and thresholds of the brief."
        terms.append(Definition(name.lower(), name, said + (note if name in ("Macro", "Mega") else "")))
        above = least
    return tuple(terms)
