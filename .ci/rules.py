#!/usr/bin/env python3
"""Counts for each fact rule how many of its facts are right on the gold: src/lexicon/data/rules.tsv.

    python3 .ci/rules.py --bin target/release/yanbao --shared ../shared [--write]

Reads the gold's reports, pairs their facts with the gold's as score.py does (strictly: subject and period too), for the
kinds that a gold file holds in full. Prints rule, kind, read, right and precision; with --write the gold's two columns of the
table are made anew. The columns of judged samples are kept: they are written by whoever read the samples, with the source.
Python 3.11, the standard library alone.
"""
import argparse
import collections
import importlib.util
import json
import os
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "src/lexicon/data/rules.tsv"


def scorer(tools):
    """score.py as a module: what counts as the same fact is its to say."""
    spec = importlib.util.spec_from_file_location("score", tools / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def count(score, binary, shared):
    """`(rule, kind) -> [read, right]` over all gold files."""
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((shared / "gold").glob("*.json"))]
    tables, _ = score.read(binary, [str(shared / "pdf" / g["file"]) for g in golds])
    facts = score.by_file(tables["facts"])
    counts = collections.defaultdict(lambda: [0, 0])
    same = score.fact_same(True)
    for gold in golds:
        for kind in gold.get("exhaustive_facts", []):
            left = [f for f in gold.get("facts", []) if f["kind"] == kind]
            for fact in facts[os.path.basename(gold["file"])]:
                if fact["kind"] != kind:
                    continue
                found = next((i for i, wanted in enumerate(left) if same(wanted, fact)), None)
                row = counts[fact["rule"], kind]
                row[0] += 1
                if found is not None:
                    row[1] += 1
                    del left[found]
    return counts


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--bin", required=True)
    args.add_argument("--shared", required=True, type=Path)
    args.add_argument("--write", action="store_true")
    args = args.parse_args()
    counts = count(scorer(args.shared / "tools"), args.bin, args.shared)
    for (rule, kind), (read, right) in sorted(counts.items()):
        print(f"{rule:24} {kind:16} {read:5} {right:5} {right / read:7.3f}")
    if not args.write:
        return
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    rules = {line.split("\t")[0]: line.split("\t") for line in lines}
    sums = collections.Counter()
    for (rule, _), (read, right) in counts.items():
        sums[rule, 0] += read
        sums[rule, 1] += right
        rules.setdefault(rule, [rule, "0", "0", "0", "0", "gold"])
    for rule, row in rules.items():
        row[1], row[2] = str(sums[rule, 0]), str(sums[rule, 1])
    TABLE.write_text("\n".join([head, *("\t".join(rules[r]) for r in sorted(rules))]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
