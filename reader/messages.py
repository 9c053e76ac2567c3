"""What each ReadError, each refused kind of file and each unread place says to the person who
uploaded the file.

Here only this module knows Django.
"""

from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reader.content.kinds import PICTURES, WITH_MACROS, FileType
from reader.errors import ReadError
from reader.extracted import Why

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
    Why.DUTY: _("“%(text)s”: a body and what it is to do, in no proposal"),
    Why.PARAGRAPH: _("“%(text)s”: in no proposal"),
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


class UploadPlace(Enum):
    """A place where files arrive."""

    DIRECTIVE = auto()
    EVIDENCE = auto()
    IMPORT = auto()


FILE_KIND_NAMES: dict[FileType, Promise] = {
    FileType.PDF: _("a PDF document"),
    FileType.DOCX: _("a Word document (.docx)"),
    FileType.XLSX: _("an Excel workbook (.xlsx)"),
    FileType.TEXT: _("a text file (TXT or CSV)"),
    FileType.JPG: _("a picture"),
    FileType.PNG: _("a picture"),
    FileType.WEBP: _("a picture"),
    FileType.IMAGE: _("a picture"),
    FileType.DOC: _("a document of Word 97-2003 (.doc)"),
    FileType.XLS: _("a workbook of Excel 97-2003 (.xls)"),
    FileType.PPT: _("a presentation of PowerPoint 97-2003 (.ppt)"),
    FileType.PPTX: _("a PowerPoint presentation (.pptx)"),
    FileType.DOCM: _("a Word document with macros"),
    FileType.XLSM: _("an Excel workbook with macros"),
    FileType.XLSB: _("a binary Excel workbook (.xlsb)"),
    FileType.ODT: _("an OpenDocument text (.odt)"),
    FileType.ODS: _("an OpenDocument spreadsheet (.ods)"),
    FileType.ODP: _("an OpenDocument presentation (.odp)"),
    FileType.RTF: _("a rich text file (.rtf)"),
    FileType.HTML: _("a web page (HTML), whatever its name says"),
    FileType.XML: _("an XML file"),
    FileType.MAIL: _("an e-mail message (.msg)"),
    FileType.ZIP: _("an archive (such as ZIP or RAR)"),
}
_EVERY = frozenset(FileType)
_ARCHIVES = frozenset({FileType.ZIP})
_SHEETS = frozenset({FileType.XLS, FileType.XLSX, FileType.XLSM, FileType.XLSB, FileType.ODS})
_TEXTS = frozenset({FileType.DOC, FileType.DOCX, FileType.DOCM, FileType.ODT, FileType.RTF})


def describe_refused_kind(kind: FileType, place: UploadPlace, name: str = "") -> str:
    """The sentence for a kind that has a word in `FILE_KIND_NAMES`; `name` says which of several
    files it means.
    """
    advice = next(sentence for kinds, sentence in _ADVICE[place] if kind in kinds)
    words = {"kind": FILE_KIND_NAMES[kind], "advice": advice, "name": name}
    if name:
        return str(_("The file “%(name)s” is %(kind)s. %(advice)s")) % words
    return str(_("This is %(kind)s. %(advice)s")) % words


# What the sender can do, by kind; the first that fits.
_ADVICE: dict[UploadPlace, list[tuple[frozenset[FileType], Promise]]] = {
    UploadPlace.DIRECTIVE: [
        (_SHEETS, _("Only PDF, DOCX and text are read as directives.")),
        (_ARCHIVES, _("Unpack it and upload the document inside.")),
        (
            PICTURES,
            _("Upload the original Word file or a PDF with text, or paste the text."),
        ),
        (
            WITH_MACROS,
            _("Save it without macros as .docx or as PDF and upload it again."),
        ),
        (_TEXTS, _("Save it as .docx or PDF and upload it again.")),
        (_EVERY, _("Copy its text and paste it, or save it as PDF.")),
    ],
    UploadPlace.EVIDENCE: [
        (_ARCHIVES, _("Unpack it and send the files inside.")),
        (PICTURES, _("Save it as JPG, PNG or PDF and send it again.")),
        (
            WITH_MACROS,
            _("Save it without macros (.docx, .xlsx) or as PDF and send it again."),
        ),
        (_EVERY, _("Save it as PDF and send it again.")),
    ],
    UploadPlace.IMPORT: [
        (_ARCHIVES, _("Unpack it and upload the workbook inside.")),
        (
            frozenset({FileType.XLSM}),
            _("Save it as .xlsx without macros and upload it again."),
        ),
        (
            _SHEETS | {FileType.TEXT, FileType.HTML, FileType.XML},
            _("Open it in Excel, save it as .xlsx and upload that."),
        ),
        (_EVERY, _("Copy its rows into the template and upload that.")),
    ],
}
