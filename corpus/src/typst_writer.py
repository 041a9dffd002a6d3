"""Typst (PyPI `typst`): house 云帆证券. A sidebar on page one, template tags in white, contents with leaders."""
import typst


def text(s):
    out = "".join("\\" + c if c in "\\#$*_`<>@[]~-/=+" else c for c in s)
    return out


def chart(data):
    top = max(abs(v) for _, v in data)
    bars = ", ".join(
        f"align(bottom + center, stack(spacing: 2pt, text(size: 6.5pt)[{text(f'{v:g}')}], "
        f"rect(width: 20pt, height: {max(2, 62 * abs(v) / top):.1f}pt, fill: rgb(\"#31589b\"))))"
        for _, v in data
    )
    labels = ", ".join(f"align(center, text(size: 6.5pt)[{text(k)}])" for k, _ in data)
    columns = ", ".join(["1fr"] * len(data))
    return f"#block(width: 100%, grid(columns: ({columns}), rows: (84pt, auto), row-gutter: 3pt, {bars}, {labels}))"


def table(t):
    head, *rows = t["rows"]
    stroke = "0.5pt + luma(120)" if t["ruled"] else "none"
    cells = ", ".join(f"[*{text(c)}*]" for c in head)
    body = ", ".join(f"[{text(c)}]" for row in rows for c in row)
    columns = ", ".join(["auto"] + ["1fr"] * (len(head) - 1))
    return (f"#block(above: 8pt)[*{text(t['caption'])}*]\n"
            f"#block(width: 100%)[#set text(size: 8pt)\n#table(columns: ({columns}), stroke: {stroke}, inset: 4pt, "
            f"table.header({cells}), {body})]\n#block(below: 8pt)[#text(size: 7.5pt)[{text(t['source'])}]]\n")


def write(r, out, mark, foot):
    side = [f"#text(size: 9pt, fill: white, weight: \"bold\")[{text(r.label)}]"]
    lines = [f"""
#set page(paper: "a4", margin: (x: 2cm, top: 2.4cm, bottom: 2cm),
  header: [#set text(size: 8pt)
    #grid(columns: (1fr, auto), [{text(r.broker)} · {text(r.label)} · {text(r.industry)}], [{text(mark)}])
    #v(-6pt) #line(length: 100%, stroke: 0.5pt)],
  footer: context [#set text(size: 8pt)
    #grid(columns: (1fr, auto), [{text(foot)}], [#counter(page).display("1 / 1", both: true)])])
#set text(font: "Noto Sans CJK SC", size: 10pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 8pt, first-line-indent: (amount: 2em, all: true))
#show heading: set block(above: 14pt, below: 9pt)
#show heading: set text(font: "Noto Sans CJK SC", weight: "bold")
#show heading.where(level: 1): set text(size: 13pt, fill: rgb("#1f3f7a"))
#show heading.where(level: 2): set text(size: 11pt)
#set document(title: "{r.title}", date: none)
#place(top + left, text(size: 1pt, fill: white)[\\[Table\\_Main\\]])
"""]
    side = [r.rating_line and f"*评级：{text(r.rating_line)}*", text(r.printed_date)]
    side += [f"{text(k)}：{text(v)}" for k, v in r.market]
    for name, licence in r.people:
        side += [f"*分析师：{text(name)}*", f"执业编号：{text(licence)}", "邮箱：research\\@example.com"]
    side += ["*相关报告*", "《示例：产业跟踪之一》2026\\-02\\-11", "《示例：产业跟踪之二》2026\\-01\\-21"]
    side = "\n\n".join(s for s in side if s)
    company = f"#text(size: 12pt, weight: \"bold\")[{text(r.company)}]\n\n" if r.company else ""
    points = "\n".join(f"- *{text(p)}*" for p in r.points)
    front, rest = r.blocks, []
    cut = next((i for i, b in enumerate(r.blocks) if b[0] == "figures"), 2)
    front, rest = r.blocks[:cut], r.blocks[cut:]
    lines.append(f"""
#grid(columns: (1fr, 4.6cm), column-gutter: 14pt, [
#set par(first-line-indent: 0pt)
{company}#text(size: 18pt, weight: "bold")[{text(r.title)}]

#text(size: 11pt)[{text(r.subtitle)}]

#set par(first-line-indent: (amount: 2em, all: true))
{points}

{"".join(block(b) for b in front)}
], [#set text(size: 8.5pt)
#set par(first-line-indent: 0pt, justify: false)
{side}
])
""")
    if r.contents:
        lines.append("#pagebreak()\n#outline(title: [目录], indent: 1em)\n#pagebreak()\n")
    lines += [block(b) for b in rest]
    lines.append("= 免责声明\n\n#set text(size: 8.5pt)\n" + "\n\n".join(text(d) for d in r.disclaimer))
    scale = ", ".join(f"[{text(c)}]" for row in r.scale for c in row)
    lines.append(f"\n\n*投资评级说明*\n\n#table(columns: (auto, 1fr), stroke: 0.4pt, {scale})\n")
    source = out.with_suffix(".typ")
    source.write_text("\n".join(lines), encoding="utf-8")
    typst.compile(str(source), output=str(out))


def block(b):
    kind, v = b
    if kind == "h1":
        return f"\n= {text(v)}\n\n"
    if kind == "h2":
        return f"\n== {text(v)}\n\n"
    if kind == "list":
        return "\n" + "\n".join(f"- {text(i)}" for i in v) + "\n\n"
    if kind == "table":
        return "\n" + table(v) + "\n"
    if kind == "figures":
        cells = ", ".join(
            f"[#text(size: 9pt, weight: \"bold\")[{text(f['caption'])}]\n\n{chart(f['data'])}\n\n"
            f"#text(size: 7.5pt)[{text(f['source'])}]]" for f in v)
        return f"\n#block(breakable: false)[#set par(first-line-indent: 0pt, justify: false)\n#grid(columns: (1fr, 1fr), column-gutter: 14pt, {cells})]\n\n"
    return f"\n{text(v)}\n\n"
