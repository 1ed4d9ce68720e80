"""How well carriers send: how whole, how early, and what was wrong, line by line."""
