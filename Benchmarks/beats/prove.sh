#!/bin/sh
# Scores reelc's beats on generated songs whose beats are known. The seed is none of those that the
# weights in Sources/Music were found with (301 to 304); half of their songs used the same soundfont. Needs python3 with numpy and mir_eval, fluidsynth, mma
# and a General MIDI soundfont; LIBROSA=1 scores librosa beside it, QM=./qm_beats
# the program made of qm_beats.cpp. More MIDI songs: MIDI="a.mid b.mid".
set -eu
cd "$(dirname "$0")"
reelc=${REELC:-$(cd ../.. && swift build -c release --show-bin-path)/reelc}
work=${WORK:-$(mktemp -d)} seed=${SEED:-7902}
font=${SOUNDFONT:-/usr/share/sounds/sf2/TimGM6mb.sf2}
[ -d "$work/songs" ] || python3 generate.py --out "$work/songs" --seed "$seed" --sets synth,midi --sf2 "$font"
[ -d "$work/mma" ] || python3 generate.py --out "$work/mma" --seed "$seed" --sets mma --mma-grooves mma_grooves.txt \
  --mma-count 20 --sf2 "$font"
sets="$work/songs $work/mma"
if [ -n "${MIDI:-}" ]; then
  [ -d "$work/files" ] || python3 generate.py --out "$work/files" --seed "$seed" --sets files --files $MIDI --sf2 "$font"
  sets="$sets $work/files"
fi
export REELC_CACHE=
set -- --tracker "reelc=$reelc beats {wav} --json"
[ -z "${LIBROSA:-}" ] || set -- "$@" --tracker "librosa=python3 librosa_beats.py {wav}"
[ -z "${QM:-}" ] || set -- "$@" --tracker "qm=sh -c 'ffmpeg -v error -nostdin -i \$0 -ac 1 -ar 44100 -f f32le - | $QM' {wav}"
python3 score.py --corpus $sets "$@" --per-tag
