"""What posts say: a sentence, a discount code, hashtags; and where they stand.

Nearly all name brand and product in plain text, a few the brand alone, fewer neither: something is left for a
person to confirm.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from healthkart.simulation.arrays import Whole
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.mentions import PERCENTS

PRODUCT, BRAND, NEITHER = range(3)
KIND_SHARES = (0.93, 0.05, 0.02)

SENTENCES = (
    "Obsessed with {it} right now!",
    "Honest review: {it}, 30 days later. Swipe for the details 👉",
    "You asked, I answer: yes, I really use {it} every day.",
    "Unboxing {it} 📦 First impressions in the comments.",
    "Ab toh roz ka routine hai: {it} ❤️",
    "3 reasons why I keep buying {it}:\n1. taste\n2. price\n3. it works",
    '"Is it worth it?" About {it}: yes, and I paid for my first one myself.',
    "Morning walk, lemon water, {it}. Simple.",
    "Sale alert 🚨 {it} is back in stock, run!",
    "New month, new goals. Starting with {it} 🎯",
    "Not a doctor, just a happy user of {it}. Ask yours first 🙏",
    "Festive season, no excuses: {it} comes along to every family dinner 🪔",
    "Tried {it} so you don't have to guess. 8/10, would buy again.",
    "What I eat in a day, with {it} somewhere in the middle 🍽️",
)
WORDLESS = (
    "New favourite unlocked 😍 guess which one?",
    "Day 12 of the challenge. Still standing, still smiling 💫",
    "Link in bio, you know what to do 😉",
    "Mood today: sweat, shower, repeat.",
    '"Consistency beats motivation", said everyone, always. They were right!',
)
# Before the influencer's name in the code, and after it; the first two have no code.
ENDINGS = (
    ("", " {tags} #ad"),
    ("\n\n{tags}\n#sponsored", ""),
    (" Use my code ", "{percent} for {percent}% off! {tags} #ad"),
    ("\nCode: ", "{percent} 🛒 flat {percent}% off, link in bio {tags} #collab"),
    (" Get {percent}% off with ", "{percent}, today only ⏳ {tags} #paidpartnership"),
    (" 👉 ", "{percent} 👈 saves you {percent}%, no minimum. {tags} #ad"),
)
WITHOUT_CODE = 2
OTHER_TAGS = "#fitfam #healthyliving"
# By platform, in the order of people.PLATFORMS: what stands before a post's number, and after it; the first two write
# it in hexadecimal digits.
LINKS = (
    ("https://www.instagram.com/p/C", "/"),
    ("https://www.youtube.com/watch?v=hk0", ""),
    ("https://www.facebook.com/posts/", ""),
    ("https://twitter.com/i/status/", ""),
)
HEXADECIMAL = 2


def draw_kinds(count: int, rng: np.random.Generator) -> Whole:
    """What each of `count` captions names: brand and product, the brand alone, or neither."""
    return rng.choice(len(KIND_SHARES), count, p=KIND_SHARES)


def write_captions(
    catalogue: Catalogue,
    speaker: Whole,
    first_names: list[str],
    brand: Whole,
    product: Whole,
    percent: Whole,
    kind: Whole,
    rng: np.random.Generator,
) -> pa.Array:
    """A caption for each post, given who speaks, by place among the first names, and of what."""
    products, brands = len(catalogue.names), len(catalogue.brands)
    named = [catalogue.brands[place] for place in catalogue.brand_of]
    subjects = [(one, f"{one.name} {name}") for one, name in zip(named, catalogue.names, strict=True)]
    subjects += [(one, one.name) for one in catalogue.brands]
    texts = [[text.format(it=it) for text in (*one.praise, *SENTENCES)] for one, it in subjects]
    texts.append([WORDLESS[place % len(WORDLESS)] for place in range(len(texts[0]))])
    subject = np.where(kind == PRODUCT, product, np.where(kind == BRAND, products + brand, products + brands))
    opening = subject * len(texts[0]) + rng.integers(0, len(texts[0]), len(kind))

    tags = [one.tags for one in catalogue.brands] + [OTHER_TAGS]
    endings = [
        [part.format(tags=tag, percent=value) for part in ending]
        for tag in tags
        for value in PERCENTS
        for ending in ENDINGS
    ]
    before, after = zip(*endings, strict=True)
    ending = rng.integers(0, len(ENDINGS), len(kind))
    row = (np.where(kind == NEITHER, brands, brand) * len(PERCENTS) + percent) * len(ENDINGS) + ending
    code = np.where(ending < WITHOUT_CODE, 0, speaker + 1)
    return _joined(
        _taken([text for of_subject in texts for text in of_subject], opening),
        _taken(before, row), _taken(["", *first_names], code), _taken(after, row),
    )  # fmt: skip


def write_links(platform: Whole) -> pa.Array:
    """An address for each post, no two alike."""
    # An odd factor modulo a power of two permutes the numbers: scattered as real ones are, no two the same.
    numbers = np.arange(1, len(platform) + 1) * 2_654_435_761 % 2**32
    digits = numbers.astype(">u4").tobytes().hex()
    hexadecimal = pa.array([digits[start : start + 8] for start in range(0, len(digits), 8)], pa.string())
    number = pc.if_else(pa.array(platform < HEXADECIMAL), hexadecimal, pa.array(numbers).cast(pa.string()))
    before, after = zip(*LINKS, strict=True)
    return _joined(_taken(before, platform), number, _taken(after, platform))


def _taken(texts: Sequence[str], places: Whole) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(places))


def _joined(*parts: pa.Array) -> pa.Array:
    """The texts of several arrays, one after the other."""
    return pc.binary_join_element_wise(*parts, "")
