"""The kinds of files that are distinguished; each value is the usual file name ending."""

from enum import StrEnum


class FileType(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "text"  # CSV too
    JPG = "jpg"
    PNG = "png"
    WEBP = "webp"
    IMAGE = "image"  # every other picture: GIF, BMP, TIFF, HEIC, SVG
    DOC = "doc"  # Word 97-2003
    XLS = "xls"  # Excel 97-2003, and older
    PPT = "ppt"  # PowerPoint 97-2003
    PPTX = "pptx"
    DOCM = "docm"  # Word with macros, whatever the name says
    XLSM = "xlsm"  # Excel with macros
    XLSB = "xlsb"  # Excel's binary workbook
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    RTF = "rtf"
    HTML = "html"  # also where it is called .xls or .doc, as many programs export it
    XML = "xml"
    MAIL = "mail"  # a message saved by Outlook
    ZIP = "zip"  # every other archive
    LOCKED = "locked"  # a document that opens with a password only
    DAMAGED = "damaged"  # begins as an Office document and breaks off
    OTHER = "other"


PICTURES = frozenset({FileType.JPG, FileType.PNG, FileType.WEBP, FileType.IMAGE})
WITH_MACROS = frozenset({FileType.DOCM, FileType.XLSM})
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an OLE container: Office 97-2003, and what Office encrypts with a password."""
