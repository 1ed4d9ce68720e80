"""Code tables (CSV with SOURCES.md) and the functions that read them."""
