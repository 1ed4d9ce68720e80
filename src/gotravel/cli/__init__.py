"""The command line: `gotravel run | serve | work | decode | demo | ...`."""

from gotravel.cli.app import main

__all__ = ["main"]
