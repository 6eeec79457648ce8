"""Influencers, brands, products and campaigns by name, and new ones for the names that files bring."""

import re
from collections.abc import Iterable

from django.conf import settings

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.brands import HEALTHKART_BRANDS, UNBRANDED, brand_beginning, brand_key
from healthkart.names import stands_for_none
from influencers.models import Influencer

KnownBy = TrackingEvent.BrandKnownBy

_BETWEEN_BRANDS = re.compile(r"[,;/|&]")


class SeveralBrands(ValueError):
    """A cell names several brands, and so states none."""


class Names:
    """What has a name in the database: primary keys by name, with what the import adds.

    A spelling that differs in case, spaces or punctuation only is the same brand.
    """

    def __init__(self) -> None:
        self.influencers = dict(Influencer.objects.order_by().values_list("code", "pk"))
        self.campaigns = dict(Campaign.objects.order_by().values_list("name", "pk"))
        self.brands = dict(Brand.objects.order_by().values_list("name", "pk"))
        self.products = {
            (brand, name): pk for pk, brand, name in Product.objects.order_by().values_list("pk", "brand__name", "name")
        }
        self._spelling = {
            brand_key(name): name
            for name in (UNBRANDED, *HEALTHKART_BRANDS, *settings.EXTRA_BRANDS, *sorted(self.brands))
        }
        self._beginnings: dict[str, str] = {}

    def brand(self, cell: str) -> str:
        """The brand that a cell states, empty for none; a brand that is new is put into the database.

        Raises SeveralBrands if it names more than one.
        """
        if cell in self.brands:
            return cell
        parts = [cell] if brand_key(cell) in self._spelling else _BETWEEN_BRANDS.split(cell)
        parts = [part.strip() for part in parts if not stands_for_none(part)]
        stated = {key: part for part in parts if (key := brand_key(part))}
        if len(stated) > 1:
            raise SeveralBrands(cell)
        for key, written in stated.items():
            name = self._spelling.get(key, written)
            return name if name in self.brands else self.add_brand(name)
        return ""

    def known_brand(self, name: str) -> str | None:
        """The brand in the database of this name, in whatever case."""
        return next((known for known in self.brands if known.lower() == name.lower()), None)

    def add_brand(self, name: str) -> str:
        """Put a brand that is not there yet into the database."""
        self.brands[name] = Brand.objects.create(name=name).pk
        key = brand_key(name)
        self._spelling[key] = max(name, *(known for known in self.brands if brand_key(known) == key))
        self._beginnings.clear()
        return name

    def whose(self, brand: str, product: str, campaign: str) -> tuple[str, int]:
        """The brand of a row that states these (empty for none), and how it is known, by its own names alone."""
        if brand:
            return brand, KnownBy.STATED
        if found := self._brand_beginning(product):
            return found, KnownBy.PRODUCT
        if found := self._brand_beginning(campaign):
            return found, KnownBy.CAMPAIGN
        return UNBRANDED, KnownBy.UNKNOWN

    def _brand_beginning(self, name: str) -> str:
        if name not in self._beginnings:
            catalogue = [brand for brand in self._spelling.values() if brand != UNBRANDED]
            self._beginnings[name] = brand_beginning(name, catalogue) or ""
        return self._beginnings[name]

    def add_campaigns(self, names: Iterable[str]) -> None:
        """See that there is a campaign of each name; brand and days follow from the name and the tracked rows."""
        new = [Campaign(name=name) for name in sorted(set(names) - self.campaigns.keys() - {""})]
        self.campaigns.update((campaign.name, campaign.pk) for campaign in Campaign.objects.bulk_create(new))

    def add_products(self, named: Iterable[tuple[str, str]]) -> None:
        """See that there is a product of each brand and name (an empty name: the brand's unspecified product)."""
        new = sorted(set(named) - self.products.keys())
        for brand in sorted({brand for brand, _ in new} - self.brands.keys()):
            self.add_brand(brand)
        made = Product.objects.bulk_create(Product(brand_id=self.brands[brand], name=name) for brand, name in new)
        self.products.update((key, product.pk) for key, product in zip(new, made, strict=True))
