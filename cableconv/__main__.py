"""python -m cableconv"""

import sys


def run() -> int:
    """The command, of which nothing is loaded yet: an interrupt is one line from the beginning."""
    try:
        from cableconv.cli.main import run as command

        return command()
    except KeyboardInterrupt:
        sys.stderr.write("cableconv: interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(run())
