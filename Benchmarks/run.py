#!/usr/bin/env python3
"""Measures reelc against the best hand-written ffmpeg command, and reelc's compiler by itself.

usage: python3 Benchmarks/run.py --reelc PATH [--runs 3] [--only NAME]... [--out FILE]

Needs ffmpeg and ffprobe of the same FFmpeg that reelc is linked to, and the source of make-media.sh.
Prints tables and writes Benchmarks/results/<date>.json.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import asdict

from compare import agreement
from documents import COUNTS, many_clips
from films import CRF, FILMS, SOURCE
from floors import floor_commands, ssim
from measure import run
from pictures import PICTURES, SHORTER, Still, Stills, Titled

HERE = os.path.dirname(os.path.abspath(__file__))
# A process that wants more fails by itself instead of taking the machine with it.
MEMORY_LIMIT = 20 << 30
TIME_LIMIT = 3600


def median(costs) -> dict:
    """The medians of runs that worked; the first failure otherwise."""
    failed = [cost for cost in costs if not cost.worked]
    if failed:
        return asdict(failed[0])
    middle = asdict(costs[0])
    for key in ("cpu", "wall", "memory", "descriptors"):
        middle[key] = round(statistics.median(getattr(cost, key) for cost in costs), 2)
    return middle


def measure_film(film, reelc, runs, folder) -> dict:
    """All makers of one film in turn, `runs` times, so that a busy machine is busy for each of them."""
    outputs = {maker: os.path.join(folder, f"{film.name}-{maker}.mp4") for maker in MAKERS}
    document = os.path.join(folder, film.name + ".timeline.yaml")
    with open(document, "w") as file:
        file.write(film.document(outputs["reelc"]))
    script = os.path.join(folder, film.name + ".graph")
    commands = {
        "reelc": [reelc, "build", "--quiet", document],
        "same threads": film.command(outputs["same threads"], script, same_threads=True),
        "as typed": film.command(outputs["as typed"], script, same_threads=False),
    }
    if hasattr(film, "others"):
        commands |= film.others(os.path.join(folder, f"{film.name}-other.mp4"))
    costs = {maker: [] for maker in commands}
    for turn in range(runs):
        for maker in commands:
            if costs[maker] and not costs[maker][-1].worked:
                continue
            print(f"  {film.name}: {maker}, run {turn + 1} of {runs}", file=sys.stderr, flush=True)
            log = os.path.join(folder, "log")
            costs[maker].append(run(commands[maker], log, memory_limit=MEMORY_LIMIT, time_limit=TIME_LIMIT))
    result = {"costs": {maker: median(costs[maker]) for maker in commands}}
    result["frames"] = film.frames
    if costs["reelc"][0].worked:
        theirs = next((m for m in MAKERS[1:] if costs[m][0].worked), None)
        if theirs and hasattr(film, "cuts") and hasattr(film, "count"):
            result["agreement"] = agreement(outputs["reelc"], outputs[theirs], film.frames)
        if hasattr(film, "reading"):
            result["floors"] = floors(film, outputs["reelc"], folder)
            short = SHORTER[film.name]
            result["ssim"] = {maker: ssim(short, maker, CRF, folder, reelc) for maker in ("reelc", "as typed")}
    return result


def floors(film, finished, folder) -> dict:
    """CPU seconds of decoding and of encoding alone."""
    costs = {
        name: run(command, os.path.join(folder, "log"))
        for name, command in floor_commands(film, finished, folder).items()}
    return {
        "decoding": round(costs["decoding"].cpu, 2), "decoding memory": round(costs["decoding"].memory),
        "encoding": round(costs["feeding and encoding"].cpu - costs["feeding"].cpu, 2),
        "encoding memory": round(costs["feeding and encoding"].memory)}


def measure_still(reelc, runs, folder) -> dict:
    """One picture of a long timeline, from nothing."""
    still = Still()
    document = os.path.join(folder, "still.timeline.yaml")
    with open(document, "w") as file:
        file.write(still.document())
    costs = {}
    for _ in range(runs):
        for maker, command in still.commands(reelc, document, folder).items():
            costs.setdefault(maker, []).append(run(command, os.path.join(folder, "log")))
    return {maker: median(list(rows)) for maker, rows in costs.items()}


def show_still(result):
    print("\ncold still")
    for maker, cost in result.items():
        print(f"  {maker:14}{cost['cpu']:9.2f}{cost['wall']:9.2f}{cost['memory']:9.0f}")


MAKERS = ("reelc", "same threads", "as typed")


def ratio(result, maker, key) -> str:
    ours, theirs = result["costs"]["reelc"], result["costs"][maker]
    if ours["status"] or theirs["status"] or not theirs[key]:
        return "-"
    return f"{ours[key] / theirs[key]:.2f}"


def show_film(name, result):
    print(f"\n{name}, {result['frames']} frames")
    print(f"  {'':14}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'open':>6}   reelc's share of CPU, memory")
    for maker, cost in result["costs"].items():
        if cost["status"]:
            print(
                f"  {maker:14}gave up after {cost['cpu']:.0f} CPU s at {cost['memory']:.0f} MB: "
                + cost["gave_up"])
            continue
        shares = ""
        if maker != "reelc":
            shares = f"   {ratio(result, maker, 'cpu')}, {ratio(result, maker, 'memory')}"
        print(
            f"  {maker:14}{cost['cpu']:9.2f}{cost['wall']:9.2f}{cost['memory']:9.0f}"
            f"{cost['descriptors']:6.0f}{shares}")
    if "floors" in result:
        found = result["floors"]
        print(
            f"  floors: decoding {found['decoding']:.2f} s, {found['decoding memory']} MB; encoding "
            f"{found['encoding']:.2f} s, {found['encoding memory']} MB")
        print("  ssim against lossless: " + ", ".join(f"{name} {value:.6f}" for name, value in result["ssim"].items()))
    if "agreement" in result:
        found = result["agreement"]
        faults = "; ".join(found["faults"]) or "as many frames, as long"
        print(f"  the two films: ssim {found['ssim']:.4f}, worst luma {found['luma']}; {faults}")


def measure_compiler(reelc, runs, folder) -> dict:
    """`reelc check` reads, checks, resolves, optimises and lowers; nothing is rendered or written."""
    results = {}
    for count in COUNTS:
        document = os.path.join(folder, f"many-{count}.timeline.yaml")
        with open(document, "w") as file:
            file.write(many_clips(count, os.path.join(folder, "never.mp4")))
        log = os.path.join(folder, "log")
        command = [reelc, "check", "--quiet", document]
        costs = []
        for turn in range(runs):
            print(f"  compile {count} clips, run {turn + 1} of {runs}", file=sys.stderr, flush=True)
            costs.append(run(command, log, memory_limit=MEMORY_LIMIT, time_limit=600))
        results[str(count)] = median(costs)
    return results


def show_compiler(results):
    print(f"\ncompile only\n  {'clips':14}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}")
    for count, cost in results.items():
        trouble = f"   {cost['gave_up']}" if cost["status"] else ""
        print(f"  {count:14}{cost['cpu']:9.3f}{cost['wall']:9.3f}{cost['memory']:9.0f}{trouble}")


def machine() -> dict:
    with open("/proc/cpuinfo") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor(), "cores": os.cpu_count(),
        "system": platform.platform(), "load": os.getloadavg()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reelc", required=True, help="the release build")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", action="append", help="a film's name, or 'compile'")
    parser.add_argument("--out", help="where the numbers are kept")
    parser.add_argument("--seconds", type=int, default=180, help="length of the clip with titles")
    parser.add_argument("--stills", type=int, default=30, help="how many moving stills")
    options = parser.parse_args()
    if not os.path.exists(SOURCE):
        sys.exit(f"no {SOURCE}: run Benchmarks/make-media.sh first")
    results = {"machine": machine(), "films": {}, "compile": {}}
    with tempfile.TemporaryDirectory(prefix="reelc-bench-") as folder:
        lengths = {Titled: {"seconds": options.seconds}, Stills: {"count": options.stills}}
        pictures = [type(film)(**lengths[type(film)]) if type(film) in lengths else film for film in PICTURES]
        for film in FILMS + pictures:
            if options.only and film.name not in options.only:
                continue
            # The longest is too dear to be repeated.
            runs = 1 if getattr(film, "count", 0) >= 1000 else options.runs
            result = measure_film(film, options.reelc, runs, folder)
            results["films"][film.name] = result
            show_film(film.name, result)
        if not options.only or "cold-still" in options.only:
            results["still"] = measure_still(options.reelc, options.runs, folder)
            show_still(results["still"])
        if not options.only or "compile" in options.only:
            results["compile"] = measure_compiler(options.reelc, options.runs, folder)
            show_compiler(results["compile"])
    path = options.out or os.path.join(HERE, "results", time.strftime("%Y-%m-%d-%H%M%S") + ".json")
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "w") as file:
        json.dump(results, file, indent=1)
    print(f"\nkept in {path}")
    faults = [f for r in results["films"].values() for f in r.get("agreement", {}).get("faults", [])]
    failed = [name for name, r in results["films"].items() if r["costs"]["reelc"]["status"]]
    sys.exit(1 if faults or failed else 0)


if __name__ == "__main__":
    main()
