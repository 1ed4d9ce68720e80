"""A Merkle tree (RFC 6962) that grows leaf by leaf.

Goes in: hashes. Comes out: a root, holding one hash a level; or the way from one leaf to it, and the root that such a way ends
in. Never: a leaf that passes for a node, or the other way round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

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


def audit_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from this leaf to the root, the nearest first (RFC 6962, 2.1.1)."""
    if len(leaves) <= 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*audit_path(leaves[:half], index), _root(leaves[half:])]
    return [*audit_path(leaves[half:], index - half), _root(leaves[:half])]


def root_by(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that this way ends in; None where it is no way of a tree of this size."""
    if not 0 <= index < size:
        return None
    if size == 1:
        return hashlib.sha256(b"\0" + leaf).digest() if not path else None
    if not path:
        return None
    half, left = _half(size), index < _half(size)
    below = root_by(leaf, index if left else index - half, half if left else size - half, path[:-1])
    if below is None:
        return None
    return hashlib.sha256(b"\1" + (below + path[-1] if left else path[-1] + below)).digest()


def _root(leaves: Sequence[bytes]) -> bytes:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def _half(size: int) -> int:
    """The largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1
