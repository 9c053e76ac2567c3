"""What a refused file really is, and what its sender can do about it, in one sentence for each
place where files arrive.
"""

from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reader.content.kinds import PICTURES, WITH_MACROS, FileType


class UploadPlace(Enum):
    """A place where files arrive."""

    DIRECTIVE = auto()
    EVIDENCE = auto()
    IMPORT = auto()


FILE_KIND_NAMES: dict[FileType, Promise] = {
    FileType.PDF: gettext_lazy("a PDF document"),
    FileType.DOCX: gettext_lazy("a Word document (.docx)"),
    FileType.XLSX: gettext_lazy("an Excel workbook (.xlsx)"),
    FileType.TEXT: gettext_lazy("a text file (TXT or CSV)"),
    FileType.JPG: gettext_lazy("a picture"),
    FileType.PNG: gettext_lazy("a picture"),
    FileType.WEBP: gettext_lazy("a picture"),
    FileType.IMAGE: gettext_lazy("a picture"),
    FileType.DOC: gettext_lazy("a document of Word 97-2003 (.doc)"),
    FileType.XLS: gettext_lazy("a workbook of Excel 97-2003 (.xls)"),
    FileType.PPT: gettext_lazy("a presentation of PowerPoint 97-2003 (.ppt)"),
    FileType.PPTX: gettext_lazy("a PowerPoint presentation (.pptx)"),
    FileType.DOCM: gettext_lazy("a Word document with macros"),
    FileType.XLSM: gettext_lazy("an Excel workbook with macros"),
    FileType.XLSB: gettext_lazy("a binary Excel workbook (.xlsb)"),
    FileType.ODT: gettext_lazy("an OpenDocument text (.odt)"),
    FileType.ODS: gettext_lazy("an OpenDocument spreadsheet (.ods)"),
    FileType.ODP: gettext_lazy("an OpenDocument presentation (.odp)"),
    FileType.RTF: gettext_lazy("a rich text file (.rtf)"),
    FileType.HTML: gettext_lazy("a web page (HTML), whatever its name says"),
    FileType.XML: gettext_lazy("an XML file"),
    FileType.MAIL: gettext_lazy("an e-mail message (.msg)"),
    FileType.ZIP: gettext_lazy("an archive (such as ZIP or RAR)"),
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
        return _("The file “%(name)s” is %(kind)s. %(advice)s") % words
    return _("This is %(kind)s. %(advice)s") % words


# What the sender can do, by kind; the first that fits.
_ADVICE: dict[UploadPlace, list[tuple[frozenset[FileType], Promise]]] = {
    UploadPlace.DIRECTIVE: [
        (_SHEETS, gettext_lazy("Only PDF, DOCX and text are read as directives.")),
        (_ARCHIVES, gettext_lazy("Unpack it and upload the document inside.")),
        (
            PICTURES,
            gettext_lazy("Upload the original Word file or a PDF with text, or paste the text."),
        ),
        (
            WITH_MACROS,
            gettext_lazy("Save it without macros as .docx or as PDF and upload it again."),
        ),
        (_TEXTS, gettext_lazy("Save it as .docx or PDF and upload it again.")),
        (_EVERY, gettext_lazy("Copy its text and paste it, or save it as PDF.")),
    ],
    UploadPlace.EVIDENCE: [
        (_ARCHIVES, gettext_lazy("Unpack it and send the files inside.")),
        (PICTURES, gettext_lazy("Save it as JPG, PNG or PDF and send it again.")),
        (
            WITH_MACROS,
            gettext_lazy("Save it without macros (.docx, .xlsx) or as PDF and send it again."),
        ),
        (_EVERY, gettext_lazy("Save it as PDF and send it again.")),
    ],
    UploadPlace.IMPORT: [
        (_ARCHIVES, gettext_lazy("Unpack it and upload the workbook inside.")),
        (
            frozenset({FileType.XLSM}),
            gettext_lazy("Save it as .xlsx without macros and upload it again."),
        ),
        (
            _SHEETS | {FileType.TEXT, FileType.HTML, FileType.XML},
            gettext_lazy("Open it in Excel, save it as .xlsx and upload that."),
        ),
        (_EVERY, gettext_lazy("Copy its rows into the template and upload that.")),
    ],
}
