#!/usr/bin/env python3
"""Prints librosa's beats of a file as score.py reads them. Needs librosa (0.10.2 with numpy 1.26 and numba 0.60)."""
import json, sys
import librosa

samples, rate = librosa.load(sys.argv[1], sr=22050, mono=True)
tempo, beats = librosa.beat.beat_track(y=samples, sr=rate, units="time")
print(json.dumps({"bpm": float(tempo if not hasattr(tempo, "__len__") else tempo[0]), "beats": [float(b) for b in beats]}))
