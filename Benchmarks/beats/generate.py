#!/usr/bin/env python3
"""Seedable beat-tracking corpus: WAV files plus exact ground truth (JSON).

Three sources, chosen with --sets:
  synth  clicks, drum loops, pads and noise made here with numpy only
  midi   multi-instrument songs written here as MIDI, rendered by fluidsynth
  mma    accompaniments made by the `mma` program from its groove library
         (needs mma and its library), rendered by fluidsynth
  files  MIDI files given with --files (their own tempo map is the truth)

Every song's timing is computed here in seconds; the MIDI handed to fluidsynth has one
constant tempo of 1 ms per tick, because fluidsynth's player rounds to whole
milliseconds at every tempo event and drifts on tempo ramps.

  generate.py --out DIR --seed 7 --sets synth,midi --sf2 some.sf2

Writes DIR/<name>.wav, DIR/<name>.json and DIR/index.json. Same seed, same corpus
(the WAVs of midi sets also depend on the fluidsynth build and the soundfont).
"""
import argparse, json, math, os, random, shutil, struct, subprocess, sys, tempfile, wave
import numpy as np

VERSION = 1
SR = 44100


# ---------------------------------------------------------------- timing
class Grid:
    """Maps a position in beats to seconds, from a list of (beats, bpm0, bpm1) segments.

    Within a segment the tempo changes linearly with the beat number; the time of a beat
    is the exact integral of 60/bpm.
    """

    def __init__(self, segments, start=0.0, rubato=0.0, rng=None):
        self.start, self.segs, b, t = start, [], 0.0, start
        for n, a, z in segments:
            self.segs.append((b, n, a, z, t))
            t += self._span(n, n, a, z)
            b += n
        self.beats, self.end = b, t
        self.warp = None
        if rubato:
            n = int(b) + 2
            w = np.zeros(n)
            for i in range(1, n):
                w[i] = 0.85 * w[i - 1] + rng.gauss(0, rubato)
            self.warp = w

    @staticmethod
    def _span(x, n, a, z):
        if abs(a - z) < 1e-9:
            return 60.0 * x / a
        k = (z - a) / n
        return 60.0 / k * math.log((a + k * x) / a)

    def time(self, beat):
        seg = self.segs[0]
        for s in self.segs:
            if beat >= s[0]:
                seg = s
        b0, n, a, z, t0 = seg
        x = beat - b0
        if x > n:                      # past the end: keep the last tempo
            t = t0 + self._span(n, n, a, z) + 60.0 * (x - n) / z
        else:
            t = t0 + (self._span(x, n, a, z) if x >= 0 else 60.0 * x / a)
        if self.warp is not None:
            i = min(max(int(beat), 0), len(self.warp) - 2)
            f = beat - i
            t += (1 - f) * self.warp[i] + f * self.warp[i + 1]
        return t


# ---------------------------------------------------------------- wav
def write_wav(path, x, sr=SR):
    x = np.asarray(x, dtype=np.float64)
    peak = np.max(np.abs(x)) or 1.0
    pcm = np.round(np.clip(x / peak * 0.8, -1, 1) * 32767).astype("<i2")
    with wave.open(path, "wb") as w:
        w.setnchannels(1 if pcm.ndim == 1 else pcm.shape[1])
        w.setsampwidth(2)
        w.setframerate(sr)
        w.writeframes(pcm.tobytes())


# ---------------------------------------------------------------- numpy instruments
def env(n, attack, decay):
    t = np.arange(n) / SR
    return np.minimum(1.0, t / max(attack, 1e-4)) * np.exp(-t / decay)


def kick(rs, vel):
    n = int(.30 * SR); t = np.arange(n) / SR
    f = 50 + 110 * np.exp(-t / .03)
    return vel * np.sin(2 * np.pi * np.cumsum(f) / SR) * env(n, .001, .09)


def snare(rs, vel):
    n = int(.22 * SR); t = np.arange(n) / SR
    return vel * (.6 * rs.standard_normal(n) * env(n, .001, .06) + .5 * np.sin(2 * np.pi * 190 * t) * env(n, .001, .05))


def hat(rs, vel):
    n = int(.07 * SR)
    x = np.diff(rs.standard_normal(n + 1))
    return vel * .35 * x * env(n, .0005, .018)


def click(rs, vel, f=1500.):
    n = int(.03 * SR); t = np.arange(n) / SR
    return vel * np.sin(2 * np.pi * f * t) * env(n, .0005, .006)


def tone(rs, vel, f, dur, attack=.005, bright=.6):
    n = int(dur * SR); t = np.arange(n) / SR
    x = sum(bright ** h * np.sin(2 * np.pi * f * (h + 1) * t + rs.uniform(0, 6.28)) for h in range(6))
    e = np.minimum(1, t / attack) * np.minimum(1, (dur - t) / .05)
    return vel * .4 * x * e


class Mix:
    def __init__(self, seconds):
        self.x = np.zeros(int(seconds * SR) + SR)

    def add(self, t, y, gain=1.0):
        i = int(round(t * SR))
        if i < 0 or i >= len(self.x):
            return
        y = y[: len(self.x) - i]
        self.x[i:i + len(y)] += gain * y


def add_noise(x, snr_db, rs, pink=True):
    n = len(x)
    if pink:
        spec = np.fft.rfft(rs.standard_normal(n))
        f = np.arange(len(spec)); f[0] = 1
        y = np.fft.irfft(spec / np.sqrt(f), n)
    else:
        y = rs.standard_normal(n)
    p = np.sqrt(np.mean(x ** 2)); q = np.sqrt(np.mean(y ** 2))
    return x + y * (p / q) * 10 ** (-snr_db / 20)


