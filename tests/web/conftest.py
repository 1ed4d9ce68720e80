"""The tests of the desk share one filled country."""

from tests.filled import country

__all__ = ["country"]
