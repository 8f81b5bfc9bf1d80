"""Daphne, as `daphne --bind 127.0.0.1 --port PORT chat:application` starts it."""
import pathlib
import sys

from daphne.cli import CommandLineInterface

sys.path.insert(0, str(pathlib.Path(__file__).parent))
CommandLineInterface().run(
    ["--bind", "127.0.0.1", "--port", sys.argv[1], "--verbosity", "0", "chat:application"]
)
