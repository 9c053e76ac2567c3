"""The one exception of the reader."""

from collections.abc import Mapping


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
