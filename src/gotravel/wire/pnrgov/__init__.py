"""PNRGOV: a push of bookings on the wire in, bookings and travellers in the field's words out. Nobody is lost."""