# patterns: per bar, 16th (or other) grid; letters are velocities 1-9
DRUMS = {
    "four_on_floor": (4, 4, dict(k="9...9...9...9...", s="....8.......8...", h="..7...7...7...7.")),
    "rock":          (4, 4, dict(k="9.......9.9.....", s="....8.......8...", h="7.5.7.5.7.5.7.5.")),
    "breakbeat":     (4, 4, dict(k="9.....9...9.....", s="....8..4.4..8..4", h="7.5.7.5.7.5.7.5.")),
    "funk":          (4, 4, dict(k="9..7..9....7.9..", s="....8..3.3..8..3", h="7575757575757575")),
    "clave":         (4, 4, dict(k="9.....9.9.....9.", s="6..6..6...6.6...", h="5...5...5...5...")),
    "offbeat":       (4, 4, dict(k="........9.......", s="....8.......8...", h="..9...9...9...9.")),
    "waltz":         (3, 4, dict(k="9...........", s="....7...7...", h="6.4.6.4.6.4.")),
    "five":          (5, 4, dict(k="9.....9.....9.......", s="....8.......8...8...", h="7.5.7.5.7.5.7.5.7.5.")),
    "shuffle":       (4, 3, dict(k="9.....9.....", s="...8.....8..", h="7.57.57.57.5")),
}


