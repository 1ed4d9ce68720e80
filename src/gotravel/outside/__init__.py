"""Lists that stay with their owner: two ways to ask."""
