"""A module of a package that is run with -m, and that imports its neighbours by their place."""

import sys

from . import parts
from .parts.layers import WIDTH

print(__name__, __package__, __spec__.name, sys.argv[1:], sys.path[0], parts.__name__, WIDTH)
raise SystemExit(len(sys.argv))