def synth_song(name, seed, pattern, segs, swing=0.0, noise=None, pad=False, bass=False, intro=0.0, jitter=0.0, drop=False):
    rng = random.Random(f"{seed}/{name}"); rs = np.random.RandomState(rng.getrandbits(31))
    start = round(rng.uniform(.1, .9), 3) + intro
    grid = Grid(segs, start)
    mix = Mix(grid.end + 1)
    if pattern == "click":
        meter = 4
        for b in range(int(grid.beats)):
            mix.add(grid.time(b), click(rs, 1. if b % 4 else 1.3, 1500 if b % 4 else 2200))
    else:
        meter, sub, rows = DRUMS[pattern]
        for bar in range(int(grid.beats // meter)):
            if drop and bar % 8 in (5, 6):
                continue
            for row, inst in (("k", kick), ("s", snare), ("h", hat)):
                for i, ch in enumerate(rows[row]):
                    if ch == "." or rng.random() < .02:
                        continue
                    pos = i / sub
                    if swing and sub == 4 and i % 2 == 0 and (i // 2) % 2 == 1:
                        pos += swing / 6     # swing 1 = full triplet swing of the off-eighth
                    mix.add(grid.time(bar * meter + pos) + rng.gauss(0, jitter), inst(rs, int(ch) / 9 * rng.uniform(.85, 1)))
    bars = int(grid.beats // meter)
    if bass or pad:
        roots = [rng.choice([0, 3, 5, 7, 8, 10]) for _ in range(4)]
        for bar in range(bars):
            r = roots[bar % 4]
            if pad:
                t0, t1 = grid.time(bar * meter), grid.time(bar * meter + meter)
                for iv in (0, 4, 7, 12):
                    mix.add(t0, tone(rs, .5, 220 * 2 ** ((r + iv) / 12), t1 - t0, attack=.25, bright=.4), .5)
            if bass:
                for b in range(meter):
                    t0, t1 = grid.time(bar * meter + b), grid.time(bar * meter + b + .8)
                    mix.add(t0, tone(rs, .8, 55 * 2 ** (r / 12), t1 - t0, attack=.01))
    x = mix.x[: int((grid.end + .5) * SR)]
    if noise is not None:
        x = add_noise(x, noise, rs)
    n = bars * meter
    return x, [grid.time(b) for b in range(n)], [grid.time(b) for b in range(0, n, meter)], meter, grid


def synth_specs(seed):
    rng = random.Random(f"{seed}/synth")
    j = lambda b, s=.04: round(b * rng.uniform(1 - s, 1 + s), 2)
    S = lambda bpm, secs=32: [(4 * max(2, round(secs * bpm / 240)), bpm, bpm)]
    out = []
    for b in (60, 75, 90, 105, 120, 140, 160, 180, 200):
        v = j(b, .03); out.append((f"click_{b}", dict(pattern="click", segs=S(v)), ["click"]))
    for p, b in (("four_on_floor", 124), ("rock", 96), ("rock", 132), ("breakbeat", 168), ("breakbeat", 110), ("funk", 100), ("clave", 108), ("offbeat", 80), ("shuffle", 120), ("four_on_floor", 140)):
        out.append((f"drums_{p}_{b}", dict(pattern=p, segs=S(j(b)), jitter=.004), ["drums"]))
    for p, b in (("rock", 92), ("four_on_floor", 118)):
        out.append((f"swing_{p}_{b}", dict(pattern=p, segs=S(j(b)), swing=1.0, jitter=.004), ["drums", "swing"]))
    for b in (92, 130, 174):
        n = 3 * round(34 * b / 180); v = j(b); out.append((f"waltz_{b}", dict(pattern="waltz", segs=[(n, v, v)], bass=True), ["drums", "3/4"]))
    v = j(118); out.append(("five_118", dict(pattern="five", segs=[(70, v, v)], bass=True), ["drums", "5/4"]))
    for p, b in (("rock", 104), ("four_on_floor", 126), ("breakbeat", 150)):
        for snr in (12, 3):
            out.append((f"noise{snr}_{p}", dict(pattern=p, segs=S(j(b)), noise=snr, pad=True, bass=True, jitter=.004), ["drums", "noise"]))
    out.append(("ramp_90_140_drums", dict(pattern="rock", segs=[(96, 90, 140)], bass=True), ["drums", "ramp"]))
    out.append(("ramp_140_90_click", dict(pattern="click", segs=[(96, 140, 90)]), ["click", "ramp"]))
    out.append(("ramp_90_140_click", dict(pattern="click", segs=[(96, 90, 140)]), ["click", "ramp"]))
    out.append(("steps_drums", dict(pattern="rock", segs=[(32, j(100), 0), (40, j(132), 0), (32, j(84), 0)], bass=True), ["drums", "steps"]))
    out.append(("intro_silence", dict(pattern="four_on_floor", segs=S(j(122)), intro=5.0, bass=True), ["drums", "intro"]))
    out.append(("dropout", dict(pattern="rock", segs=S(j(112), 40), pad=True, bass=True, drop=True), ["drums", "dropout"]))
    for name, kw, tags in out:
        kw["segs"] = [(n, a, z or a) for n, a, z in kw["segs"]]
        yield name, kw, tags


# ---------------------------------------------------------------- MIDI
def vlq(n):
    out = [n & 127]; n >>= 7
    while n:
        out.append(128 | n & 127); n >>= 7
    return bytes(reversed(out))


def write_midi(path, events):
    """events: (seconds, bytes). One tick is one millisecond."""
    ev = sorted(((int(round(t * 1000)), 0 if d[0] & 0xF0 == 0x80 else 1, d) for t, d in events), key=lambda e: (e[0], e[1]))
    body, last = bytearray(), 0
    body += vlq(0) + b"\xff\x51\x03" + (500000).to_bytes(3, "big")
    for tick, _, d in ev:
        tick = max(tick, last)
        body += vlq(tick - last) + d
        last = tick
    body += vlq(500) + b"\xff\x2f\x00"
    with open(path, "wb") as f:
        f.write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500) + b"MTrk" + struct.pack(">I", len(body)) + bytes(body))


def read_midi(path):
    """All events of a standard MIDI file as (tick, order, bytes-or-meta), and its division."""
    d = open(path, "rb").read()
    if d[:4] == b"RIFF":
        d = d[20:]
    assert d[:4] == b"MThd"
    hl = struct.unpack(">I", d[4:8])[0]; fmt, ntr, div = struct.unpack(">HHH", d[8:14])
    assert fmt in (0, 1) and not div & 0x8000
    p, ev, order = 8 + hl, [], 0
    for _ in range(ntr):
        if d[p:p + 4] != b"MTrk":
            break
        ln = struct.unpack(">I", d[p + 4:p + 8])[0]; q, end = p + 8, p + 8 + ln
        p, tick, run = end, 0, 0

        def var():
            nonlocal q
            n = 0
            while True:
                b = d[q]; q += 1
                n = n << 7 | b & 127
                if b < 128:
                    return n
        while q < end:
            tick += var(); b = d[q]; order += 1
            if b == 0xFF:
                kind = d[q + 1]; q += 2; n = var()
                ev.append((tick, order, ("meta", kind, d[q:q + n]))); q += n
                if kind == 0x2F:
                    break
            elif b in (0xF0, 0xF7):
                q += 1; n = var(); q += n
            else:
                if b & 0x80:
                    run = b; q += 1
                n = 1 if run & 0xF0 in (0xC0, 0xD0) else 2
                ev.append((tick, order, bytes([run]) + d[q:q + n])); q += n
    ev.sort(key=lambda e: (e[0], e[1]))
    return ev, div


def midi_to_seconds(ev, div, limit):
    """Channel events in seconds, beats and downbeats from the file's tempo and metre map."""
    tick0, sec0, spt = 0, 0.0, 0.5 / div
    tempo, metre, chan, last_note = [(0, 0.0, spt)], [(0, 4, 4)], [], 0
    for tick, _, e in ev:
        t = sec0 + (tick - tick0) * spt
        if isinstance(e, tuple):
            if e[1] == 0x51:
                sec0, tick0, spt = t, tick, int.from_bytes(e[2], "big") / 1e6 / div
                tempo.append((tick, t, spt))
            elif e[1] == 0x58:
                metre.append((tick, e[2][0], 1 << e[2][1]))
        elif t <= limit:
            chan.append((t, e))
            if e[0] & 0xF0 == 0x90 and e[2]:
                last_note = max(last_note, tick)

    def sec(tick):
        a = [s for s in tempo if s[0] <= tick][-1]
        return a[1] + (tick - a[0]) * a[2]
    beats, downs, tick, i = [], [], 0.0, 0
    first = min((t for t, e in chan if e[0] & 0xF0 == 0x90 and e[2]), default=0)
    m = [x for x in metre if x[0] == 0][-1]
    n = 0
    while tick <= last_note:
        nm = [x for x in metre if x[0] <= tick][-1]
        if nm != m:
            m, n = nm, 0
        num, den = m[1], m[2]
        unit = div * 4 / den
        compound = den == 8 and num % 3 == 0 and num > 3
        step, per = (unit * 3, num // 3) if compound else (div * 4 / den if den <= 4 else div, num if den <= 4 else max(1, num * 4 // den))
        t = sec(tick)
        if t >= first - .03:
            beats.append(t)
            if n % per == 0:
                downs.append(t)
        n += 1; tick += step
    return chan, beats, downs, m


def render(events, wav, sf2, gain=.6, reverb=True):
    with tempfile.TemporaryDirectory() as td:
        mid = os.path.join(td, "a.mid"); raw = os.path.join(td, "a.wav")
        end = max(t for t, e in events) + .5
        # fluidsynth renders until the last voice ends, for ever if a note has no end
        write_midi(mid, events + [(end, bytes([0xB0 | c, n, 0])) for c in range(16) for n in (64, 120)])
        r = "1" if reverb else "0"
        subprocess.run(["fluidsynth", "-ni", "-q", "-g", str(gain), "-R", r, "-C", r, "-r", str(SR), "-O", "s16", "-T", "wav", "-F", raw, sf2, mid],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        with wave.open(raw) as w:
            x = np.frombuffer(w.readframes(w.getnframes()), "<i2").reshape(-1, w.getnchannels()).astype(float)
    return x


class Song:
    def __init__(self, grid, rng, human=.006):
        self.g, self.rng, self.h, self.ev = grid, rng, human, []

    def prog(self, ch, p, vol=100, pan=64):
        self.ev += [(0, bytes([0xC0 | ch, p])), (0, bytes([0xB0 | ch, 7, vol])), (0, bytes([0xB0 | ch, 10, pan]))]

    def note(self, ch, key, beat, dur, vel):
        t = max(0.0, self.g.time(beat) + self.rng.gauss(0, self.h))
        e = max(t + .03, self.g.time(beat + dur))
        key = max(0, min(127, key)); v = max(1, min(127, int(vel * self.rng.uniform(.85, 1.1))))
        self.ev += [(t, bytes([0x90 | ch, key, v])), (e, bytes([0x80 | ch, key, 0]))]

    def drum(self, key, beat, vel):
        self.note(9, key, beat, .2, vel)


K, SN, SIDE, CH, OH, RIDE, CRASH, TOM, CLAP, SHAKE, CONGA, PEDAL = 36, 38, 37, 42, 46, 51, 49, 45, 39, 70, 63, 44


def pat(song, key, row, bar, meter, sub, swing=0.0, vel=100, skip=.03):
    for i, c in enumerate(row):
        if c == "." or song.rng.random() < skip:
            continue
        pos = i / sub
        if swing and (pos * 2) % 2 == 1:
            pos += swing / 6
        song.drum(key, bar * meter + pos, vel * int(c) / 9)


PROG = [[0, 5, 7, 0], [0, 9, 5, 7], [9, 5, 0, 7], [0, 7, 9, 5], [0, 3, 8, 10], [2, 7, 0, 9]]
MAJ, MIN = (0, 4, 7), (0, 3, 7)


def chords(rng, bars):
    p = rng.choice(PROG)
    return [(p[b % 4], MIN if p[b % 4] in (2, 4, 9) else MAJ) for b in range(bars)]


def melody(song, ch, bar, meter, key, chord, density, grid=2, vel=85, swing=0.0):
    """Chord tones and passing notes on a grid; offbeat notes as likely as on-beat ones."""
    r = song.rng; pos = 0.0
    while pos < meter:
        d = r.choice([1, 1, 2, 3]) / grid
        if r.random() < density:
            n = key + 12 * r.choice([1, 1, 2]) + chord[0] + r.choice(chord[1] + (2, 9))
            p = pos + (swing / 6 if swing and (pos * 2) % 2 == 1 else 0)
            song.note(ch, n, bar * meter + p, min(d, meter - pos) * .9, vel)
        pos += d


STYLES = {}


def style(name, lo, hi, meter=4, tags=()):
    def deco(f):
        STYLES[name] = (f, lo, hi, meter, list(tags))
        return f
    return deco


def drumkit(song, bar, meter, sub, rows, swing=0.0):
    for key, row in rows.items():
        pat(song, key, row, bar, meter, sub, swing)
    if bar % 8 == 0:
        song.drum(CRASH, bar * meter, 95)
    if bar % 8 == 7 and song.rng.random() < .7:
        for i in range(4):
            song.drum(TOM + song.rng.choice([0, 2, 5]), bar * meter + meter - 1 + i / 4, 85)


@style("rock", 95, 150, tags=["drums"])
def _(s, bars, ch, key):
    s.prog(0, 30, 75, 40); s.prog(1, 34); s.prog(2, 27, 90, 90)
    v = s.rng.choice(["9.......9.9.....", "9..9....9.......", "9.....9.9......9"])
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: v, SN: "....9.......9...", CH: "7.5.7.5.7.5.7.5."})
        for i in range(8):
            s.note(1, key - 24 + ch[b][0], b * 4 + i / 2, .45, 90)
        for i, p in enumerate((0, 1.5, 2.5)):
            for iv in (0, 7, 12):
                s.note(0, key - 12 + ch[b][0] + iv, b * 4 + p, .9, 80)
        melody(s, 2, b, 4, key, ch[b], .6)


@style("pop_floor", 110, 132, tags=["drums"])
def _(s, bars, ch, key):
    s.prog(0, 81, 70); s.prog(1, 38); s.prog(2, 4, 80)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9...9...9...9...", CLAP: "....8.......8...", OH: "..7...7...7...7."})
        for i in range(8):
            s.note(1, key - 24 + ch[b][0] + (12 if i % 2 else 0), b * 4 + i / 2, .4, 95)
        for p in (.5, 1.5, 2.5, 3.5):
            for iv in ch[b][1]:
                s.note(2, key + ch[b][0] + iv, b * 4 + p, .4, 70)
        melody(s, 0, b, 4, key, ch[b], .5, 4)


@style("hiphop", 78, 98, tags=["drums", "swing"])
def _(s, bars, ch, key):
    s.prog(0, 4, 85); s.prog(1, 33); s.prog(2, 73, 70)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: s.rng.choice(["9......7.99.....", "9..7......9....7"]), SN: "....9.......9...", CH: "7.5.7.5.7.5.7.5."}, swing=.6)
        for iv in ch[b][1] + (10,):
            s.note(0, key + ch[b][0] + iv, b * 4, 3.5, 70)
        for p in (0, .75, 2.5):
            s.note(1, key - 24 + ch[b][0], b * 4 + p, .6, 100)
        melody(s, 2, b, 4, key, ch[b], .3)


