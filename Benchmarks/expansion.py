#!/usr/bin/env python3
"""Measures what documents that write themselves cost: rows, repeated items, long sequences.

usage: python3 Benchmarks/expansion.py --reelc PATH [--runs 3] [--counts 1000,10000]

Prints CPU seconds, their part for each thing made, and peak memory: medians of several runs. Needs ffmpeg for one
small source. Expansion is to be linear, and 10,000 rows or items to take less than 2 s.
"""

import argparse
import os
import statistics
import subprocess
import tempfile

from measure import run

CLIP = "{clip: talk.mp4, in: ${at}s, out: ${to}s}"


def table(count):
    """Rows of a name and a range of the source."""
    rows = [f"Person {k},{k * 37 % 1000 / 100},{k * 37 % 1000 / 100 + 0.5},{k}" for k in range(count)]
    return "\n".join(["name,at,to,number"] + rows) + "\n"


def each(count):
    return """timeline: 1
tracks:
  - items:
      - {clip: talk.mp4, each: people.csv, in: "${at}s", out: "${to}s"}
"""


def sequence(count):
    uses = "\n".join(f"      - {{sequence: part, with: {{at: {k % 10}}}}}" for k in range(count))
    return """timeline: 1
sequences:
  part:
    vars: {at: {type: number}}
    items: [{clip: talk.mp4, in: "${at}s", duration: 0.5s}]
tracks:
  - items:
""" + uses + "\n"


def items(count):
    lines = "\n".join(f"          - {{clip: talk.mp4, in: {k % 10}s, duration: 0.5s}}" for k in range(count))
    return "timeline: 1\nsequences:\n  long:\n    items:\n" + lines.replace("          -", "      -") + """
tracks:
  - items: [{sequence: long}]
"""


def rows(count):
    return """timeline: 1
canvas: {size: 640x360, rate: 25}
vars: {name: {type: string}, at: {type: number}, to: {type: number}}
tracks:
  - items: [{clip: talk.mp4, in: "${at}s", out: "${to}s"}]
"""


CASES = [
    ("each over a table", each, ["check", "DOCUMENT"]),
    ("each over a table", each, ["emit", "expanded", "DOCUMENT"]),
    ("uses of a sequence", sequence, ["check", "DOCUMENT"]),
    ("uses of a sequence", sequence, ["emit", "expanded", "DOCUMENT"]),
    ("items of a sequence", items, ["check", "DOCUMENT"]),
    ("items of a sequence", items, ["emit", "expanded", "DOCUMENT"]),
    ("films of a table", rows, ["check", "--quiet", "--data", "people.csv", "DOCUMENT"]),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reelc", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    reelc = os.path.abspath(options.reelc)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        source = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=12", "-f", "lavfi", "-i", "sine=d=12", "-shortest", "talk.mp4"]
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin"] + source, check=True)
        print("| what | command | count | CPU s | ms each | peak MB |\n| --- | --- | --- | --- | --- | --- |")
        for name, document, words in CASES:
            if options.only and options.only not in name:
                continue
            for count in map(int, options.counts.split(",")):
                with open("people.csv", "w") as file:
                    file.write(table(count))
                with open("film.timeline.yaml", "w") as file:
                    file.write(document(count))
                command = [reelc] + [word.replace("DOCUMENT", "film.timeline.yaml") for word in words]
                costs = [run(command, "log") for _ in range(options.runs)]
                failed = [cost for cost in costs if not cost.worked]
                if failed:
                    print(f"| {name} | {words[0]} | {count} | failed: {failed[0].gave_up} | | |", flush=True)
                    continue
                cpu = statistics.median(cost.cpu for cost in costs)
                memory = statistics.median(cost.memory for cost in costs)
                print(f"| {name} | {words[0]} | {count:,} | {cpu:.2f} | {cpu / count * 1000:.3f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
