"""The EDIFACT syntax (ISO 9735): bytes in, envelopes, messages and segments out."""
