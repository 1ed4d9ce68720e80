"""A Merkle tree (RFC 6962) that grows leaf by leaf.

Goes in: hashes. Comes out: a root. Never: more than one hash a level held.
"""

from __future__ import annotations

import hashlib

EMPTY = hashlib.sha256(b"").digest()


class Tree:
    def __init__(self) -> None:
        self.size, self.peaks = 0, list[bytes]()

    def add(self, leaf: bytes) -> None:
        made, number = hashlib.sha256(b"\0" + leaf).digest(), self.size
        while number & 1:
            made = hashlib.sha256(b"\1" + self.peaks.pop() + made).digest()
            number >>= 1
        self.peaks.append(made)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        made = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            made = hashlib.sha256(b"\1" + peak + made).digest()
        return made
