"""Which style sheets a page names."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage

from healthkart.finders import SHEETS, STYLES

register = template.Library()


@register.simple_tag
def style_sheets() -> tuple[str, ...]:
    """All of them, or the one that collectstatic makes of them where files are served as collected."""
    return (STYLES,) if hasattr(staticfiles_storage, "stored_name") else SHEETS
