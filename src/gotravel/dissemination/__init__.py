"""What leaves the unit: packages of necessary elements for one competent authority."""
