"""What is sold: brands, their product lines, and what a basket costs in rupees.

Prices are those of a standard pack as sold (not the printed maximum), as of 2025, to the nearest rupee or so.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from healthkart.simulation.arrays import Whole


@dataclass(frozen=True)
class Brand:
    """A brand: its name, its products with the price of a standard pack in rupees, and how it speaks.

    Products stand in order of demand. `pushes` name campaigns in months without an occasion of their own,
    `praise` are sentences in which `{it}` is the product with the brand before it, `tags` are hashtags.
    """

    name: str
    demand: float
    products: tuple[tuple[str, int], ...]
    pushes: tuple[str, ...]
    praise: tuple[str, ...]
    tags: str


# No product's name holds another's, in any brand: a caption then names one product and no more.
BRANDS = (
    Brand(
        "MuscleBlaze",
        1.5,
        (
            ("Biozyme Whey", 2699),
            ("Creatine Monohydrate", 749),
            ("Super Gainer XXL", 1499),
            ("High Protein Peanut Butter", 449),
            ("Raw Whey Isolate", 2299),
            ("WrathX Pre Workout", 1299),
            ("BCAA Pro", 1149),
            ("High Protein Oats", 549),
            ("Fish Oil Omega 3", 499),
            ("Liquid L-Carnitine", 799),
            ("MB-Vite Daily", 429),
            ("Hammer Protein Bar", 479),
        ),
        ("Campaign", "Ziddi_Challenge", "Gym_Ready"),
        (
            "Leg day done, {it} done 💪",
            "Gains don't wait. {it} is in my shaker every single morning 🏋️",
            "12 weeks, 4 kg of muscle, one constant: {it}.",
            'My coach said "eat more protein", so I got {it} 😅',
            "Ziddi hoon main! Post-workout only {it} 🔥",
        ),
        "#MuscleBlaze #Ziddi #gymlife",
    ),
    Brand(
        "HKVitals",
        1.2,
        (
            ("Skin Radiance Collagen", 999),
            ("Multivitamin with Probiotics", 499),
            ("DHT Blocker", 599),
            ("Biotin Tablets", 379),
            ("Fish Oil 1000mg", 449),
            ("Vitamin C Zinc", 329),
            ("Ashwagandha Extract", 379),
            ("Calcium Magnesium Zinc", 359),
            ("Apple Cider Vinegar", 349),
            ("Vitamin D3 Chewables", 299),
            ("Melatonin Sleep Tablets", 429),
            ("Hair Gummies", 549),
        ),
        ("Campaign", "Glow_Up", "Daily_Dose"),
        (
            "Three months of {it} and my hair finally listens to me 💁",
            "Skin, hair, nails: {it} does the quiet work ✨",
            "Doctor checked my reports, then I started {it}. Feeling so much better!",
            'People ask "what changed?" Honestly, sleep, water and {it}.',
            "Glow from within, every day, with {it} 🌸",
        ),
        "#HKVitals #glowup #dailyhealth",
    ),
    Brand(
        "Gritzo",
        0.8,
        (
            ("SuperMilk Height", 699),
            ("SuperMilk Genius", 649),
            ("SuperMilk Young Athletes", 749),
            ("SuperMilk Active Kids", 599),
            ("SuperMilk Weight", 699),
            ("Immunity Gummies", 399),
            ("Omega Brain Gummies", 449),
            ("SuperMilk Teen Girls", 749),
            ("SuperMilk Toddlers", 549),
            ("Veggie Noodles", 299),
            ("Protein Cookies", 349),
            ("Calcium Chews", 379),
        ),
        ("Campaign", "Growing_Up", "Tiffin_Time"),
        (
            "My little one asks for {it} before school 🥛",
            "No refined sugar, no fuss: {it} 👧👦",
            "Mums, you asked what is in the tiffin. Milk, fruit, {it}.",
            'Arjun calls it "super power milk". I call it {it} 😄',
            "Exam season at home runs on {it} 📚",
        ),
        "#Gritzo #momlife #growingup",
    ),
    Brand(
        "TrueBasics",
        0.7,
        (
            ("Ultra Omega", 1099),
            ("Multivit Men", 849),
            ("Multivit Women", 849),
            ("Marine Collagen", 1499),
            ("Magnesium Glycinate", 699),
            ("Clinical Glutathione", 1799),
            ("Joint Relief Curcumin", 799),
            ("Daily Probiotic", 849),
            ("Plant Biotin", 749),
            ("Liver Support", 899),
            ("CoQ10 Heart Care", 1299),
            ("Deep Sleep Melts", 649),
        ),
        ("Campaign", "Back_To_Basics", "Science_First"),
        (
            "I read the label twice before I picked {it} 🔬",
            "Clean label, real dose: {it}.",
            "Long days, late nights, {it}. Basics first!",
            'They say "trust the science". So, {it} 🧪',
            "My nutritionist's pick for this year: {it} ✅",
        ),
        "#TrueBasics #wellness #cleanlabel",
    ),
    Brand(
        "bGreen",
        0.6,
        (
            ("Plant Protein", 1699),
            ("Super Greens Mix", 799),
            ("Vegan Omega", 899),
            ("Plant Collagen Builder", 999),
            ("Moringa Powder", 349),
            ("Wheatgrass Powder", 329),
            ("Hemp Hearts", 499),
            ("Plant Iron", 549),
            ("Aloe Amla Juice", 299),
            ("Spirulina Tablets", 449),
            ("Pea Protein Crisps", 249),
            ("Vegan B12", 479),
        ),
        ("Campaign", "Go_Green", "Plant_Powered"),
        (
            "Plant powered and proud 🌱 {it}",
            "Went vegan in spring, kept {it} ever since.",
            "Green smoothie, early flow, {it} 🧘",
            'No, vegans do not "lack protein". Hello, {it}!',
            "Ahimsa on the plate: {it} 🌿",
        ),
        "#bGreen #plantbased #vegan",
    ),
    Brand(
        "HealthKart",
        0.6,
        (
            ("Slim Shake", 899),
            ("Classic Green Tea", 299),
            ("Fruit and Nut Muesli", 449),
            ("Roasted Flax Seeds", 249),
            ("Raw Forest Honey", 399),
            ("Electrolyte Fizz", 349),
            ("Peanut Crunch", 299),
            ("Rolled Oats", 279),
            ("Trail Mix", 549),
            ("Himalayan Pink Salt", 199),
            ("Protein Chips", 349),
            ("Herbal Detox Tea", 329),
        ),
        ("Campaign", "Snack_Smart", "Fit_India"),
        (
            "Evening hunger pangs? {it} to the rescue 🙌",
            "Swapped the samosa for {it}. Mostly 😇",
            "Office drawer, gym bag, car: {it} everywhere.",
            '"Kya kha rahi ho?" {it}, obviously 😋',
            "Small swap, big difference: {it} 🥗",
        ),
        "#HealthKart #snacksmart #eatclean",
    ),
)

# Sixteenths of baskets by number of units and by pack (and what a pack costs beside the standard one).
UNITS = (1,) * 11 + (2,) * 4 + (3,)
PACKS = (0.55,) * 4 + (1.0,) * 10 + (1.8,) * 2
BASKETS = len(UNITS) * len(PACKS)
UNITS_OF_BASKET = np.repeat(np.array(UNITS, dtype=np.int8), len(PACKS))


@dataclass(frozen=True)
class Catalogue:
    """The brands and products of one world, products of a brand side by side, as parallel arrays.

    `demand` is how gladly each product is spoken of beside the others of its brand, `amounts` what it costs
    in each of the `BASKETS` possible baskets, before discount, in rupees.
    """

    brands: tuple[Brand, ...]
    names: tuple[str, ...]
    brand_of: Whole
    first_of_brand: Whole
    count_of_brand: Whole
    demand: NDArray[np.float64]
    amounts: Whole

    @classmethod
    def of(cls, brands: int, products: int) -> "Catalogue":
        """The first `brands` brands with `products` products shared out among them."""
        room = min(len(brand.products) for brand in BRANDS)
        if not 1 <= brands <= len(BRANDS):
            raise ValueError(f"brands must be 1 to {len(BRANDS)}, not {brands}")
        if not brands <= products <= brands * room:
            raise ValueError(f"{brands} brands have {brands} to {brands * room} products, not {products}")
        chosen = BRANDS[:brands]
        counts = np.full(brands, products // brands)
        counts[: products % brands] += 1
        rows = [row for brand, count in zip(chosen, counts, strict=True) for row in brand.products[:count]]
        brand_of = np.repeat(np.arange(brands), counts)
        first = np.cumsum(counts) - counts
        rank = np.arange(products) - first[brand_of]
        prices = np.array([price for _, price in rows])
        # A pack is priced as shops do it, one rupee below a multiple of ten.
        packs = np.rint(np.outer(prices, PACKS) / 10).astype(np.int64) * 10 - 1
        return cls(
            brands=chosen,
            names=tuple(name for name, _ in rows),
            brand_of=brand_of,
            first_of_brand=first,
            count_of_brand=counts,
            demand=1 / (rank + 2.0),
            amounts=np.tile(packs, len(UNITS)) * UNITS_OF_BASKET,
        )
