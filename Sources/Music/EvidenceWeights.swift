/// How much each piece of evidence counts: a ranking of readings fitted to generated songs by the share of
/// beats that a reading gets right, away from the songs that prove it (`Docs/Testing.md`).
enum EvidenceWeights {
  /// In the order of `BeatEvidence.features`: strengths on the beat and its half, quarters and thirds; changes of
  /// bass and chords on the beat, its half and quarters; bars, octaves above 107 beats a minute, their square, and
  /// the tempogram.
  static let weights: [Double] = [
    1.4986, 0.3163, -1.9564, 1.5656, -1.3499, -0.9445,
    0.4535, -0.5076, -0.8896, 0.1715, -0.3452, 0.1603,
    0.2916, 0.0926, -0.3694, -0.0074, -0.892, 0.0469,
    1.0176, -0.719, -1.2967, -0.6759, -1.0543, 0.1694,
    -0.77, 4.6396, 5.5957, -7.0505, 0.5238, -5.3792, 0.2654, -2.6467,
    1.3637, 1.4711, -2.4798, 2.7065,
  ]

  /// In the order of `BeatReading.Kind`.
  static let kinds: [Double] = [1.371, 0.243, -0.483, 1.346, -0.744, -0.937, -0.516, -0.003, -0.271]
}
