"""`python -m lianluozhan` is the command line."""

import sys

from lianluozhan.cli import main

if __name__ == "__main__":
    sys.exit(main())
