"""What the pages of one influencer, campaign or brand need: places in their lists."""

from typing import Any

from django import template

register = template.Library()


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
