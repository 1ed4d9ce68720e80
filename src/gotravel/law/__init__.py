"""The law as data and as mechanisms: profiles, the floor, the filter, the sealed past."""
