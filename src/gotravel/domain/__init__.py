"""The words of the field: one noun, one file; no behaviour beyond what a noun knows of itself."""
