"""PNR as XML: elements with their byte offsets in, the same segments as EDIFACT's out, so that one reader serves both."""
