"""Why a document is refused: the one exception of the reader, and how large a document may be."""

from collections.abc import Mapping

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 150
MAX_CHARACTERS = 600_000
MAX_UNPACKED = 100 * 1024 * 1024  # bytes of all members of a DOCX together
MAX_RATIO = 200  # unpacked bytes for one packed byte
MAX_MEMBERS = 3_000


class ReadError(Exception):
    """The document cannot be read. `code` names the reason (see `messages`), `params` fill its
    sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}" if self.params else self.code
