"""`python -m gotravel` is the command `gotravel`."""

from gotravel.cli import main

if __name__ == "__main__":
    main()
