"""Sheets: CSV and XLSX manifests in, one Message a sheet out."""

from gotravel.wire.sheets.manifest import read

__all__ = ["read"]
