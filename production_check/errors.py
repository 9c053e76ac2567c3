class CheckError(Exception):
    """The message is the one sentence that says what failed, and what to do where somebody can do
    something.
    """
