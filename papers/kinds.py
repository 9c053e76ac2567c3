"""Kinds of papers with their signs in a number, from annex III of decree 30/2020."""

from enum import StrEnum


class PaperKind(StrEnum):
    """Its value stands in the number ("15/BC-SNV"); `label` above the title.

    A letter (công văn) prints no kind: its subject stands below the number. Nor does a list, which
    has a title alone.
    """

    label: str

    def __new__(cls, sign: str, label: str) -> "PaperKind":
        kind = str.__new__(cls, sign)
        kind._value_ = sign
        kind.label = label
        return kind

    REPORT = "BC", "Báo cáo"
    SUBMISSION = "TTr", "Tờ trình"
    PLAN = "KH", "Kế hoạch"
    PROGRAMME = "CTr", "Chương trình"
    NOTICE = "TB", "Thông báo"
    INVITATION = "GM", "Giấy mời"
    MINUTES = "BB", "Biên bản"
    DECISION = "QĐ", "Quyết định"
    GUIDE = "HD", "Hướng dẫn"
    PROJECT = "DA", "Dự án"
    AGREEMENT = "BGN", "Bản ghi nhớ"
    INTRODUCTION = "GGT", "Giấy giới thiệu"
    SLIP = "PB", "Phiếu báo"
    LETTER = "CV", "Công văn"
    LIST = "DS", "Danh sách"

    @property
    def is_printed(self) -> bool:
        return self not in (PaperKind.LETTER, PaperKind.LIST)