@style("swing_jazz", 120, 200, tags=["drums", "swing"])
def _(s, bars, ch, key):
    s.prog(0, 0, 85); s.prog(1, 32, 110); s.prog(2, 66, 90)
    for b in range(bars):
        for p, v in ((0, 80), (1, 95), (1 + 2 / 3, 70), (2, 80), (3, 95), (3 + 2 / 3, 70)):
            s.drum(RIDE, b * 4 + p, v)
        s.drum(PEDAL, b * 4 + 1, 80); s.drum(PEDAL, b * 4 + 3, 80)
        if s.rng.random() < .5:
            s.drum(SN, b * 4 + s.rng.choice([2 / 3, 1 + 2 / 3, 2 + 2 / 3]), 60)
        walk = [0, s.rng.choice([3, 4]), 7, s.rng.choice([5, 9, 10])]
        for i in range(4):
            s.note(1, key - 24 + ch[b][0] + walk[i], b * 4 + i, .9, 95)
        for p in s.rng.sample([0, 2 / 3, 1 + 2 / 3, 2 + 2 / 3, 3], 2):
            for iv in ch[b][1] + (10,):
                s.note(0, key + ch[b][0] + iv, b * 4 + p, .3, 75)
        melody(s, 2, b, 4, key, ch[b], .7, 2, swing=1.0)


