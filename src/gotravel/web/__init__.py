"""The door for officers: pages that stay quiet until something needs a human being."""
