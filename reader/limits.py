"""How large a document may be."""

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 150
MAX_CHARACTERS = 600_000
MAX_UNPACKED = 100 * 1024 * 1024  # bytes of all members of a DOCX together
MAX_RATIO = 200  # unpacked bytes for one packed byte
MAX_MEMBERS = 3_000
