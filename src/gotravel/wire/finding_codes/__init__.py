"""What can be wrong with a message: one file per area, each a table code -> (severity, sentence, meaning)."""
