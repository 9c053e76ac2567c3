class EmbeddedError(RuntimeError):
    """A server of the trial cannot start; the message is a sentence a person can act on."""
