"""XeLaTeX with ctex (Debian), house 长汀证券: running heads, booktabs or full rules, a sidebar in a minipage."""
import subprocess

ESCAPES = {"\\": r"\textbackslash{}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}", "~": "～", "^": r"\^{}"}


def text(s):
    return "".join(ESCAPES.get(c, c) for c in s)


def block(b):
    kind, v = b
    if kind == "h1":
        return f"\\section*{{{text(v)}}}\n"
    if kind == "h2":
        return f"\\subsection*{{{text(v)}}}\n"
    if kind == "list":
        return "\\begin{itemize}\n" + "".join(f"\\item {text(i)}\n" for i in v) + "\\end{itemize}\n"
    if kind == "table":
        head, *rows = v["rows"]
        ruled = v["ruled"]
        spec = ("|" + "l|" * len(head)) if ruled else "l" + "r" * (len(head) - 2) + "l"
        line = "\\hline" if ruled else ""
        top, mid, end = ("\\hline",) * 3 if ruled else ("\\toprule", "\\midrule", "\\bottomrule")
        body = f" \\\\ {line}\n".join(" & ".join(map(text, row)) for row in rows)
        return (f"\\noindent\\textbf{{{text(v['caption'])}}}\\\\[2pt]\n{{\\small\\begin{{tabular}}{{{spec}}} {top}\n"
                f"{' & '.join(map(text, head))} \\\\ {mid}\n{body} \\\\ {end}\n\\end{{tabular}}}}\n\n\\noindent{{\\footnotesize {text(v['source'])}}}\n\n")
    return text(v) + "\n\n"


def write(r, out, mark, foot):
    side = [f"\\textbf{{{text(r.rating_line)}}}", text(r.printed_date)]
    for name, licence in r.people:
        side += [f"\\textbf{{分析师 {text(name)}}}", f"SAC：{text(licence)}"]
    margin = "\n".join(s + r"\par" for s in side)
    scale = "\\\\\n".join(f"{a}：{text(b)}" for a, b in r.scale)
    legal = "\n\n".join(text(d) for d in r.disclaimer)
    body = "".join(block(b) for b in r.blocks)
    source = out.with_suffix(".tex")
    source.write_text(f"""\\documentclass[a4paper,zihao=-4,fontset=none]{{ctexart}}
\\setCJKmainfont{{Noto Serif CJK SC}}\\setCJKsansfont{{Noto Sans CJK SC}}\\setCJKmonofont{{Noto Sans CJK SC}}
\\usepackage[margin=2.2cm]{{geometry}}\\usepackage{{fancyhdr,booktabs,lastpage}}
\\pagestyle{{fancy}}\\fancyhf{{}}\\lhead{{\\footnotesize {r.broker}·{r.label}}}\\rhead{{\\footnotesize {mark}}}
\\lfoot{{\\footnotesize {foot}}}\\rfoot{{\\footnotesize 第 \\thepage 页 / 共 \\pageref{{LastPage}} 页}}
\\setlength{{\\headheight}}{{15pt}}
\\ctexset{{section={{format=\\large\\sffamily\\bfseries}},subsection={{format=\\normalsize\\sffamily\\bfseries}}}}
\\begin{{document}}
\\noindent\\begin{{minipage}}[t]{{0.66\\textwidth}}
{{\\sffamily {text(r.industry)}行业}}\\\\[6pt]
{{\\LARGE\\sffamily\\bfseries {text(r.title)}\\par}}\\vspace{{6pt}}
{{\\sffamily {text(r.subtitle)}}}
\\end{{minipage}}\\hfill\\begin{{minipage}}[t]{{0.29\\textwidth}}\\footnotesize\\raggedright
{margin}
\\end{{minipage}}\\vspace{{10pt}}

{body}
\\section*{{免责声明}}
{{\\small {legal}

\\noindent\\textbf{{投资评级说明}}\\\\
{scale}}}
\\end{{document}}
""", encoding="utf-8")
    for _ in range(2):  # twice: the number of the last page
        subprocess.run(["xelatex", "-interaction=nonstopmode", "-halt-on-error", source.name], cwd=out.parent, check=True, capture_output=True)
