"""The environment that all settings are read from, and the folder of the code."""

import os
from pathlib import Path

from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parents[2]
env = Environment(os.environ)
