"""What the pages of one influencer, campaign or brand need: addresses, places in lists, amounts to the paisa."""

import re
from typing import Any

from django import template

from healthkart.analytics import numbers
from healthkart.dashboard import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def page_of(context: dict[str, Any], dimension: str, value: str) -> str:
    """The address of an influencer's (by code), campaign's or brand's own page, under this page's filters."""
    return addresses.page_of(dimension, value, context["scope"])


@register.filter
def in_parts(name: str) -> list[str]:
    """A name in the parts between which a line may break: after each underscore."""
    return re.findall(r"[^_]*_|[^_]+", name)


@register.filter
def in_rupees(paise: int) -> str:
    """Rupees with two places: payouts are counted to the paisa."""
    return numbers.rupees_and_paise(paise)


@register.simple_tag(takes_context=True)
def at_place(context: dict[str, Any], parameter: str, place: str, anchor: str) -> str:
    """The same page with its list (at this anchor) from a place on, or from its beginning where there is no place."""
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    if place:
        query[parameter] = place
    return f"?{query.urlencode()}#{anchor}"


@register.simple_tag(takes_context=True)
def is_asked(context: dict[str, Any], parameter: str) -> bool:
    """Whether the address sets this parameter."""
    return bool(context["request"].GET.get(parameter))
