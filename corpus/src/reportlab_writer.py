"""ReportLab (PyPI), a comment of 北辰证券: STSong-Light, not embedded, with UniGB-UCS2-H; template tags in white."""
from reportlab import rl_config

rl_config.invariant = 1

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
from xml.sax.saxutils import escape as e

FONT = "STSong-Light"


def write(r, out, mark, foot):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = lambda size, **k: ParagraphStyle("s", fontName=FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", **k)
    body, small = style(10.5, firstLineIndent=21, spaceAfter=6), style(8)
    h1, cap, item = style(13, spaceBefore=8, textColor=colors.darkred), style(9), style(10.5, leftIndent=12)

    def furniture(canvas, doc):
        canvas.setFont(FONT, 8)
        canvas.drawString(56, 806, f"{r.broker} {r.label}")
        canvas.drawRightString(540, 806, mark)
        canvas.drawString(56, 34, foot)
        canvas.drawRightString(540, 34, str(doc.page))
        canvas.setFillColor(colors.white)
        canvas.setFont("Helvetica", 1)
        canvas.drawString(56, 790, "[Table_Summary]")

    flow = [Paragraph(e(f"{r.industry}行业"), style(10)), Paragraph(e(r.title), style(18, spaceAfter=4)), Paragraph(e(r.subtitle), style(11)),
            Paragraph(e(f"{r.printed_date}　　评级：{r.rating_line}"), style(10))]
    flow += [Paragraph(e(f"分析师：{n}　执业证书编号：{l}"), style(9)) for n, l in r.people] + [Spacer(1, 8)]
    for kind, v in r.blocks:
        if kind in ("h1", "h2"):
            flow.append(Paragraph(e(v), h1))
        elif kind == "list":
            flow += [Paragraph("● " + e(i), item) for i in v]
        elif kind == "table":
            grid = [("FONT", (0, 0), (-1, -1), FONT, 8.5)] + ([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)] if v["ruled"] else [])
            flow += [Paragraph(e(v["caption"]), cap), Table(v["rows"], style=grid, hAlign="LEFT"), Paragraph(e(v["source"]), small), Spacer(1, 6)]
        elif kind == "p":
            flow.append(Paragraph(e(v), body))
    flow.append(Paragraph("免责声明", h1))
    flow += [Paragraph(e(d), small) for d in r.disclaimer] + [Paragraph("投资评级说明", cap)]
    flow.append(Table(r.scale, style=[("FONT", (0, 0), (-1, -1), FONT, 8), ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)], hAlign="LEFT"))
    SimpleDocTemplate(str(out), pagesize=A4, title=r.title, leftMargin=56, rightMargin=56).build(flow, onFirstPage=furniture, onLaterPages=furniture)
