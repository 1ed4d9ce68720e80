"""All benchmarks but the long ones, one after another. Goes in: nothing. Comes out: tables on standard output."""

from __future__ import annotations

from bench import decode, throughput

if __name__ == "__main__":
    decode.main()
    throughput.main()
