"""Keys and what is sealed with them. The only place that reads a private key."""