@style("shuffle_blues", 90, 135, tags=["drums", "swing"])
def _(s, bars, ch, key):
    s.prog(0, 29, 80); s.prog(1, 33); s.prog(2, 16, 70)
    for b in range(bars):
        drumkit(s, b, 4, 3, {K: "9.....9.....", SN: "...9.....9..", RIDE: "7.57.57.57.5"})
        r = [0, 0, 5, 5][b % 4]
        for i in range(4):
            for p in (0, 2 / 3):
                s.note(1, key - 24 + r, b * 4 + i + p, .3, 90)
                for iv in (0, 7 if i % 2 else 9):
                    s.note(0, key - 12 + r + iv, b * 4 + i + p, .3, 80)
        melody(s, 2, b, 4, key, (r, (0, 3, 7)), .5, 2, swing=1.0)


@style("waltz_strings", 84, 170, 3, tags=["3/4", "no-drums"])
def _(s, bars, ch, key):
    s.prog(0, 48, 95); s.prog(1, 43, 110); s.prog(2, 40, 90)
    for b in range(bars):
        s.note(1, key - 24 + ch[b][0], b * 3, .9, 90)
        for p in (1, 2):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 3 + p, .6, 70)
        melody(s, 2, b, 3, key, ch[b], .7)


@style("waltz_drums", 100, 180, 3, tags=["3/4", "drums"])
def _(s, bars, ch, key):
    s.prog(0, 0, 90); s.prog(1, 32, 110); s.prog(2, 21, 90)
    for b in range(bars):
        drumkit(s, b, 3, 4, {K: "9...........", SN: "....5...6...", RIDE: "7...6.4.6..."})
        s.note(1, key - 24 + ch[b][0], b * 3, 1.5, 95)
        for p in (1, 2):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 3 + p, .7, 75)
        melody(s, 2, b, 3, key, ch[b], .6)


@style("bossa", 110, 150, tags=["drums", "syncopated"])
def _(s, bars, ch, key):
    s.prog(0, 24, 95); s.prog(1, 32, 110); s.prog(2, 73, 85)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9.....79.....7..".replace("79", "7.9")[:16], SIDE: "9.....9.....9..." if b % 2 else "....9.....9.....", CH: "5.5.5.5.5.5.5.5."})
        for p, iv in ((0, 0), (1.5, 0), (2, 7), (3.5, 7)):
            s.note(1, key - 24 + ch[b][0] + iv, b * 4 + p, .9, 90)
        for p in ((0, 1, 2.5, 3.5) if b % 2 else (.5, 1.5, 2.5, 3)):
            for iv in ch[b][1] + (11,):
                s.note(0, key + ch[b][0] + iv, b * 4 + p, .5, 70)
        melody(s, 2, b, 4, key, ch[b], .5)


@style("reggae", 68, 92, tags=["drums", "syncopated"])
def _(s, bars, ch, key):
    s.prog(0, 27, 90); s.prog(1, 33, 115); s.prog(2, 16, 75)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "........9.......", SIDE: "........9.......", CH: "7.5.7.5.7.5.7.5."})
        for p in (.5, 1.5, 2.5, 3.5):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 4 + p, .2, 90)
                s.note(2, key + ch[b][0] + iv, b * 4 + p, .2, 60)
        for p in (0, 1, 1.5, 2.75):
            s.note(1, key - 24 + ch[b][0] + s.rng.choice([0, 7]), b * 4 + p, .5, 105)


@style("drum_and_bass", 165, 178, tags=["drums", "syncopated"])
def _(s, bars, ch, key):
    s.prog(0, 89, 80); s.prog(1, 38, 115)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9.........9.....", SN: "....9..4.4..9..5", CH: "7.6.7.6.7.6.7.6."})
        if b % 2 == 0:
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 4, 7.5, 60)
        for p in (0, 1.5, 2.5):
            s.note(1, key - 24 + ch[b][0], b * 4 + p, s.rng.choice([.5, 1]), 105)


@style("funk", 92, 118, tags=["drums", "syncopated"])
def _(s, bars, ch, key):
    s.prog(0, 28, 90); s.prog(1, 36, 110); s.prog(2, 61, 80)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9..7..9....7.9..", SN: "....9..3.3..9..3", CH: "7575757575757575"})
        for i in range(16):
            if s.rng.random() < .5:
                for iv in (0, 4, 10):
                    s.note(0, key + iv, b * 4 + i / 4, .12, 75)
            if s.rng.random() < (.9 if i == 0 else .4):
                s.note(1, key - 24 + s.rng.choice([0, 0, 10, 12, 7]), b * 4 + i / 4, .2, 100)
        if b % 4 == 3:
            for p in (2.5, 2.75, 3.5):
                s.note(2, key + 12, b * 4 + p, .2, 100)


