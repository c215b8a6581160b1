#!/usr/bin/env python3
"""Scores a beat tracker on corpora made by generate.py.

A tracker is any command that takes a WAV path and prints one JSON object:
  {"bpm": 120.1, "beats": [0.51, ...], "downbeats": [0.51, ...]}      (downbeats optional)

  score.py --corpus DIR [DIR ...] --tracker 'own=mytool analyze beats {wav} --json' --out results.json

Needs mir_eval and numpy. Prints one row per tracker and corpus; --per-tag and --songs print more.
--baseline results.json --against NAME compares song by song with an earlier run.
"""
import argparse, json, os, shlex, statistics, subprocess, sys, time, warnings
import numpy as np
import mir_eval

warnings.filterwarnings("ignore")
COLS = ["F", "F25", "CMLt", "AMLt", "acc1", "acc2", "tempo_err", "downF", "bias_ms", "mae_ms"]


def tempo_of(beats):
    return 60 / float(np.median(np.diff(beats))) if len(beats) > 2 else 0.0


def score(truth, got):
    ref = np.array(truth["beats"]); est = np.array(sorted(got.get("beats", [])), float)
    est = est[(est >= 0)]
    est = est[(est >= ref[0] - .3) & (est <= ref[-1] + .3)] if len(ref) else est   # no penalty outside the annotated span
    r = dict.fromkeys(COLS)
    r["F"] = mir_eval.beat.f_measure(ref, est)
    r["F25"] = mir_eval.beat.f_measure(ref, est, f_measure_threshold=.025)
    c = mir_eval.beat.continuity(ref, est) if len(est) > 1 else (0, 0, 0, 0)
    r["CMLt"], r["AMLt"] = c[1], c[3]
    bpm = got.get("bpm") or tempo_of(est)
    t = truth["bpm"]
    shaped = {"ramp", "steps", "drift"} & set(truth["tags"])
    if not shaped:
        r["acc1"] = float(abs(bpm / t - 1) < .04)
        r["acc2"] = float(any(abs(bpm / (t * k) - 1) < .04 for k in (1, 2, .5, 3, 1 / 3)))
        m = tempo_of(est)
        if r["acc1"]:
            r["tempo_err"] = 100 * abs(bpm / t - 1)
    if len(est) and len(ref):
        d = est[np.argmin(np.abs(est[:, None] - ref[None, :]), axis=0)] - ref
        d = d[np.abs(d) <= .07]
        if len(d):
            r["bias_ms"] = 1000 * float(np.median(d)); r["mae_ms"] = 1000 * float(np.mean(np.abs(d)))
    if got.get("downbeats") is not None:
        db = np.array(got["downbeats"], float)
        r["downF"] = mir_eval.beat.f_measure(np.array(truth["downbeats"]), db[(db >= ref[0] - .3) & (db <= ref[-1] + .3)]) if len(db) else 0.0
    return r


def mean(rows, c):
    v = [r[c] for r in rows if r.get(c) is not None]
    return statistics.fmean(v) if v else float("nan")


def table(title, rows):
    fmt = lambda c, v: f"{v:8.1f}" if c.endswith("_ms") else f"{v:8.2f}" if c == "tempo_err" else f"{v:8.3f}"
    print(f"{title[:34]:34s} {len(rows):4d}" + "".join(fmt(c, mean(rows, c)) for c in COLS))


def load(corpora):
    for c in corpora:
        for s in json.load(open(os.path.join(c, "index.json")))["songs"]:
            yield c, s, json.load(open(os.path.join(c, s["truth"])))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--corpus", nargs="+", required=True)
    ap.add_argument("--tracker", action="append", default=[])
    ap.add_argument("--out"); ap.add_argument("--baseline"); ap.add_argument("--against")
    ap.add_argument("--per-tag", action="store_true"); ap.add_argument("--songs", action="store_true")
    a = ap.parse_args()
    res = {}
    songs = list(load(a.corpus))
    print(f"{'tracker / corpus':34s} {'n':>4s}" + "".join(f"{c:>8s}" for c in COLS))
    for spec in a.tracker:
        name, cmd = spec.split("=", 1)
        rows, wall, audio = [], 0.0, 0.0
        for c, s, truth in songs:
            argv = [x.replace("{wav}", os.path.join(c, s["wav"])) for x in shlex.split(cmd)]
            t0 = time.time()
            p = subprocess.run(argv, capture_output=True, text=True)
            wall += time.time() - t0; audio += truth["duration"]
            try:
                got = json.loads(p.stdout[p.stdout.index("{"):])
            except ValueError:
                print("no result:", name, s["name"], p.stderr[-200:], file=sys.stderr); got = {}
            r = score(truth, got); r.update(name=s["name"], corpus=os.path.basename(c.rstrip("/")), source=truth["source"], tags=truth["tags"])
            rows.append(r)
        res[name] = dict(rows=rows, times_real_time=audio / wall)
        for src in sorted({r["source"] for r in rows}):
            table(f"{name} [{src}]", [r for r in rows if r["source"] == src])
        table(f"{name} ALL ({audio / wall:.0f}x real time)", rows)
        if a.per_tag:
            for tag in sorted({t for r in rows for t in r["tags"]}):
                table(f"  #{tag}", [r for r in rows if tag in r["tags"]])
        if a.songs:
            for r in rows:
                table("   " + r["name"], [r])
    if a.baseline:
        base = {r["name"]: r for r in json.load(open(a.baseline))[a.against]["rows"]}
        for name in res:
            d = [(r["F"] - base[r["name"]]["F"], r["name"]) for r in res[name]["rows"] if r["name"] in base]
            d.sort()
            print(f"{name} vs {a.against}: mean dF {statistics.fmean(x for x, _ in d):+.3f}; better {sum(x > .05 for x, _ in d)}, worse {sum(x < -.05 for x, _ in d)}; worst {d[:3]}")
    if a.out:
        json.dump(res, open(a.out, "w"), indent=1)


if __name__ == "__main__":
    main()
