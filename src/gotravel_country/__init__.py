"""A synthetic country: invented people, carriers and messages. Never uses the product's decoders."""