@style("piano_ballad", 58, 84, tags=["no-drums"])
def _(s, bars, ch, key):
    s.prog(0, 0, 110); s.prog(1, 48, 60)
    for b in range(bars):
        arp = list(ch[b][1]) + [12]
        for i in range(8):
            s.note(0, key - 12 + ch[b][0] + arp[[0, 1, 2, 3, 2, 1, 2, 1][i]], b * 4 + i / 2, .6, 80 if i % 4 == 0 else 62)
        for iv in ch[b][1]:
            s.note(1, key + ch[b][0] + iv, b * 4, 3.9, 55)
        melody(s, 0, b, 4, key + 12, ch[b], .5, 2, 88)


@style("rubato_piano", 70, 110, tags=["no-drums", "rubato"])
def _(s, bars, ch, key):
    s.prog(0, 0, 115)
    for b in range(bars):
        s.note(0, key - 24 + ch[b][0], b * 4, 1.9, 85); s.note(0, key - 12 + ch[b][0], b * 4 + 2, 1.9, 75)
        for p in (1, 3):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 4 + p, .8, 65)
        melody(s, 0, b, 4, key + 12, ch[b], .65, 2, 90)


@style("march", 104, 126, 2, tags=["drums", "2/4"])
def _(s, bars, ch, key):
    s.prog(0, 61, 95); s.prog(1, 58, 105); s.prog(2, 72, 85)
    for b in range(bars):
        pat(s, K, "9...9...", b, 2, 4); pat(s, SN, "..7...77", b, 2, 4)
        if b % 4 == 0:
            s.drum(CRASH, b * 2, 90)
        s.note(1, key - 24 + ch[b][0], b * 2, .6, 95); s.note(1, key - 17 + ch[b][0], b * 2 + 1, .6, 90)
        for p in (.5, 1.5):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 2 + p, .3, 75)
        melody(s, 2, b, 2, key + 12, ch[b], .8)


@style("ambient_arp", 80, 124, tags=["no-drums"])
def _(s, bars, ch, key):
    s.prog(0, 88, 85); s.prog(1, 11, 95); s.prog(2, 91, 70)
    for b in range(bars):
        for iv in ch[b][1]:
            s.note(0, key + ch[b][0] + iv, b * 4, 4, 70)
            if b % 2 == 0:
                s.note(2, key - 12 + ch[b][0] + iv, b * 4, 8, 60)
        arp = list(ch[b][1]) + [12, 16]
        for i in range(8):
            if s.rng.random() < .85:
                s.note(1, key + ch[b][0] + arp[(i * 3 + b) % 5], b * 4 + i / 2, .6, 80)


@style("string_quartet", 72, 126, tags=["no-drums", "soft"])
def _(s, bars, ch, key):
    for c, p in ((0, 40), (1, 40), (2, 41), (3, 42)):
        s.prog(c, p, 100, 30 + 20 * c)
    for b in range(bars):
        for i in (0, 2):
            s.note(3, key - 24 + ch[b][0] + (7 if i else 0), b * 4 + i, 1.9, 80)
        for c, iv in ((1, 4), (2, 7)):
            for i in range(4):
                s.note(c, key + ch[b][0] + iv, b * 4 + i, .9, 65)
        melody(s, 0, b, 4, key, ch[b], .75, 2, 88)


@style("metal", 160, 205, tags=["drums"])
def _(s, bars, ch, key):
    s.prog(0, 30, 95, 30); s.prog(1, 34, 105); s.prog(2, 30, 85, 100)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9.9.9.9.9.9.9.9." if b % 8 < 6 else "9999999999999999", SN: "....9.......9...", RIDE: "7...7...7...7..."})
        for i in range(16):
            if s.rng.random() < .75:
                s.note(0, key - 24 + ch[b][0], b * 4 + i / 4, .15, 100); s.note(2, key - 17 + ch[b][0], b * 4 + i / 4, .15, 95)
        for i in range(8):
            s.note(1, key - 36 + ch[b][0], b * 4 + i / 2, .4, 100)


@style("trap_half", 130, 150, tags=["drums", "half-time"])
def _(s, bars, ch, key):
    s.prog(0, 10, 90); s.prog(1, 38, 120); s.prog(2, 89, 75)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9.....9....9....", CLAP: "........9.......", CH: "7.7.7.7.7.7.7.7."})
        if b % 2:
            for i in range(6):
                s.drum(CH, b * 4 + 3 + i / 6, 70)
        s.note(1, key - 24 + ch[b][0], b * 4, 1.4, 110); s.note(1, key - 24 + ch[b][0], b * 4 + 2.75, .8, 105)
        for iv in ch[b][1]:
            s.note(2, key + ch[b][0] + iv, b * 4, 4, 60)
        melody(s, 0, b, 4, key + 12, ch[b], .4)


@style("chiptune", 125, 165, tags=["drums"])
def _(s, bars, ch, key):
    s.prog(0, 80, 85); s.prog(1, 80, 75); s.prog(2, 38, 100)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9.......9.......", SN: "....8.......8...", CH: "5.5.5.5.5.5.5.5."})
        for i in range(16):
            s.note(1, key + ch[b][0] + (0,) [0] + (list(ch[b][1]) + [12])[i % 4], b * 4 + i / 4, .2, 65)
        for i in range(8):
            s.note(2, key - 24 + ch[b][0] + (12 if i % 2 else 0), b * 4 + i / 2, .4, 90)
        melody(s, 0, b, 4, key + 12, ch[b], .7, 4)


