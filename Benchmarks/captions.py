#!/usr/bin/env python3
"""Measures what captions cost: a 60 s film of 1080x1920 without any, with 20 burned in, and with the same as karaoke.

usage: python3 Benchmarks/captions.py --reelc PATH [--runs 3] [--seconds 60] [--source FILE] [--folder /tmp/bench-captions]

The three films take turns; CPU is user and system seconds. Prints each run, the medians, and the costs as shares of the
film without captions. The source is any film of at least the length; it is fitted to the canvas by `fit: cover`.
"""

import argparse
import os
import statistics

from measure import run

WORDS = "captions like these are read by everyone who watches without sound".split()


def cues(seconds, count=20):
    step = seconds / count
    lines = []
    for number in range(count):
        start, end = number * step, (number + 0.9) * step
        text = " ".join(WORDS[(number + place) % len(WORDS)] for place in range(6))
        lines.append(f"      - {{at: {start:.3f}s, until: {end:.3f}s, text: {text}}}\n")
    return "".join(lines)


def document(options, kind):
    text = (
        f"timeline: 1\ncanvas: {{size: 1080x1920, rate: 30}}\n"
        f"outputs: {{film: {{file: {options.folder}/{kind}.mp4, video: {{preset: veryfast, crf: 23}}}}}}\n"
        f"tracks:\n  - items: [{{clip: {options.source}, out: {options.seconds}s, fit: cover}}]\n")
    if kind == "none":
        return text
    return text + f"  - kind: captions\n    mode: {kind}\n    cues:\n{cues(options.seconds)}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reelc", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--source", default="/tmp/bench-media/b-1080p-60s.mp4")
    parser.add_argument("--folder", default="/tmp/bench-captions")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    kinds, costs = ("none", "line", "karaoke"), {}
    for kind in kinds:
        with open(os.path.join(options.folder, kind + ".timeline.yaml"), "w") as file:
            file.write(document(options, kind))
    for turn in range(options.runs):
        for kind in kinds:
            path = os.path.join(options.folder, kind + ".timeline.yaml")
            cost = run([options.reelc, "build", "--quiet", path], os.path.join(options.folder, kind + ".log"))
            costs.setdefault(kind, []).append(cost)
            print(f"  {turn + 1} {kind:8} CPU {cost.cpu:7.2f} s  memory {cost.memory:6.1f} MB  status {cost.status}", flush=True)
    plain = statistics.median(cost.cpu for cost in costs["none"])
    for kind in kinds:
        cpu = statistics.median(cost.cpu for cost in costs[kind])
        print(f"{kind:8} {cpu:7.2f} s  {100 * (cpu / plain - 1):+.1f} %")


if __name__ == "__main__":
    main()
