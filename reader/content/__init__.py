"""What a file is by its content, and how it may be named: the one test for directives, evidence and
imports.
"""

from reader.content.kinds import FileType
from reader.content.names import safe_name, shown_name
from reader.content.sniff import sniff, sniff_file

__all__ = ["FileType", "safe_name", "shown_name", "sniff", "sniff_file"]
