"""Patterns over Vietnamese phrases, written in lines with comments."""

import re


def compile_phrases(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like re.VERBOSE, but a blank between two words counts: Vietnamese puts one between syllables.

    Indents, line ends and comments ("  # …") do not belong to the pattern; a blank at the edge of a
    line is written `[ ]`.
    """
    lines = (re.sub(r"\s+#\s.*", "", line).strip() for line in f"\n{pattern}".splitlines())
    return re.compile("".join(lines), flags)
