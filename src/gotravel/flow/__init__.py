"""What happens: load, decide, save. Steps never call steps."""
