"""What a file is by its content, and how it may be named: the one test for directives, evidence and
imports.
"""

from reader.content.detection import detect_file_type, detect_stream_type
from reader.content.kinds import FileType
from reader.content.names import safe_name, shown_name

__all__ = ["FileType", "detect_file_type", "detect_stream_type", "safe_name", "shown_name"]