@style("samba", 96, 112, tags=["drums", "syncopated"])
def _(s, bars, ch, key):
    s.prog(0, 24, 90); s.prog(1, 33, 105); s.prog(2, 0, 80)
    for b in range(bars):
        drumkit(s, b, 4, 4, {K: "9..78..79..78..7", SHAKE: "7557755775577557", SIDE: "7.7..7.7.7..7.7.", CONGA: "..7.6..77..6..7."})
        for p in (0, .75, 1, 1.75, 2, 2.75, 3, 3.75):
            s.note(1, key - 24 + ch[b][0] + (7 if p % 2 >= 1 else 0), b * 4 + p, .25, 95)
        for p in (.5, 1.25, 1.75, 2.5, 3.25):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 4 + p, .2, 80)


@style("ballad_12_8", 56, 74, tags=["drums", "compound"])
def _(s, bars, ch, key):
    s.prog(0, 0, 95); s.prog(1, 33, 105); s.prog(2, 48, 70)
    for b in range(bars):
        drumkit(s, b, 4, 3, {K: "9.....9....7", SN: "...9.....9..", CH: "755755755755"})
        for i in range(12):
            s.note(0, key + ch[b][0] + (list(ch[b][1]) + [12])[i % 3], b * 4 + i / 3, .3, 70)
        for p in (0, 2, 3 + 2 / 3):
            s.note(1, key - 24 + ch[b][0], b * 4 + p, .9, 95)
        for iv in ch[b][1]:
            s.note(2, key + ch[b][0] + iv, b * 4, 4, 60)


@style("five_four", 130, 175, 5, tags=["drums", "5/4"])
def _(s, bars, ch, key):
    s.prog(0, 0, 95); s.prog(1, 32, 110); s.prog(2, 65, 90)
    for b in range(bars):
        for p, v in ((0, 80), (1, 90), (1 + 2 / 3, 65), (2, 80), (3, 90), (4, 85)):
            s.drum(RIDE, b * 5 + p, v)
        s.drum(K, b * 5, 90); s.drum(SN, b * 5 + 3, 80)
        for p in (0, 1 + 2 / 3, 3, 4):
            for iv in ch[b][1]:
                s.note(0, key + ch[b][0] + iv, b * 5 + p, .5, 80)
        for p in (0, 3):
            s.note(1, key - 24 + ch[b][0] + (7 if p else 0), b * 5 + p, 1.5, 95)
        melody(s, 2, b, 5, key, ch[b], .5)


@style("folk_guitar", 88, 130, tags=["no-drums"])
def _(s, bars, ch, key):
    s.prog(0, 25, 110); s.prog(1, 22, 80)
    for b in range(bars):
        for p, v in ((0, 95), (1, 70), (1.5, 60), (2.5, 75), (3, 70), (3.5, 60)):
            for j, iv in enumerate((0, 7, 12, 12 + ch[b][1][1], 19)):
                s.note(0, key - 12 + ch[b][0] + iv, b * 4 + p + j * .012, .6, v)
        melody(s, 1, b, 4, key, ch[b], .5)


def midi_specs(seed, per_style=1, seconds=55):
    for name, (f, lo, hi, meter, tags) in STYLES.items():
        for k in range(per_style):
            rng = random.Random(f"{seed}/{name}/{k}")
            bpm = round(rng.uniform(lo, hi), 2)
            bars = max(8, int(seconds * bpm / 60 / meter))
            yield f"{name}_{k}", name, [(bars * meter, bpm, bpm)], tags, rng, 0.0
    rng = random.Random(f"{seed}/shaped")
    for i, (st, segs, tag) in enumerate((
            ("rock", [(112, 90, 140)], "ramp"), ("pop_floor", [(112, 140, 90)], "ramp"),
            ("rock", [(40, rng.uniform(95, 105), 0), (48, rng.uniform(125, 140), 0), (32, rng.uniform(80, 90), 0)], "steps"),
            ("ambient_arp", [(36, rng.uniform(85, 95), 0), (44, rng.uniform(110, 122), 0)], "steps"),
            ("funk", [(16, 104, 104), (16, 104, 96), (16, 96, 108), (32, 108, 104)], "drift"))):
        r = random.Random(f"{seed}/shaped/{i}")
        yield f"{tag}_{st}_{i}", st, [(n, a, z or a) for n, a, z in segs], STYLES[st][4] + [tag], r, 0.0
    for i, (st, snr) in enumerate((("rock", 6), ("swing_jazz", 10), ("piano_ballad", 12), ("house_noise", 3))):
        st2 = "pop_floor" if st == "house_noise" else st
        r = random.Random(f"{seed}/noisy/{i}"); f, lo, hi, meter, tags = STYLES[st2]
        bpm = round(r.uniform(lo, hi), 2); bars = max(8, int(45 * bpm / 60 / meter))
        yield f"noise{snr}_{st2}", st2, [(bars * meter, bpm, bpm)], tags + ["noise"], r, snr


MMA_SKIP = ("metronome", "none", "frenchwaltz-none")


