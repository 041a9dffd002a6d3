"""LibreOffice (flat ODT, headless conversion), house 北辰证券: running head and foot with page numbers, a two-cell front."""
import subprocess
import tempfile
from xml.sax.saxutils import escape as e

STYLES = """<office:font-face-decls><style:font-face style:name="S" svg:font-family="'Noto Sans CJK SC'"/><style:font-face style:name="Z" svg:font-family="'WenQuanYi Zen Hei'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="150%"/><style:text-properties style:font-name="Z" style:font-name-asian="Z" fo:font-size="10pt" style:font-size-asian="10pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style></office:styles>"""


def style(name, size, bold=False, indent="0", before="0", colour="#000000"):
    weight = 'fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""
    font = 'style:font-name="S" style:font-name-asian="S"' if bold else ""
    return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-indent="{indent}" fo:margin-top="{before}"/>'
            f'<style:text-properties fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:color="{colour}" {font} {weight}/></style:style>')


AUTO = "<office:automatic-styles>" + "".join([
    style("P", 10, indent="20pt"), style("L", 10), style("T", 18, True), style("U", 11), style("H1", 13, True, before="8pt", colour="#7a1f1f"),
    style("H2", 11, True, before="6pt"), style("C", 9, True, before="6pt"), style("X", 7.5), style("D", 8.5), style("K", 8),
]) + """<style:style style:name="box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #555555" fo:padding="2pt"/></style:style>
<style:style style:name="open" style:family="table-cell"><style:table-cell-properties fo:border="none" fo:padding="2pt"/></style:style>
<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="12.2cm"/></style:style>
<style:style style:name="side" style:family="table-column"><style:table-column-properties style:column-width="4.4cm"/></style:style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/>
<style:header-style><style:header-footer-properties fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>"""


def p(name, s):
    return f'<text:p text:style-name="{name}">{e(s)}</text:p>'


def grid(rows, cell, columns):
    body = "".join("<table:table-row>" + "".join(f'<table:table-cell table:style-name="{cell}" office:value-type="string">{p("K", c)}</table:table-cell>' for c in r) + "</table:table-row>" for r in rows)
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{body}</table:table>'


def block(b):
    kind, v = b
    if kind in ("h1", "h2"):
        return p(kind.upper(), v)
    if kind == "list":
        return "".join(p("L", "\u25cf " + i) for i in v)
    if kind == "table":
        return p("C", v["caption"]) + grid(v["rows"], "box" if v["ruled"] else "open", len(v["rows"][0])) + p("X", v["source"])
    return p("P", v)


def write(r, out, mark, foot):
    side = [r.rating_line, r.printed_date]
    for name, licence in r.people:
        side += [f"分析师：{name}", f"证书编号：{licence}"]
    front = (f'<table:table><table:table-column table:style-name="wide"/><table:table-column table:style-name="side"/><table:table-row>'
             f'<table:table-cell table:style-name="open">{p("U", r.industry + "行业")}{p("T", r.title)}{p("U", r.subtitle)}</table:table-cell>'
             f'<table:table-cell table:style-name="open">{"".join(p("K", s) for s in side)}</table:table-cell></table:table-row></table:table>')
    body = front + "".join(block(b) for b in r.blocks) + p("H1", "免责声明") + "".join(p("D", d) for d in r.disclaimer)
    body += p("C", "投资评级说明") + grid(r.scale, "box", 2)
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in
                     [("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")])
    xml = (f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
           f'{STYLES}{AUTO}<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
           f'<style:header>{p("K", f"{r.broker} {r.label}　　{mark}")}</style:header>'
           f'<style:footer><text:p text:style-name="K">{e(foot)}　　Page <text:page-number/></text:p></style:footer></style:master-page></office:master-styles>'
           f'<office:body><office:text>{body}</office:text></office:body></office:document>')
    source = out.with_suffix(".fodt")
    source.write_text(xml, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", str(out.parent), str(source)],
                       check=True, capture_output=True)
