"""What every reader and the filter say of the seeds, the golden messages and invented traffic, one digest a message.

`python [-X gotravel=interpreted] -m tests.compilation.both_ways`. Goes in: nothing. Comes out: JSON. Never: a text of a message.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from bench import traffic

from gotravel.compilation import in_force
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode

TESTS = Path(__file__).parent.parent
DAMAGED = 120


def messages() -> Iterator[tuple[str, bytes]]:
    for folder in ("fuzz/seeds", "wire/golden"):
        for path in sorted(path for path in (TESTS / folder).rglob("*") if path.is_file() and path.suffix != ".py"):
            yield path.relative_to(TESTS).as_posix(), path.read_bytes()
    for seed in range(4):
        yield f"push {seed}", traffic.push(40, seed)
        yield f"list {seed}", traffic.api_list(40, seed)
    for seed in range(DAMAGED):
        yield f"damaged {seed}", _damaged(traffic.push(12, seed) if seed % 3 else traffic.api_list(20, seed), seed)


def _damaged(raw: bytes, seed: int) -> bytes:
    chance, changed = random.Random(seed), bytearray(raw)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(changed))
        changed[at : at + chance.randrange(4)] = chance.choice(
            (b"", b"'", b"+", b":", b"?", b"\n", b"\xe9", b"UNH+", b"TIF+")
        )
    return bytes(changed)


def digests() -> dict[str, str]:
    profile = load("eu-pnr")
    found = {}
    for name, raw in messages():
        told = decode(raw)
        found[name] = sha256(msgspec.json.encode((told, keep_lawful(told, profile)))).hexdigest()[:16]
    return found


if __name__ == "__main__":
    print(json.dumps({"compiled": in_force(), "digests": digests()}))
