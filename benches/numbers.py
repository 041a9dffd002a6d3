#!/usr/bin/env python3
"""Numbers with units in labelled sentences: ours, JioNLP, Recognizers-Text and a three-line regex, in one run.

    python3 benches/numbers.py SUITES BINARY

SUITES holds `kpi.jsonl`, one sentence a line with the values a person labelled; BINARY is `yanbao`. Prints a table:
how many labelled values each tool gives as the very same words (spaces and width aside) and with approximation and
direction words set aside, and sentences a CPU-second, starting up left out for the
libraries; Recognizers-Text, the slowest by far, reads every twentieth sentence. A tool that is not installed
(`pip install jionlp recognizers-text-suite`, in a virtual environment) is said to be missing.
"""
import sys

# this file's name is that of a standard module, which the others' libraries import
sys.path.pop(0)
import json, os, re, resource, subprocess, tempfile, time, unicodedata

AROUND = re.compile(r"^(?:约为|约|近|超过|超|逾|突破|不足|不到|接近|高达|达到|达|至|为|大概|预计|同比|环比|增长|下降|下滑|提升|增加|减少"
                    r"|上升|上涨|下跌|回落|增|降|分别|仅|由|从|\+|-)+|(?:左右|以上|以下|以内|上下|[余多])+$")


def plain(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).lower()


def core(text):
    text, before = plain(text), None
    while text != before:
        before, text = text, AROUND.sub("", text)
    return text


def ours(sentences, binary):
    """Every sentence is a text file; equal ones are one, for a store keeps equal bytes once."""
    def run(texts):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/in")
            for text, i in {text: i for i, text in reversed(list(enumerate(texts)))}.items():
                with open(f"{folder}/in/{i:06d}.txt", "w", encoding="utf-8") as file:
                    file.write(text)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            store = [binary, "--store", f"{folder}/store"]
            subprocess.run(store + ["ingest", f"{folder}/in"], stderr=subprocess.DEVNULL, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            rows = subprocess.run(store + ["export", "quantities", "--format", "jsonl"], capture_output=True, text=True)
            found = [[] for _ in texts]
            for row in map(json.loads, rows.stdout.splitlines()):
                found[int(row["file"][:6])].append(row["text"])
            first = {text: i for i, text in reversed(list(enumerate(texts)))}
            found = [found[first[text]] for text in texts]
            return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return run(sentences)


def regex(sentences):
    """The three lines."""
    number = r"[-+]?\d[\d,]*(?:\.\d+)?(?:[-~—至]\d[\d,]*(?:\.\d+)?)?\s*[万亿千百]*"
    unit = r"(?:个?百分点|%|pct|bp|元|美元|港元|倍|吨|台|家|辆|人|片|户|套|平方米|GW|MW|kWh|亿)?(?:/[一-龥A-Za-z]{1,3})?"
    find = re.compile(number + unit)
    return [[m.group().strip() for m in find.finditer(s)] for s in sentences]


def jionlp(sentences):
    import jionlp as jio
    # it has money alone among its numbers with units
    jio.ner.extract_money("收入5亿元")
    start = time.process_time()
    found = [[m["text"] for m in jio.ner.extract_money(s)] for s in sentences]
    return found, time.process_time() - start


def recognizers(sentences):
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    units, numbers = NumberWithUnitRecognizer("zh-cn"), NumberRecognizer("zh-cn")
    models = [units.get_currency_model(), units.get_dimension_model(), numbers.get_percentage_model(),
              numbers.get_number_model()]
    def one(sentence):
        return [r.text for model in models for r in model.parse(sentence)]
    one("收入5亿元")
    start = time.process_time()
    return [one(s) for s in sentences], time.process_time() - start


def main():
    suites, binary = sys.argv[1:3]
    with open(f"{suites}/kpi.jsonl", encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]

    def line(name, tool, chosen):
        sentences = [c["input"] for c in chosen]
        try:
            start = time.process_time()
            answer = tool(sentences)
            found, seconds = answer if isinstance(answer, tuple) else (answer, time.process_time() - start)
        except ImportError as missing:
            print(f"| {name} | not installed ({missing.name}) | | | |")
            return
        same = aside = wanted = 0
        for case, texts in zip(chosen, found):
            texts, cores = {plain(t) for t in texts}, {core(t) for t in texts}
            for value in case["expected"]:
                if not re.search(r"[0-9零一二三四五六七八九十百千万亿半]", core(value["text"])):
                    continue
                wanted += 1
                same += plain(value["text"]) in texts
                aside += core(value["text"]) in cores
        rate = len(sentences) / max(seconds, 1e-9)
        print(f"| {name} | {len(sentences):,} | {same / wanted:.3f} | {aside / wanted:.3f} | {rate:,.0f} |", flush=True)

    print("| tool | sentences | as labelled | words around set aside | sentences per CPU-s |\n|---|--:|--:|--:|--:|")
    line("`yanbao ingest` (files, names, facts, store and index too)", lambda s: ours(s, binary), cases)
    line("a three-line regex", regex, cases)
    line("JioNLP `extract_money`", jionlp, cases)
    line("Recognizers-Text", recognizers, cases[::20])


if __name__ == "__main__":
    main()
