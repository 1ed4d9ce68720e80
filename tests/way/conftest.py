"""The tests of the whole way share one filled country."""

from tests.filled import country

__all__ = ["country"]
