"""How people decide: states, who may act next, and how hits become cases."""
