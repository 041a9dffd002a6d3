"""HTML for two writers, house 青岚证券: Chromium (headless; body in two columns) and WeasyPrint (contents with leaders)."""
import html
import subprocess
import tempfile

e = html.escape


def chart(data):
    top = max(abs(v) for _, v in data)
    step = 220 / len(data)
    parts = ['<svg width="230" height="110" viewBox="0 0 230 110">', '<line x1="5" y1="92" x2="228" y2="92" stroke="#555"/>']
    for i, (k, v) in enumerate(data):
        h, x = 70 * abs(v) / top, 10 + step * i
        parts.append(f'<rect x="{x + 6:.0f}" y="{92 - h:.0f}" width="{step - 16:.0f}" height="{h:.0f}" fill="#3d7a6b"/>')
        parts.append(f'<text x="{x + step / 2 - 2:.0f}" y="{88 - h:.0f}" font-size="8" text-anchor="middle">{v:g}</text>')
        parts.append(f'<text x="{x + step / 2 - 2:.0f}" y="104" font-size="8" text-anchor="middle">{e(k)}</text>')
    return "".join(parts) + "</svg>"


def block(i, b):
    kind, v = b
    if kind in ("h1", "h2"):
        return f'<{kind} id="s{i}">{e(v)}</{kind}>'
    if kind == "list":
        return "<ul>" + "".join(f"<li>{e(x)}</li>" for x in v) + "</ul>"
    if kind == "table":
        head, *rows = v["rows"]
        style = "ruled" if v["ruled"] else "open"
        tr = lambda cells, t: "<tr>" + "".join(f"<{t}>{e(c)}</{t}>" for c in cells) + "</tr>"
        return (f'<div class="wide"><p class="cap">{e(v["caption"])}</p><table class="{style}"><thead>{tr(head, "th")}</thead>'
                f'<tbody>{"".join(tr(r, "td") for r in rows)}</tbody></table><p class="src">{e(v["source"])}</p></div>')
    if kind == "figures":
        part = lambda key, cls: "".join(f'<td><p class="{cls}">{e(f[key])}</p></td>' for f in v)
        charts = "".join(f"<td>{chart(f['data'])}</td>" for f in v)
        return f'<table class="figs wide"><tr>{part("caption", "cap")}</tr><tr>{charts}</tr><tr>{part("source", "src")}</tr></table>'
    return f"<p>{e(v)}</p>"


def page(r, mark, foot, columns):
    side = [f"<b>{e(r.rating_line)}</b>" if r.rating_line else "", e(r.printed_date)]
    for name, licence in r.people:
        side += [f"<b>{e(name)}</b> 分析师", f"登记编号：{e(licence)}"]
    side += ["<b>相关研究</b>", "示例一：景气跟踪（2026-02-09）", "示例二：年度展望（2025-12-15）"]
    cut = 2
    front = "".join(block(i, b) for i, b in enumerate(r.blocks[:cut]))
    rest = "".join(block(i + cut, b) for i, b in enumerate(r.blocks[cut:]))
    toc = ""
    if r.contents:
        items = "".join(f'<li class="{k}"><a href="#s{i}">{e(v)}</a></li>' for i, (k, v) in enumerate(r.blocks) if k in ("h1", "h2"))
        charts = "".join(f"<li><a href='#s0'>{e(f['caption'])}</a></li>" for k, v in r.blocks for f in ([] if k not in ("figures", "table") else v if k == "figures" else [v]))
        toc = f'<div class="toc"><h3>正文目录</h3><ul>{items}</ul><h3>图表目录</h3><ul>{charts}</ul></div>'
    scale = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in r.scale)
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{e(r.title)}</title><style>
@page {{ size: A4; margin: 22mm 18mm 18mm; 
 @top-left {{ content: "{r.broker} | {r.label}"; font: 8pt "Noto Sans CJK SC"; }}
 @top-right {{ content: "{mark}"; font: 8pt "Noto Sans CJK SC"; }}
 @bottom-left {{ content: "{foot}"; font: 8pt "Noto Sans CJK SC"; }}
 @bottom-right {{ content: "- " counter(page) " -"; font: 8pt "Noto Sans CJK SC"; }} }}
body {{ font: 10pt/1.6 "Noto Serif CJK SC"; margin: 0; text-align: justify; }}
h1 {{ font: bold 13pt "Noto Sans CJK SC"; color: #20594c; margin: 10pt 0 5pt; }} h2 {{ font: bold 11pt "Noto Sans CJK SC"; margin: 8pt 0 4pt; }}
.title {{ font: bold 19pt "Noto Sans CJK SC"; margin: 4pt 0; text-align: left; }} .sub {{ font: 11pt "Noto Sans CJK SC"; margin: 0 0 8pt; }}
p {{ margin: 0 0 6pt; text-indent: 2em; }} .cap {{ font: bold 9pt "Noto Sans CJK SC"; text-indent: 0; margin: 4pt 0 2pt; }}
.src {{ font: 7.5pt "Noto Sans CJK SC"; text-indent: 0; }} .front {{ display: flex; gap: 14pt; }} .main {{ flex: 1; }}
.side {{ width: 42mm; font: 8.5pt/1.7 "Noto Sans CJK SC"; background: #eef3f1; padding: 6pt; text-align: left; }} .side div {{ margin-bottom: 3pt; }}
.body {{ columns: {columns}; column-gap: 9mm; }} .wide {{ column-span: all; width: 100%; break-inside: avoid; }}
table {{ border-collapse: collapse; width: 100%; font: 8.5pt "Noto Sans CJK SC"; }} .ruled th, .ruled td {{ border: 0.6pt solid #666; padding: 2pt 4pt; }}
.open th, .open td {{ padding: 2pt 4pt; }} th {{ text-align: left; }} .figs td {{ width: 50%; vertical-align: top; }}
.toc {{ break-before: page; break-after: page; }} .toc ul {{ list-style: none; padding: 0; }} .toc h3 {{ font: bold 12pt "Noto Sans CJK SC"; }}
.toc a {{ color: inherit; text-decoration: none; }} .toc a::after {{ content: leader(".") target-counter(attr(href), page); }} .toc .h2 {{ padding-left: 2em; }}
.legal {{ break-before: page; font: 8.5pt/1.6 "Noto Sans CJK SC"; }}
</style></head><body>
<div class="front"><div class="main"><div class="sub">{e(r.industry + "行业" if r.industry else r.label)}</div><div class="title">{e(r.title)}</div>
<div class="sub">{e(r.subtitle)}</div>{"".join(f"<p><b>{e(p)}。</b></p>" for p in r.points)}{front}</div>
<div class="side">{"".join(f"<div>{s}</div>" for s in side if s)}</div></div>{toc}<div class="body">{rest}</div>
<div class="legal"><h1>免责声明</h1>{"".join(f"<p>{e(d)}</p>" for d in r.disclaimer)}<h2>投资评级说明</h2><table class="ruled">{scale}</table></div>
</body></html>"""


def chromium(r, out, mark, foot):
    source = out.with_suffix(".html")
    source.write_text(page(r, mark, foot, 2), encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}"]
        subprocess.run(["chromium", *flags, "--no-pdf-header-footer", f"--print-to-pdf={out}", source.as_uri()],
                       check=True, capture_output=True)


def weasyprint(r, out, mark, foot):
    from weasyprint import HTML
    HTML(string=page(r, mark, foot, 1)).write_pdf(str(out))
