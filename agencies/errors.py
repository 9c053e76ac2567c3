"""The one exception of this app: a refused rule, with a sentence a person can act on."""


class RuleError(Exception):
    """`message` is already in the reader's language (gettext); `field` names the form field it
    belongs to, if any.

    `code` of a kind of refusal that pages treat otherwise.
    """

    code: str | None = None

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        self.field = field

    @property
    def parts(self) -> "list[RuleError]":
        """Each rule that was broken, where a service finds all of them at once."""
        return [self]
