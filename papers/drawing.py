"""A program of its own: what a template needs on standard input, the drawn sheet on standard
output.

Typst keeps what it has laid out: after a hundred sheets 45 MB, which a web process would hold for
as long as it lives. Arguments: the template, "pdf" or "png", the folder of the fonts, points of a
picture per inch, then the standards of a PDF. Input: a JSON object of texts, which become the
template's `sys.inputs`. Output: a line {"drawn": in base64}, or {"error": typst's message} where it
refuses.
"""

import base64
import json
import os
import sys


def main() -> None:
    template, kind, fonts, ppi, *standards = sys.argv[1:]
    os.environ["RAYON_NUM_THREADS"] = "1"  # one page: more threads would only take longer to begin
    import typst  # slow import: reads that setting

    try:
        drawn = typst.compile(
            template,
            format=kind,
            ppi=float(ppi),
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs=json.load(sys.stdin),
            pdf_standards=standards,
        )
    except typst.TypstError as error:
        print(json.dumps({"error": str(error)}))
        return
    first = (
        drawn[0] if isinstance(drawn, list) else drawn
    )  # pictures: what does not fit would be a second one
    print(json.dumps({"drawn": base64.b64encode(first).decode()}))


if __name__ == "__main__":
    main()
