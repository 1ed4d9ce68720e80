"""Who travels on what: messages become flight legs, bookings and travellers."""
