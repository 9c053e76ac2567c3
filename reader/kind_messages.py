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
_SHEETS = frozenset({FileType.XLS, FileType.XLSX, FileType.XLSM, FileType.XLSB, FileType.ODS})
_TEXTS = frozenset({FileType.DOC, FileType.DOCX, FileType.DOCM, FileType.ODT, FileType.RTF})


def describe_refused_kind(kind: FileType, door: UploadPlace, name: str = "") -> str:
    """The sentence for a kind that has a word in `FILE_KIND_NAMES`; with `name` it says which of several
    files it means.
    """
    words = {"kind": FILE_KIND_NAMES[kind], "advice": _ADVICE[door](kind), "name": name}
    sentence = (
        _("The file “%(name)s” is %(kind)s. %(advice)s")
        if name
        else _("This is %(kind)s. %(advice)s")
    )
    return sentence % words


def _advice_at_directive(kind: FileType) -> str:
    if kind in _SHEETS:
        return _("Only PDF, DOCX and text are read as directives.")
    if kind == FileType.ZIP:
        return _("Unpack it and upload the document inside.")
    if kind in PICTURES:
        return _("Upload the original Word file or a PDF with text, or paste the text.")
    if kind in WITH_MACROS:
        return _("Save it without macros as .docx or as PDF and upload it again.")
    if kind in _TEXTS:
        return _("Save it as .docx or PDF and upload it again.")
    return _("Copy its text and paste it, or save it as PDF.")


def _advice_at_evidence(kind: FileType) -> str:
    if kind == FileType.ZIP:
        return _("Unpack it and send the files inside.")
    if kind in PICTURES:
        return _("Save it as JPG, PNG or PDF and send it again.")
    if kind in WITH_MACROS:
        return _("Save it without macros (.docx, .xlsx) or as PDF and send it again.")
    return _("Save it as PDF and send it again.")


def _advice_at_import(kind: FileType) -> str:
    if kind == FileType.ZIP:
        return _("Unpack it and upload the workbook inside.")
    if kind == FileType.XLSM:
        return _("Save it as .xlsx without macros and upload it again.")
    if kind in _SHEETS | {FileType.TEXT, FileType.HTML, FileType.XML}:
        return _("Open it in Excel, save it as .xlsx and upload that.")
    return _("Copy its rows into the template and upload that.")


_ADVICE = {
    UploadPlace.DIRECTIVE: _advice_at_directive,
    UploadPlace.EVIDENCE: _advice_at_evidence,
    UploadPlace.IMPORT: _advice_at_import,
}
