"""python -m cableconv"""

import sys

from cableconv.cli import run

sys.exit(run())
