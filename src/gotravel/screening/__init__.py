"""Who may be on a list: evidence in bits, each with its sentence."""
