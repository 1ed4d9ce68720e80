"""gotravel: the platform of a Passenger Information Unit. See docs/architecture.md."""

from gotravel.compilation import prefer

__version__ = "0.1.0"

prefer()
