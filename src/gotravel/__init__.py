"""gotravel: the platform of a Passenger Information Unit. See docs/architecture.md."""

__version__ = "0.1.0"
