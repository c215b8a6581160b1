import MediaTypes

/// The sound filters that the compiler uses, spelled once.
extension Filter {
  /// Resamples, remixes and converts to planar float, never louder than full scale.
  package static func resample(to rate: Int, layout: String) -> Filter {
    Filter(
      "aresample",
      [
        "osr": rate, "ochl": layout, "osf": "fltp", "rematrix_maxval": "1.0", "filter_size": 32,
        "phase_shift": 10, "linear_interp": 1, "exact_rational": 1, "cutoff": "0.97", "dither_method": "none",
      ])
  }

  /// Says that samples are at another rate, without touching them.
  package static func relabelRate(_ rate: Int) -> Filter { Filter("asetrate", ["r": rate]) }

  /// Output channels as weighted sums of input channels.
  /// - Parameter rows: one output channel each: (input channel, weight).
  package static func mixChannels(to layout: ChannelLayout, rows: [[(channel: Int, weight: Rational)]]) -> Filter {
    let terms = rows.enumerated().map { index, row in
      let sum = row.map { "\($0.weight.decimal(digits: 6))*c\($0.channel)" }.joined(separator: "+")
      return "c\(index)=" + (sum.isEmpty ? "0*c0" : sum)
    }
    return Filter("pan", ["args": ([layout.rawValue] + terms).joined(separator: "|")])
  }

  /// Faster or slower at the same pitch. Up to three times either way by the finer engine of `rubberband`: a steady tone
  /// stays itself, where the other lets tones above 900 Hz drift by a hertz or two, and every click is there once. Beyond
  /// that the finer engine loses clicks, and the other has its turn. `atempo` scatters clicks over 9 ms, doubles some when
  /// slow and loses some when fast.
  package static func tempo(_ ratio: Rational) -> Filter {
    // FFmpeg has no name for the engine, whose flag of librubberband stands among those of any option.
    if isFine(ratio) { return Filter("rubberband", ["tempo": ratio.decimal(digits: 12), "pitch": 1, "window": 0x2000_0000]) }
    return Filter(
      "rubberband",
      ["tempo": ratio.decimal(digits: 12), "pitch": 1, "transients": "mixed", "phase": "independent", "window": "standard"])
  }

  private static func isFine(_ ratio: Rational) -> Bool { ratio >= Rational(1, 3) && ratio <= 3 }

  /// By how much `tempo` moves sound, in seconds, measured with clicks at ratios from 1/2 to 3: late where
  /// it is positive. What is left is within 3 ms.
  package static func tempoDelay(_ ratio: Rational) -> Rational {
    if isFine(ratio) { return (1 - ratio.reciprocal) * (ratio < 1 ? Rational(487, 10_000) : Rational(432, 10_000)) }
    return ratio <= 1 ? (ratio - 1) * Rational(313, 10_000) : (1 - ratio.reciprocal) * Rational(296, 10_000)
  }

  /// Higher or lower at the same speed; the pitch may change as it runs.
  package static func repitch(_ pitch: String) -> Filter {
    Filter(
      "rubberband",
      [
        "tempo": 1, "pitch": pitch, "pitchq": "consistency", "transients": "mixed", "phase": "independent",
        "window": "standard",
      ])
  }

  /// By how many samples `repitch` delays sound whose pitch it puts back from a speed, measured with clicks at speeds
  /// from 1/4 to 4. What is left is within 7 ms up to twice the speed.
  package static func repitchDelay(_ speed: Double, rate: Int) -> Int {
    Int(((speed - 1) * (speed > 1 ? 0.02946 : 0.03154) * Double(rate)).rounded())
  }

  /// Only samples `first ..< first + count`, stamped from 0.
  package static func pickSamples(first: Int, count: Int) -> [Filter] {
    let trim = Filter("atrim", ["start_sample": first, "end_sample": first + count])
    return first == 0 ? [trim] : [trim, Filter("asetpts", ["expr": "PTS-STARTPTS"])]
  }

  /// Silence behind, until there are `count` samples.
  package static func padSamples(to count: Int) -> Filter { Filter("apad", ["whole_len": count]) }

  /// - Parameter decibels: 0 changes nothing.
  package static func volume(decibels: Rational) -> Filter {
    Filter("volume", ["volume": decibels.decimal(digits: 6) + "dB", "precision": "float"])
  }

  /// How a level rises and falls.
  package enum FadeCurve: String {
    case linear = "tri"
    /// A quarter of a sine: two of them that cross keep the power.
    case equalPower = "qsin"
  }

  /// Rises from silence over the first samples.
  package static func fadeIn(samples: Int, curve: FadeCurve = .linear) -> Filter {
    Filter("afade", ["type": "in", "start_sample": 0, "nb_samples": samples, "curve": curve.rawValue])
  }

  /// Falls to silence over the last samples of `total`.
  package static func fadeOut(samples: Int, of total: Int, curve: FadeCurve = .linear) -> Filter {
    Filter(
      "afade",
      ["type": "out", "start_sample": total - samples, "nb_samples": samples, "curve": curve.rawValue])
  }

  /// A sine of `frequency` hertz at `level` (1 is full scale), mono.
  package static func sine(frequency: Rational, level: Rational, rate: Int) -> Filter {
    Filter(
      "aevalsrc",
      ["exprs": "\(level.decimal(digits: 6))*sin(2*PI*\(frequency.decimal(digits: 6))*t)", "sample_rate": rate, "channel_layout": "mono"])
  }

  /// Noise of a colour at `level` (1 is full scale), mono, the same for the same seed.
  package static func noise(color: String, level: Rational, seed: Int, rate: Int) -> Filter {
    Filter("anoisesrc", ["color": color, "amplitude": level.decimal(digits: 6), "seed": seed, "sample_rate": rate])
  }
}
