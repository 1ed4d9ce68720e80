"""List files: bytes in, entries out, or the whole file refused."""
