"""What counts as a written reason: long enough to say what was checked, and words, not a number alone.

Goes in: what an officer wrote. Comes out: whether it is a reason. Never: a judgement of its content; a reader judges that.
"""

from __future__ import annotations

SHORTEST_REASON = 20
"""Characters. A judge reads it later."""
FEWEST_WORDS = 3


def is_a_reason(text: str) -> bool:
    words = [word for word in text.split() if any(map(str.isalpha, word)) and not any(map(str.isdigit, word))]
    # Some scripts put no spaces between words: there the letters themselves are counted.
    spoken = len(words) >= FEWEST_WORDS or sum(c.isalpha() and ord(c) > 0x2E7F for c in text) >= FEWEST_WORDS * 3
    return len(text.strip()) >= SHORTEST_REASON and spoken
