"""Money: whole minor units, a currency, and whether VAT is in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VatBasis(StrEnum):
    EXCLUDED = "excluded"
    INCLUDED = "included"


@dataclass(frozen=True, order=False)
class Money:
    """An amount in minor units (öre, cent). Amounts compare only within one currency and VAT basis."""

    minor: int
    currency: str = "SEK"
    vat: VatBasis = VatBasis.EXCLUDED

    @classmethod
    def kronor(cls, amount: int) -> Money:
        """Whole kronor, excluding VAT."""
        return cls(amount * 100)

    @classmethod
    def euro(cls, amount: int) -> Money:
        """Whole euro, excluding VAT."""
        return cls(amount * 100, "EUR")

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._comparable(other).minor

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._comparable(other).minor

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._comparable(other).minor

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._comparable(other).minor

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._comparable(other).minor, self.currency, self.vat)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._comparable(other).minor, self.currency, self.vat)

    def _comparable(self, other: Money) -> Money:
        if (self.currency, self.vat) != (other.currency, other.vat):
            message = f"{self.currency} {self.vat} VAT and {other.currency} {other.vat} VAT do not compare"
            raise ValueError(message)
        return other
