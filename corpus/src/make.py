"""Makes corpus/*.pdf from corpus/src/reports/*.report: `python3 corpus/src/make.py [NAME…]` (all but those of lopdf).

Intermediate sources (.typ .html .tex .fodt) go to target/corpus and stay there to be looked at.
"""
import shutil
import sys
from pathlib import Path

import html_writer
import latex_writer
import office_writer
import reportlab_writer
import reports
import typst_writer

HERE = Path(__file__).resolve().parent
CORPUS, WORK = HERE.parent, HERE.parent.parent / "target" / "corpus"
WRITERS = {
    "typst": typst_writer.write,
    "chromium": html_writer.chromium,
    "weasyprint": html_writer.weasyprint,
    "latex": latex_writer.write,
    "libreoffice": office_writer.write,
    "reportlab": reportlab_writer.write,
}

WORK.mkdir(parents=True, exist_ok=True)
for path in sorted((HERE / "reports").glob("*.report")):
    if sys.argv[1:] and path.stem not in sys.argv[1:]:
        continue
    report = reports.read(path)
    if report.writer not in WRITERS:
        continue
    out = WORK / (report.name + ".pdf")
    WRITERS[report.writer](report, out, reports.MARK, reports.FOOT)
    shutil.copy(out, CORPUS / out.name)
    print(f"{out.name}: {report.writer}, {out.stat().st_size // 1024} KB")
