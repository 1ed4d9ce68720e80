"""Passenger and crew lists of ships: IMO FAL forms 5 and 6 on paper forms, sheets and XML."""
