"""The platforms that a source or a post can name. No Django here."""

PLATFORMS: tuple[str, ...] = (
    "Instagram",
    "YouTube",
    "Twitter",
    "Facebook",
    "Threads",
    "LinkedIn",
    "Snapchat",
    "Pinterest",
    "Telegram",
    "WhatsApp",
    "ShareChat",
    "Moj",
    "TikTok",
)

_SPELLINGS = {name.casefold(): name for name in PLATFORMS} | {"x": "Twitter", "insta": "Instagram", "yt": "YouTube"}


def platform_name(text: str) -> str:
    """The usual spelling of a platform (X is Twitter); any other text comes back as it is, trimmed."""
    text = text.strip()
    return _SPELLINGS.get(text.casefold(), text)


def names_platform(source: str) -> bool:
    """Whether a tracked row's source names a platform, in any spelling."""
    return source.strip().casefold() in _SPELLINGS
