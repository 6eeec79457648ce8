"""What earned most, which persona returns most, what lost: from hand-made groups."""

from healthkart.analytics.kpis import Sums
from healthkart.analytics.scope import DIMENSION
from healthkart.insights.earnings import best_persona, losses, most_revenue
from healthkart.insights.insight import Group, Insight

CAMPAIGN, INFLUENCER = DIMENSION["campaign"], DIMENSION["influencer"]


def group(name: str, revenue: int, payout: int = 0, influencers: int = 3) -> Group:
    """Rupees in, paise out."""
    return Group(name, Sums(revenue=revenue * 100, payout=payout * 100), influencers, f"/{name}")


def total(*groups: Group) -> Sums:
    return Sums.total(each.sums for each in groups)


def test_the_group_that_earned_most() -> None:
    groups = [group("Jan", 900), group("Feb", 1500, influencers=12), group("Mar", 0)]
    assert most_revenue(groups, total(*groups), CAMPAIGN, "/all") == Insight(
        "most-revenue-campaign",
        "Of 3 campaigns Feb earned most: ₹1,500, 62.50 % of the revenue.",
        1500_00, "rupees", 12, "/Feb",
    )  # fmt: skip


def test_groups_that_earned_the_same() -> None:
    groups = [group("Jan", 500), group("Feb", 500)]
    found = most_revenue(groups, total(*groups), CAMPAIGN, "/all")
    assert found is not None
    assert found.sentence == "Of 2 campaigns Jan and Feb earned most: ₹500 each, 50.00 % of the revenue each."
    assert (found.influencers, found.link) == (6, "/all")


def test_a_group_of_few_is_said_to_be_one_but_a_person_is_a_person() -> None:
    groups = [group("A", 2, influencers=1), group("B", 1)]
    for dimension, few in ((CAMPAIGN, True), (INFLUENCER, False)):
        found = most_revenue(groups, total(*groups), dimension, "/all")
        assert found is not None
        assert found.sentence.endswith("too few to judge.") == few


def test_nothing_earned_most_where_there_is_nothing_to_compare() -> None:
    assert most_revenue([], Sums(), CAMPAIGN, "/all") is None
    assert most_revenue([group("Jan", 5)], Sums(500), CAMPAIGN, "/all") is None
    assert most_revenue([group("Jan", 0), group("Feb", 0)], Sums(), CAMPAIGN, "/all") is None


def test_the_best_persona_has_three_influencers_and_a_known_roas() -> None:
    few, free = group("few", 900, 1, influencers=2), group("free", 900, 0)
    best, other = group("best", 300, 100, influencers=4), group("other", 100, 100)
    found = best_persona([few, free, best, other])
    assert found == Insight(
        "best-persona",
        "Of 2 personas of at least three influencers best has the highest ROAS: 3.00×, ₹300 of revenue for ₹100 of "
        "payout.",
        3.0, "ratio", 4, "/best",
    )  # fmt: skip
    only = best_persona([few, best])
    assert only is not None
    assert only.sentence.startswith("The one persona of at least three influencers is best, with a ROAS of 3.00×")
    assert best_persona([few, free]) is None
    assert best_persona([]) is None


def test_one_loss() -> None:
    groups = [group("Jan", 60, 100, influencers=2), group("Feb", 100, 100), group("Mar", 0, 0)]
    assert losses(groups, CAMPAIGN, 2, "/payouts") == [
        Insight(
            "loss-campaign",
            "Jan brought in ₹60.00 for ₹100.00 of payout, ₹40.00 less than it cost: an ROI of −40.00 %. Fewer than "
            "three influencers: too few to judge.",
            -40_00, "rupees", 2, "/Jan",
        )
    ]  # fmt: skip


def test_several_losses_are_added_up_and_the_worst_are_named() -> None:
    groups = [group("A", 90, 100), group("B", 0, 100), group("C", 50, 100), group("D", 50, 100), group("E", 900, 100)]
    together, *worst = losses(groups, CAMPAIGN, 9, "/payouts")
    assert together == Insight(
        "losses-campaign",
        "4 of 5 campaigns with a payout brought in less than they cost, ₹210 less together. The 3 that lack most "
        "follow.",
        -210_00, "rupees", 9, "/payouts",
    )  # fmt: skip
    assert [(each.value, each.link) for each in worst] == [(-100_00, "/B"), (-50_00, "/C"), (-50_00, "/D")]


def test_no_loss() -> None:
    assert losses([group("A", 100, 100), group("B", 0, 0)], CAMPAIGN, 0, "") == []
    assert losses([], CAMPAIGN, 0, "") == []
