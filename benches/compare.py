#!/usr/bin/env python3
"""Whole processes on a folder of PDFs: CPU seconds and peak memory, as a table for the README.

    cargo build --release
    python3 benches/compare.py FOLDER [--runs 3] [--queries]

Compares `yanbao ingest` (reading, facts, store and index) with pdftotext and mutool (a process a file, as both are used),
PyMuPDF and pdf-extract (one process), recoll (recollindex with its own handlers) and the room `pdf` alone
(benches/readers.rs, built on the way). What is not installed is left out: Debian has poppler-utils, mupdf-tools, recollcmd; PyPI has pymupdf. The best of the runs counts.
`--queries` times `yanbao query` as whole processes on 1,000 reports (FOLDER's files with a line of comment at their end).
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
YANBAO = HERE / "target/release/yanbao"
PYMUPDF = "import sys, pymupdf\nfor f in sys.argv[1:]:\n    with pymupdf.open(f) as d:\n        for p in d: p.get_text()"


def readers():
    """The program of benches/readers.rs, built where it is not."""
    command = ["cargo", "bench", "--quiet", "--bench", "readers", "--no-run", "--message-format", "json"]
    built = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True).stdout
    made = [json.loads(line) for line in built.splitlines() if line.startswith("{")]
    return next(m["executable"] for m in made if m.get("target", {}).get("name") == "readers" and m.get("executable"))


def run(command, **more):
    """CPU seconds and peak MB of a process and all that it waited for, and its exit code (0: all files read)."""
    child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode


def each(make):
    """A process a file."""
    def go(files, work):
        done = [run(make(f, work)) for f in files]
        return sum(d[0] for d in done), max(d[1] for d in done), sum(d[2] != 0 for d in done)
    return go


def whole(make):
    def go(files, work):
        return run(make(files, work))
    return go


def recoll(files, work):
    conf = work / "recoll"
    conf.mkdir()
    (conf / "recoll.conf").write_text(f"topdirs = {files[0].parent}\nloglevel = 1\nidxnice = 0\n")
    return run(["recollindex", "-c", conf, "-z"])


def tools(reader):
    yield "`yanbao ingest` (facts, store, index)", YANBAO.exists(), whole(lambda fs, w: [YANBAO, "--store", w / "store", "ingest", fs[0].parent])
    yield "the room `pdf` alone (glyphs)", True, whole(lambda fs, w: [reader, "glyphs", *fs])
    yield "`pdftotext` (Poppler)", shutil.which("pdftotext"), each(lambda f, w: ["pdftotext", f, w / "out"])
    yield "`mutool draw -F txt`", shutil.which("mutool"), each(lambda f, w: ["mutool", "draw", "-q", "-F", "txt", "-o", w / "out", f])
    has = subprocess.run([sys.executable, "-c", "import pymupdf"], capture_output=True).returncode == 0
    yield "PyMuPDF `get_text`", has, whole(lambda fs, w: [sys.executable, "-c", PYMUPDF, *fs])
    yield "pdf-extract (Rust)", True, whole(lambda fs, w: [reader, "pdf-extract", *fs])
    yield "recoll (`recollindex`)", shutil.which("recollindex"), recoll


def version(name):
    told = {"pdftotext": ["pdftotext", "-v"], "mutool": ["mutool", "-v"], "recoll": ["recollindex", "-v"]}
    for key, command in told.items():
        if key in name:
            out = subprocess.run(command, capture_output=True, text=True)
            words = (out.stdout + out.stderr).split()
            return next((w.rstrip(",") for w in words if w[:1].isdigit()), "")
    return ""


def compare(files, runs):
    reader = readers()
    done = subprocess.run([reader, "glyphs", *files], capture_output=True, text=True).stdout
    pages = int(done.split("pages ")[1].split(",")[0]) if "pages " in done else 0
    print(f"{len(files)} files, {pages} pages, {sum(f.stat().st_size for f in files) / 1e6:.0f} MB\n")
    print("| tool | CPU seconds | pages per CPU-s | against `pdftotext` | peak MB | files not read |\n|---|--:|--:|--:|--:|--:|")
    rows = []
    for name, there, go in tools(reader):
        if not there:
            continue
        best = None
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as work:
                got = go(files, Path(work))
            best = got if best is None or got[0] < best[0] else best
        shown = version(name)
        rows.append((name + (f" {shown}" if shown else ""), *best))
    base = next((cpu for name, cpu, *_ in rows if "pdftotext" in name), None)
    for name, cpu, peak, failed in rows:
        against = f"{cpu / base:.2f}" if base else ""
        print(f"| {name} | {cpu:.2f} | {pages / cpu:.0f} | {against} | {peak:.0f} | {failed} |")


def queries(files):
    asks = [("phrase, no word list", ['"资本开支"']), ("word", ["资本开支"]), ("two words", ["资本开支 算力"]), ("OR, NOT", ["(液冷 OR 光模块) -芯片"]),
            ("company by pinyin", ["hanwuji"]), ("with filters", ["资本开支", "--since", "2020-01-01"])]
    with tempfile.TemporaryDirectory() as work:
        many = Path(work) / "many"
        many.mkdir()
        for i in range(1000):
            source = files[i % len(files)]
            (many / f"{i:04}-{source.name}").write_bytes(source.read_bytes() + b"\n%% copy %d\n" % i)
        store = Path(work) / "store"
        start = time.monotonic()
        cpu, peak, _ = run([YANBAO, "--store", store, "ingest", many])
        print(f"\n1,000 reports ingested: {time.monotonic() - start:.1f} s, {cpu:.1f} CPU-s, peak {peak:.0f} MB")
        start = time.monotonic()
        run([YANBAO, "--store", store, "ingest", many])
        print(f"the same again, nothing to do: {time.monotonic() - start:.2f} s\n")
        print("| query on 1,000 reports (whole process, median of 15) | ms | CPU ms | peak MB |\n|---|--:|--:|--:|")
        for name, words in asks:
            took = []
            for _ in range(15):
                start = time.monotonic()
                cpu, peak, _ = run([YANBAO, "--store", store, "query", *words])
                took.append(((time.monotonic() - start) * 1000, cpu * 1000, peak))
            ms, cpu, peak = sorted(took)[7]
            print(f"| {name}: `{' '.join(words)}` | {ms:.0f} | {cpu:.0f} | {peak:.0f} |")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--queries", action="store_true")
    a = ap.parse_args()
    files = sorted(a.folder.resolve().glob("*.pdf"))
    if not files:
        sys.exit(f"no PDF in {a.folder}")
    compare(files, a.runs)
    if a.queries:
        queries(files)


if __name__ == "__main__":
    main()
