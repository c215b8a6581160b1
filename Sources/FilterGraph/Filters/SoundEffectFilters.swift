import MediaTypes

/// The filters of sound effects, spelled once. Levels are factors where FFmpeg wants factors; times are seconds.
extension Filter {
  /// Converts samples to another form, `fltp` or `dbl`.
  package static func samples(_ format: String) -> Filter { Filter("aresample", ["osf": format]) }

  package static func splitSound(_ count: Int) -> Filter { Filter("asplit", ["outputs": count]) }

  /// Adds up sounds of one shape.
  package static func sum(_ count: Int) -> Filter {
    Filter("amix", ["inputs": count, "duration": "longest", "normalize": 0])
  }

  /// Silence before.
  package static func delaySamples(_ count: Int) -> Filter {
    Filter("adelay", ["delays": "\(count)S", "all": 1])
  }

  /// Raises or lowers what is around a frequency.
  /// - Parameter octaves: the width of the bell.
  package static func bell(frequency: Rational, decibels: Rational, octaves: Rational) -> Filter {
    Filter("equalizer", ["f": figure(frequency), "g": figure(decibels), "t": "o", "w": figure(octaves)])
  }

  /// Raises or lowers what is below or above a frequency: `bass` or `treble`.
  package static func shelf(_ side: String, frequency: Rational, decibels: Rational) -> Filter {
    Filter(side, ["f": figure(frequency), "g": figure(decibels), "t": "q", "w": "0.707107"])
  }

  /// Takes away what is below (`highpass`) or above (`lowpass`) a frequency, 12 dB an octave.
  /// - Parameter quality: 0.707 is the flattest.
  package static func pass(_ side: String, frequency: Rational, quality: Rational) -> Filter {
    Filter(side, ["f": figure(frequency), "t": "q", "w": figure(quality)])
  }

  package static func compressor(
    threshold: Rational, ratio: Rational, attack: Rational, release: Rational, knee: Rational, makeup: Rational
  ) -> Filter {
    Filter(
      "acompressor",
      [
        "threshold": figure(threshold), "ratio": figure(ratio), "attack": figure(attack * 1000), "release": figure(release * 1000),
        "knee": figure(knee), "makeup": figure(makeup), "detection": "rms", "link": "maximum",
      ])
  }

  /// Never louder than `ceiling`; looks `attack` ahead, and takes that back.
  package static func limiter(ceiling: Rational, attack: Rational, release: Rational) -> Filter {
    Filter(
      "alimiter",
      [
        "limit": figure(ceiling), "attack": figure(attack * 1000), "release": figure(release * 1000), "level": 0, "latency": 1,
      ])
  }

  package static func gate(threshold: Rational, range: Rational, attack: Rational, release: Rational) -> Filter {
    Filter(
      "agate",
      [
        "threshold": figure(threshold), "range": figure(range), "ratio": "10", "attack": figure(attack * 1000),
        "release": figure(release * 1000), "detection": "rms", "link": "maximum",
      ])
  }

  /// Takes noise away by its spectrum; `denoiseDelay` late.
  /// - Parameters:
  ///   - reduction: decibels.
  ///   - floor: the noise's level in decibels.
  package static func denoiseSound(reduction: Rational, floor: Rational) -> Filter {
    Filter("afftdn", ["nr": figure(reduction), "nf": figure(floor), "tn": 1])
  }

  /// Samples by which `denoiseSound` is late, measured with clicks at 22.05, 44.1 and 48 kHz.
  package static func denoiseDelay(rate: Int) -> Int { rate / 40 }

  /// Two bands that add up to a sound of the same level: below and above a frequency.
  package static func crossover(frequency: Rational) -> Filter {
    Filter("acrossover", ["split": figure(frequency), "order": "4th"])
  }

  /// A sound and its echoes: (seconds, factor) each.
  package static func echoes(_ echoes: [(delay: Rational, level: Rational)]) -> Filter {
    let delays = echoes.map { figure($0.delay * 1000) }.joined(separator: "|")
    let decays = echoes.map { figure($0.level) }.joined(separator: "|")
    return Filter("aecho", ["in_gain": 1, "out_gain": 1, "delays": delays, "decays": decays])
  }

  /// Higher or lower at the same speed, by the way that `tempo` takes.
  package static func pitch(_ ratio: Rational) -> Filter {
    Filter("rubberband", ["tempo": 1, "pitch": figure(ratio), "transients": "mixed", "phase": "independent", "window": "standard"])
  }

  /// By how much `pitch` moves sound, in seconds, measured with clicks: late where it is positive. What is left
  /// is within 3 ms, as with `tempo`.
  package static func pitchDelay(semitones: Rational) -> Rational {
    let measured: [(semitones: Rational, microseconds: Int)] = [
      (-24, 73_800), (-18, 45_500), (-12, 24_300), (-7, 12_700), (-5, 8500), (-3, 4800), (0, 0), (3, -4900), (5, -8600),
      (7, -12_900), (9, -17_300), (10, -19_100), (Rational(119, 10), -20_000), (12, -8600), (16, -8700), (18, -11_200),
      (20, -13_700), (22, -15_500), (Rational(239, 10), -16_000), (24, -9100),
    ]
    guard let next = measured.firstIndex(where: { $0.semitones > semitones }), next > 0 else {
      return Rational(semitones < 0 ? measured[0].microseconds : measured[measured.count - 1].microseconds, 1_000_000)
    }
    let (a, b) = (measured[next - 1], measured[next])
    let share = (semitones - a.semitones) / (b.semitones - a.semitones)
    return (Rational(a.microseconds) + Rational(b.microseconds - a.microseconds) * share) / 1_000_000
  }

  /// The answer of a room, which is the second input, to a sound.
  package static let room = Filter("afir", ["dry": 1, "wet": 1, "gtype": "none", "irfmt": "input", "maxir": 12])

  /// Mono noise that dies away, 100 dB over `seconds`: a room's answer for one channel.
  package static func dyingNoise(seconds: Rational, level: Rational, seed: Int, rate: Int) -> [Filter] {
    [
      Filter("anoisesrc", ["color": "white", "amplitude": figure(level), "seed": seed, "sample_rate": rate, "duration": figure(seconds)]),
      .samples("fltp"), Filter("afade", ["type": "out", "start_time": 0, "duration": figure(seconds), "curve": "exp"]),
    ]
  }

  /// Mono inputs as the channels of one sound.
  package static func channels(_ layout: ChannelLayout) -> Filter {
    Filter("join", ["inputs": layout.channelCount, "channel_layout": layout.rawValue])
  }

  /// Fades over some samples from a place on.
  package static func fade(_ type: String, from sample: Int, samples: Int) -> Filter {
    Filter("afade", ["type": type, "start_sample": sample, "nb_samples": samples, "curve": "tri"])
  }

  /// Exactly `factor` times as loud.
  package static func volume(factor: Rational) -> Filter { Filter("volume", ["volume": figure(factor), "precision": "float"]) }
}

private func figure(_ value: Rational) -> String { value.decimal(digits: 9) }
