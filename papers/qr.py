"""QR codes of addresses."""

import io


def draw_qr(address: str, kind: str) -> bytes:
    """`kind`: "png" for Word, "svg" for what is printed sharp."""
    import segno  # slow import: few papers carry one

    target = io.BytesIO()
    segno.make(address, error="m").save(target, kind=kind, border=0, scale=8)
    return target.getvalue()
