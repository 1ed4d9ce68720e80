"""Formats: bytes in, messages in the field's words out; never a disk, a clock or a lost passenger."""
