"""Names across scripts and spellings."""
