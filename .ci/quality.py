#!/usr/bin/env python3
"""Holds the yardsticks' figures and the hard files against the floors of tests/quality.toml.

    python3 .ci/quality.py --bin target/release/yanbao --shared ../shared [--only score|text|suites|hard]

Runs score.py, text_score.py and score_suites.py with --json, reads all of pdf/ (none may be refused), then every file
of pdf-hard alone under limits on CPU and memory. Prints one table; ends with `N passed, N failed`; exit 1 where a figure is
below its floor. Python 3.11, the standard library alone.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def figures(name, data):
    """The JSON of a yardstick as `area -> value`."""
    if name == "score":  # F1 where recall and precision both count; a share right has all three equal
        return {area: row["f1"] for area, row in data.items()}
    return {f"{area}.{key}": value for area, row in data.items() for key, value in row.items()}


def yardstick(name, command):
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        done = subprocess.run([sys.executable, *command, "--json", out.name], capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
            sys.exit(f"{name} could not run")
        return figures(name, json.load(open(out.name, encoding="utf-8")))


def hard(binary, folder, floors):
    """Rows of files that did not end well, and the two worst figures."""
    wrong, slowest, largest = [], (0.0, ""), (0.0, "")

    def limits():
        cap = int(floors["peak_mb"] * 4e6)  # address space, not memory: a mere stop for bombs
        resource.setrlimit(resource.RLIMIT_AS, (cap, cap))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    files = sorted(p for p in folder.iterdir() if p.suffix == ".pdf")
    for path in files:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen([binary, "extract", path], stdout=out, stderr=err, preexec_fn=limits)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = code = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            said = err.read().decode("utf-8", "replace").strip()
            written = out.read()
        cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6
        slowest, largest = max(slowest, (cpu, path.name)), max(largest, (peak, path.name))
        bad = ending(code, said, written, floors["never"])
        if cpu > floors["cpu_seconds"]:
            bad = bad or f"{cpu:.1f} CPU-s"
        if peak > floors["peak_mb"]:
            bad = bad or f"{peak:.0f} MB"
        if bad:
            wrong.append(f"{path.name}: {bad}")
    return len(files), wrong, slowest, largest


def refused(binary, folder):
    """The refused lines of one ingest of a folder of real reports."""
    with tempfile.TemporaryDirectory() as store:
        done = subprocess.run([binary, "--store", store, "ingest", folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    lines = [line for line in done.stderr.splitlines() if line.startswith("refused ")]
    return lines or ([] if done.returncode == 0 else [f"exit {done.returncode}: {done.stderr[-300:]}"])


def ending(code, said, written, never):
    """What is wrong with how a file ended; None where it is a report or one refused line."""
    if "panicked" in said:
        return "panicked: " + said[:200]
    if code == 0:
        try:
            return None if json.loads(written)["report"]["report_id"] else "a report without an id"
        except (ValueError, KeyError):
            return "exit 0 without a report"
    lines = [line for line in said.splitlines() if "refused" in line]
    if code != 2 or len(lines) != 1 or written:
        return f"exit {code}, said {said[:200]!r}"
    words = [word for word in never if f": {word}" in lines[0]]
    return f"refused as {words[0]}: {lines[0][:200]}" if words else None


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bin", required=True)
    ap.add_argument("--shared", required=True, type=Path)
    ap.add_argument("--only", choices=["score", "text", "suites", "hard"])
    a = ap.parse_args()
    binary = str(Path(a.bin).resolve())
    floors = tomllib.loads((HERE / "tests" / "quality.toml").read_text(encoding="utf-8"))
    tools = a.shared / "tools"
    commands = {
        "score": [tools / "score.py", "--bin", binary, "--pdf", a.shared / "pdf", "--gold", a.shared / "gold"],
        "text": [tools / "text_score.py", "--bin", binary, "--pdf", a.shared / "pdf"],
        "suites": [tools / "score_suites.py", "--bin", binary, "--suites", a.shared / "suites"],
    }
    passed = failed = 0

    def row(area, value, floor, ok, note=""):
        nonlocal passed, failed
        passed, failed = passed + ok, failed + (not ok)
        print(f"{'ok  ' if ok else 'FAIL'} {area:34} {value:>9} {floor:>9}  {note}")

    print(f"     {'area':34} {'read':>9} {'floor':>9}")
    for name, command in commands.items():
        if a.only and a.only != name:
            continue
        got = yardstick(name, [str(part) for part in command])
        for area, floor in floors[name].items():
            value = got.get(area)
            shown = "absent" if value is None else f"{value:.4f}"
            ok = floor == 0.0 if value is None else value >= floor
            lift = value is not None and value - floor > 0.02
            row(area, shown, f"{floor:.4f}", ok, "floor could rise" if lift and ok else "")
    if a.only in (None, "text"):
        lines = refused(binary, a.shared / "pdf")
        row("real reports that are refused", str(len(lines)), "0", not lines)
        for line in lines:
            print("     " + line[:300])
    if a.only in (None, "hard"):
        count, wrong, slowest, largest = hard(binary, a.shared / "pdf-hard", floors["hard"])
        row("hard: slowest file, CPU-s", f"{slowest[0]:.2f}", f"{floors['hard']['cpu_seconds']:.2f}",
            slowest[0] <= floors["hard"]["cpu_seconds"], slowest[1])
        row("hard: largest peak, MB", f"{largest[0]:.0f}", f"{floors['hard']['peak_mb']:.0f}",
            largest[0] <= floors["hard"]["peak_mb"], largest[1])
        row(f"hard: {count} files end well", f"{count - len(wrong)}", f"{count}", not wrong)
        for line in wrong:
            print("     " + line)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
