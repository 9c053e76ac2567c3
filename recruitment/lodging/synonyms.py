"""What communes call the figures of a lodging count in sheets of their own."""

from recruitment.report_sheets.words import ReportSynonyms

LODGING_SYNONYMS = ReportSynonyms(
    figures={
        "people": ("Người ngoài tỉnh", "Số người ngoài tỉnh", "Người tạm trú", "Số người tạm trú"),
        "women": ("Nữ", "Số nữ"),
        "houses": ("Số nhà trọ", "Nhà trọ", "Số cơ sở cho thuê trọ", "Cơ sở cho thuê trọ"),
        "rooms": ("Số phòng trọ", "Phòng trọ", "Số phòng"),
        "free_rooms": ("Phòng trống", "Số phòng trống", "Phòng còn trống"),
    },
    columns={
        "people": (
            "Số người",
            "Số lượng",
            "SL",
            "Tổng số",
            "Tổng cộng",
            "Tổng",
            "Số người tạm trú",
            "Số lao động",
            "Lao động",
            "People",
        ),
    },
)
