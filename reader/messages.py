"""What each ReadError and each unread place says to the person who uploaded the file.

Here only this module and `kind_messages` know Django.
"""

from django.utils.translation import gettext_lazy as _

from reader.content import FileType
from reader.errors import ReadError
from reader.extracted import Why
from reader.kind_messages import UploadPlace, describe_refused_kind

MESSAGES = {
    "empty": _("The file holds no text. Check that it is the right file and upload it again."),
    "too_large": _(
        "The file is too large (%(megabytes)s MB; at most %(limit)s MB). Upload the document "
        "without its pictures, or only the part that gives tasks."
    ),
    "too_long": _(
        "The text is too long (%(characters)s characters; at most %(limit)s). Upload only the "
        "part that gives tasks."
    ),
    "too_many_pages": _(
        "The document is too long (%(pages)s pages; at most %(limit)s). Upload only the pages "
        "that give tasks."
    ),
    "scanned": _(
        "The pages are pictures without text (a scan). Upload the original Word file or the "
        "signed PDF with text, or paste the text."
    ),
    "encrypted": _("The file is protected by a password. Remove the password and upload it again."),
    "damaged": _(
        "The file is damaged and cannot be opened. Open it in Word or a PDF reader, save it again "
        "and upload the new copy."
    ),
    "bomb": _(
        "The file unpacks to far too much data (%(megabytes)s MB). Open it in Word, save it as a "
        "new file and upload that."
    ),
    "encoding": _(
        "The text is in an old Vietnamese encoding (TCVN3 or VNI). Convert it to Unicode and "
        "upload it again."
    ),
    "letters": _(
        "The letters of this PDF cannot be read: its fonts do not say which letters they draw, or "
        "it is in an old Vietnamese encoding (TCVN3 or VNI). Upload the original Word file, or "
        "paste the text in Unicode."
    ),
    "type_other": _("This kind of file is not read. Upload PDF, DOCX or text."),
}

UNREAD = {
    Why.PAGES: _("Page %(text)s is a picture, not read"),
    Why.PAGE_LETTERS: _(
        "Page %(text)s cannot be read: its fonts do not say which letters they draw"
    ),
    Why.PICTURE: _("A large picture on page %(text)s, not read"),
    Why.RECOGNISED: _(
        "Page %(text)s was read by character recognition, as it holds no letters that can be "
        "read: compare it with the paper"
    ),
    Why.LETTERS: _("Letters that cannot be read: %(text)s"),
    Why.EMBEDDED: _("An embedded object or file, not read: %(text)s"),
    Why.HIDDEN: _("Hidden text, not read: “%(text)s”"),
    Why.STRUCK: _("Struck-out text, not read: “%(text)s”"),
    Why.DELETED: _("Deleted by a tracked change, not read: “%(text)s”"),
    Why.NOTE: _("Note, not read as a task: “%(text)s”"),
    Why.LOOSE: _("“%(text)s”: a day that stands in no proposal"),
    Why.UNDATED: _("“%(text)s”: a deadline is announced, but its day cannot be read"),
}
# In a DOCX nothing more is known of them.
_WITHOUT_TEXT = {
    Why.PICTURE: _("A large picture, not read"),
    Why.EMBEDDED: _("An embedded object or file, not read"),
}


def read_error_message(error: ReadError) -> str:
    """The sentence in the reader's language."""
    kind = error.code.removeprefix("type_")
    if error.code not in MESSAGES and kind in set(FileType):
        return describe_refused_kind(FileType(kind), UploadPlace.DIRECTIVE)
    return str(MESSAGES[error.code]) % error.params


def unread_message(why: str, text: str) -> str:
    """What was not read, in the reader's language."""
    sentences = UNREAD if text else _WITHOUT_TEXT
    return str(sentences.get(Why(why), UNREAD[Why(why)])) % {"text": text}
