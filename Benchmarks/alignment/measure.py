#!/usr/bin/env python3
"""How well a known script is timed against its sound: word starts, against those that the synthesiser states.

usage: measure.py --reelc PATH [--voices slt,rms,...] [--music] [--minutes N] [--lang de]

Each passage is a `voice` item; its speech and the words that it was made with lie in the cache. `reelc words` then
has to find the words again, from the sound and the text alone.
"""
import argparse, json, os, resource, re, statistics, subprocess, sys, tempfile

PASSAGES = {
    "en": [
        "The harbour was quiet when we arrived. Two boats lay on the sand, and a dog slept between them. Nobody had seen the captain since Tuesday.",
        "In 2019 the museum bought 43 paintings for $1,200 each. Dr. Miller said that most of them weren't worth the frames. She was wrong about one.",
        "Cut the onions, then let them rest for ten minutes. Heat the oil slowly. When it shimmers, add everything at once and stir without stopping.",
        "Kubernetes and PostgreSQL are names that nobody can spell. Still, the team deployed both on Friday, which everyone knew was a mistake.",
        "Light travels about 300,000 kilometres in one second. From the sun it needs eight minutes, from the nearest star more than four years.",
        "She opened the letter, read it twice, and put it back. “It isn't for me,” she said. Outside, the rain had finally stopped.",
        "Our second quarter was better than the first. Revenue grew by 12% while costs stayed flat. We expect the same of the autumn.",
        "Keep your back straight and breathe in through the nose. Hold it. Now let go, slowly, until there is nothing left. Again.",
    ],
    "de": [
        "Der Hafen war still, als wir ankamen. Zwei Boote lagen auf dem Sand, und dazwischen schlief ein Hund.",
        "Schneiden Sie die Zwiebeln, dann lassen Sie sie zehn Minuten ruhen. Das Öl wird langsam heiß.",
    ],
    "es": [
        "El puerto estaba tranquilo cuando llegamos. Dos barcos descansaban sobre la arena y un perro dormía entre ellos.",
        "Corte las cebollas y déjelas reposar diez minutos. Después caliente el aceite muy despacio.",
    ],
    "fr": ["Le port était calme quand nous sommes arrivés. Deux bateaux reposaient sur le sable, et un chien dormait entre eux."],
}


def build(reelc, folder, text, speaker, lang, rate):
    """The path of the speech, and its words."""
    item = {"voice": text, "lang": lang, "rate": rate}
    if speaker:
        item["speaker"] = speaker
    document = {"timeline": 1, "tracks": [{"kind": "audio", "items": [item]}]}
    path = os.path.join(folder, "voice.timeline.json")
    with open(path, "w") as file:
        json.dump(document, file)
    printed = subprocess.run([reelc, "emit", "composition", path], capture_output=True, text=True, check=True).stdout
    wave = re.search(r'media 0: sound "([^"]*)"', printed).group(1)
    kept = open(wave[: -len(".wav")], encoding="utf-8").read()
    return wave, json.loads(kept[kept.index("{"):])["words"]


def over_music(wave, folder):
    """The speech with a chord progression 10 dB below it."""
    path = os.path.join(folder, "music.wav")
    notes = "+".join(f"0.2*sin(2*PI*{f}*t)*(0.6+0.4*sin(2*PI*2*t))" for f in (110, 220, 277.2, 329.6, 440))
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", wave, "-f", "lavfi", "-i", f"aevalsrc={notes}:s=16000", "-filter_complex",
         "[0]aresample=16000,loudnorm=I=-20:linear=1,aresample=16000[v];[1]loudnorm=I=-30,aresample=16000[m];[v][m]amix=duration=first:normalize=0",
         "-ar", "16000", path], check=True)
    return path


def errors(reelc, wave, text, words, lang, cache):
    """Milliseconds from the true starts; None where it failed."""
    script = wave + ".txt"
    with open(script, "w") as file:
        file.write(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([reelc, "words", wave, "--script", script, "--lang", lang], capture_output=True, text=True, env=cache)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if run.returncode:
        print(run.stderr.strip(), file=sys.stderr)
        return None, spent, 0
    answer = json.loads(run.stdout)
    found = answer["words"]
    assert [w["text"] for w in found] == [w["text"] for w in words], "other words"
    distances = [1000 * (f["start"] - w["start"]) for f, w in zip(found, words) if w["end"] > w["start"]]
    return distances, spent, len(answer.get("doubts", []))


def line(name, distances, failures, doubts, spent, seconds):
    if not distances:
        return f"{name:24} no result, {failures} failures"
    sizes = sorted(abs(d) for d in distances)
    at = lambda share: sizes[min(len(sizes) - 1, int(share * len(sizes)))]
    within = 100 * sum(s <= 50 for s in sizes) / len(sizes)
    return (f"{name:24} {len(sizes):5} words  median {at(0.5):4.0f}  p90 {at(0.9):4.0f}  p95 {at(0.95):4.0f}  max {sizes[-1]:5.0f} ms"
            f"  bias {statistics.median(distances):+4.0f}  <=50 ms {within:5.1f} %  failures {failures}  doubts {doubts}"
            f"  CPU {spent:5.1f} s for {seconds:5.0f} s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reelc", required=True)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--voices", default="")
    parser.add_argument("--music", action="store_true")
    parser.add_argument("--minutes", type=float, default=0, help="one long passage instead")
    parser.add_argument("--worst", action="store_true")
    options = parser.parse_args()
    voices = options.voices.split(",") if options.voices else ["slt", "rms", "awb", "m3", "f2", "f5"] if options.lang == "en" else ["", "f2", "m3"]
    folder = tempfile.mkdtemp(prefix="alignment-")
    os.environ["REELC_CACHE"] = os.path.join(folder, "cache")
    quiet = dict(os.environ, REELC_CACHE="")
    passages = PASSAGES[options.lang]
    if options.minutes:
        passages = [" ".join(passages * max(1, round(options.minutes * 60 / 80)))]
    total = []
    for voice in voices:
        for rate in ([1] if options.minutes else [1, 1.2]):
            distances, failures, doubts, spent, seconds = [], 0, 0, 0.0, 0.0
            for text in passages:
                wave, words = build(options.reelc, folder, text, voice, options.lang, rate)
                if options.music:
                    wave = over_music(wave, folder)
                result, cpu, doubtful = errors(options.reelc, wave, text, words, options.lang, quiet)
                spent, seconds, doubts = spent + cpu, seconds + words[-1]["end"], doubts + doubtful
                if result is None:
                    failures += 1
                    continue
                if options.worst:
                    spoken = [w for w in words if w["end"] > w["start"]]
                    for distance, word in sorted(zip(result, spoken), key=lambda p: -abs(p[0]))[:3]:
                        print(f"    {distance:+5.0f} ms at {word['start']:.2f} s: {word['text']}")
                distances += result
            print(line(f"{voice or options.lang} x{rate}", distances, failures, doubts, spent, seconds), flush=True)
            total += distances
    print(line("all", total, 0, 0, 0, 0))


if __name__ == "__main__":
    main()
