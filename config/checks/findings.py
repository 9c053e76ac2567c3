"""What the checks return."""

from django.core.checks import CheckMessage, Error, Warning


def report_findings(*findings: tuple[object, str, str, str]) -> list[CheckMessage]:
    """Of each finding: whether it is so, its number (E: an error, W: a warning), what is wrong, and
    what to do.
    """
    return [
        (Error if number.startswith("E") else Warning)(words, hint=hint, id=f"portal.{number}")
        for is_so, number, words, hint in findings
        if is_so
    ]
