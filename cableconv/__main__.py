"""python -m cableconv"""

import sys

from cableconv.cli import main

sys.exit(main())