def mma_song(path_mma, groove, bpm, rng, td):
    key = rng.choice(["C", "F", "G", "Am", "Dm", "Bb"])
    seqs = [["C", "Am", "F", "G7"], ["C", "F", "C", "G7"], ["Dm7", "G7", "CM7", "A7"], ["Am", "F", "C", "G"], ["C", "E7", "Am", "F"]]
    seq = rng.choice(seqs)
    src = os.path.join(td, "a.mma"); mid = os.path.join(td, "a.mid")
    bars = int(60 * bpm / 60 / 4) + 4
    with open(src, "w") as f:
        f.write(f"Tempo {bpm}\nGroove {groove}\n")
        for i in range(bars):
            f.write(f"{i + 1} {seq[i % len(seq)]}\n")
    subprocess.run([path_mma, src, "-f", mid], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    return mid


# ---------------------------------------------------------------- main
def emit(out, name, x, beats, downs, meter, tags, seed, source, extra=None):
    dur = len(x) / SR
    beats = [round(b, 5) for b in beats if b < dur - .05]
    downs = [round(b, 5) for b in downs if b < dur - .05]
    write_wav(os.path.join(out, name + ".wav"), x)
    ibi = np.diff(beats)
    doc = dict(name=name, wav=name + ".wav", sample_rate=SR, duration=round(dur, 4), beats=beats, downbeats=downs,
               beats_per_bar=meter, bpm=round(60 / float(np.median(ibi)), 3), bpm_first=round(60 / float(np.mean(ibi[:8])), 3),
               bpm_last=round(60 / float(np.mean(ibi[-8:])), 3), tags=tags, source=source, seed=seed, generator=VERSION, **(extra or {}))
    with open(os.path.join(out, name + ".json"), "w") as f:
        json.dump(doc, f, indent=1)
    print(f"{name}: {dur:.1f} s, {len(beats)} beats, {doc['bpm']} BPM", flush=True)
    return dict(name=name, wav=doc["wav"], truth=name + ".json", tags=tags, bpm=doc["bpm"], source=source)


def write_index(a, index):
    with open(os.path.join(a.out, "index.json"), "w") as f:
        json.dump(dict(generator=VERSION, seed=a.seed, songs=index), f, indent=1)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--sets", default="synth,midi")
    ap.add_argument("--sf2", default=os.environ.get("SOUNDFONT"))
    ap.add_argument("--per-style", type=int, default=1)
    ap.add_argument("--mma", default=shutil.which("mma"))
    ap.add_argument("--mma-grooves", help="text file, one groove name and metre per line: NAME BEATS")
    ap.add_argument("--mma-count", type=int, default=30)
    ap.add_argument("--files", nargs="*", default=[])
    ap.add_argument("--limit", type=float, default=75.0, help="seconds kept of each MIDI file")
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    index, sets = [], a.sets.split(",") if a.sets else []
    if "synth" in sets:
        for name, kw, tags in synth_specs(a.seed):
            x, beats, downs, meter, _ = synth_song(name, a.seed, **kw)
            index.append(emit(a.out, "synth_" + name, x, beats, downs, meter, tags, a.seed, "synth"))
    need = [s for s in sets if s in ("midi", "mma", "files")]
    if need and not (a.sf2 and shutil.which("fluidsynth")):
        sys.exit("the sets " + ",".join(need) + " need fluidsynth and --sf2 (or $SOUNDFONT)")
    if "midi" in sets:
        for name, st, segs, tags, rng, snr in midi_specs(a.seed, a.per_style):
            f, lo, hi, meter, _ = STYLES[st]
            grid = Grid(segs, round(rng.uniform(.15, 1.2), 3), .012 if "rubato" in tags else 0, rng)
            song = Song(grid, rng, .004 + .006 * rng.random())
            bars = int(grid.beats // meter)
            f(song, bars, chords(rng, bars), rng.randint(55, 66))
            x = render(song.ev, None, a.sf2, reverb=rng.random() < .7)
            x = x[: int((grid.end + 1) * SR)]
            if snr:
                x = add_noise(x.mean(axis=1), snr, np.random.RandomState(rng.getrandbits(31)))
            n = bars * meter
            index.append(emit(a.out, "midi_" + name, x, [grid.time(b) for b in range(n)], [grid.time(b) for b in range(0, n, meter)], meter, tags, a.seed, "midi"))
    if "mma" in sets:
        grooves = [l.split() for l in open(a.mma_grooves) if l.strip()]
        rng = random.Random(f"{a.seed}/mma"); rng.shuffle(grooves); done = 0
        for g in grooves:
            if done >= a.mma_count:
                break
            groove, tempo = g[0], float(g[1])
            bpm = round(min(205, max(58, tempo * rng.uniform(.9, 1.1))), 2)
            with tempfile.TemporaryDirectory() as td:
                try:
                    mid = mma_song(a.mma, groove, bpm, rng, td)
                    ev, div = read_midi(mid)
                except Exception as e:
                    print("skip", groove, e); continue
                chan, beats, downs, m = midi_to_seconds(ev, div, 60)
            beats = [b for b in beats if b < 58]
            notes = [t for t, e in chan if e[0] & 0xF0 == 0x90 and e[2]]
            if len(notes) < 100:
                continue
            lead = round(rng.uniform(.1, 1.0), 3)
            try:
                x = render([(t + lead, e) for t, e in chan], None, a.sf2)[: int((58 + lead) * SR)]
            except subprocess.SubprocessError as e:
                print("skip", groove, e); continue
            index.append(emit(a.out, "mma_" + groove.lower(), x, [b + lead for b in beats], [b + lead for b in downs if b < 58], m[1], ["mma"], a.seed, "mma", dict(groove=groove)))
            done += 1
            write_index(a, index)
    if "files" in sets:
        for p in a.files:
            base = os.path.splitext(os.path.basename(p))[0].lower()
            try:
                ev, div = read_midi(p)
                chan, beats, downs, m = midi_to_seconds(ev, div, a.limit)
                beats = [b for b in beats if b < a.limit - 1]
                if len(beats) < 20:
                    raise ValueError("too short")
                x = render(chan, None, a.sf2)[: int((a.limit - .5) * SR)]
                end = max(t for t, e in chan if e[0] & 0xF0 == 0x90 and e[2]) + .2
                index.append(emit(a.out, "file_" + base, x, [b for b in beats if b < end], [b for b in downs if b < end], m[1], ["file"], a.seed, "file"))
            except Exception as e:
                print("skip", base, repr(e))
    write_index(a, index)


if __name__ == "__main__":
    main()
