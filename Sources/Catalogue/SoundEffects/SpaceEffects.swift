import FilterGraph
import Foundation
import MediaTypes
import Timeline

/// A room around the sound.
package struct ReverbEffect: SoundEffect {
  package var time: Setting<ShortTime>?
  package var level: Setting<Threshold>?
  package var delay: Setting<ShortTime>?
  package var tone: Setting<Frequency>?

  package init() {}

  package static let name = "reverb"
  package static let principal: String? = "time"
  package static let declaration = Declaration<ReverbEffect>(
    "reverb", "A room around the sound. It rings on when the sound is over.",
    examples: ["{reverb: 1.2s}", "{reverb: {time: 2.5s, level: -18dB, delay: 30ms, tone: 4kHz}}"],
    [
      Parameter("time", \.time, "How long it takes to fall by 60 dB, 0.1 to 5s.", default: "1.5s", example: "2.5s"),
      Parameter("level", \.level, "The room beside the sound.", default: "-12dB", example: "-18dB"),
      Parameter("delay", \.delay, "How much later the room answers, up to 0.5s.", default: "15ms", example: "30ms"),
      Parameter("tone", \.tone, "What is above is softer in the room.", default: "5kHz", example: "3kHz"),
    ])

  private var fall: Rational { max(Rational(1, 10), time.or(Rational(3, 2)) { $0.seconds }) }
  private var wait: Rational { min(.half, delay.or(Rational(3, 200)) { $0.seconds }) }

  /// Until it is 100 dB down.
  package var tail: Rational { fall * Rational(5, 3) + wait }

  /// The room's answer is noise that dies away, another one for each channel, with the energy of a single click.
  package func apply(to chain: inout SoundChain) {
    let rate = chain.shape.rate
    let energy = 3 * 13.8155 / (Double(rate) * fall.approximation)
    let level = Rational(Int((energy.squareRoot() * 1_000_000).rounded()), 1_000_000)
    let channels = (0..<chain.shape.layout.channelCount).map { channel in
      chain.graph.chain(
        fromNothing: Filter.dyingNoise(seconds: fall * Rational(5, 3), level: min(1, level), seed: 1009 + channel, rate: rate),
        origin: chain.origin)
    }
    var answer = channels.count == 1 ? channels[0] : chain.graph.add(.channels(chain.shape.layout), toAll: channels, origin: chain.origin)
    answer = chain.graph.chain(
      [
        .pass("lowpass", frequency: Frequency(tone.or(5000) { $0.hertz }).held(below: rate), quality: Rational(1, 2)),
        .pass("highpass", frequency: 120, quality: Rational(1, 2)),
        .delaySamples((wait * Rational(rate)).roundedHalfUp ?? 0),
      ], to: answer, origin: chain.origin)
    let copies = chain.fork(2)
    chain.edge = chain.graph.add(.room, to: copies[1], answer, origin: chain.origin)
    chain.add(
      [.padSamples(to: chain.count)] + Filter.pickSamples(first: 0, count: chain.count) + [
        .volume(decibels: self.level.or(-12) { $0.decibels })
      ])
    chain.join([copies[0], chain.edge])
  }
}

/// The sound again, softer each time.
package struct EchoEffect: SoundEffect {
  package var delay: Setting<ShortTime>?
  package var decay: Setting<Share>?
  package var repeats: Setting<Repeats>?

  package init() {}

  /// How much of each echo is left in the next.
  package struct Share: BoundedNumber {
    package var value: Rational
    package static let words = "a number from 0 to 0.95"
    package static let limits: ClosedRange<Rational> = 0...Rational(19, 20)
    package init(_ value: Rational) { self.value = value }
  }

  /// How many echoes there are.
  package struct Repeats: BoundedNumber {
    package var value: Rational
    package static let words = "a number of echoes from 1 to 32"
    package static let limits: ClosedRange<Rational> = 1...32
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "echo"
  package static let principal: String? = "delay"
  package static let declaration = Declaration<EchoEffect>(
    "echo", "The sound again and again, softer each time. It rings on when the sound is over.",
    examples: ["{echo: 300ms}", "{echo: {delay: 0.25s, decay: 0.6, repeats: 6}}"],
    [
      Parameter("delay", \.delay, "From one to the next.", default: "300ms", example: "0.25s"),
      Parameter("decay", \.decay, "How loud each is beside the one before.", default: "0.5", example: "0.6"),
      Parameter("repeats", \.repeats, "How many there are.", default: "4", example: "6"),
    ])

  package var isIdentity: Bool { decay?.value.value == 0 }

  private var step: Rational { max(Rational(1, 1000), delay.or(Rational(3, 10)) { $0.seconds }) }
  private var count: Int { repeats.or(4) { $0.value }.roundedHalfUp ?? 4 }

  package var tail: Rational { step * Rational(count) }

  package func apply(to chain: inout SoundChain) {
    let decay = decay.or(.half) { $0.value }
    var level = Rational.one
    let echoes = (1...count).map { number in
      level = (level * decay).rounded(toGrid: 1_000_000)
      return (delay: step * Rational(number), level: max(level, Rational(1, 1_000_000)))
    }
    chain.add([.echoes(echoes)] + Filter.pickSamples(first: 0, count: chain.count))
  }
}

/// Higher or lower at the same speed.
package struct PitchEffect: SoundEffect {
  package var semitones: Setting<Semitones>?

  package init() {}

  package static let name = "pitch"
  package static let principal: String? = "semitones"
  package static let declaration = Declaration<PitchEffect>(
    "pitch", "Higher or lower, as fast as before.", examples: ["{pitch: 3}", "{pitch: -5}"],
    [Parameter("semitones", \.semitones, "By how much: 12 are an octave.", default: "0", example: "-5")])

  package var isIdentity: Bool { semitones?.value.value.isZero ?? true }

  package func apply(to chain: inout SoundChain) {
    let semitones = semitones.or(0) { $0.value }
    let ratio = Rational(Int((pow(2, semitones.approximation / 12) * 1_000_000_000).rounded()), 1_000_000_000)
    let late = Filter.pitchDelay(semitones: semitones) * Rational(chain.shape.rate)
    chain.add([.pitch(ratio)], latency: late.roundedHalfUp ?? 0)
  }
}

/// Narrower or wider between left and right.
package struct StereoWidthEffect: SoundEffect {
  package var width: Setting<Width>?

  package init() {}

  package static let name = "stereo-width"
  package static let principal: String? = "width"
  package static let declaration = Declaration<StereoWidthEffect>(
    "stereo-width", "Narrower or wider between left and right.", examples: ["{stereo-width: 0}", "{stereo-width: 1.6}"],
    [Parameter("width", \.width, "0 is mono, 1 changes nothing, more is wider.", default: "1.5", example: "0.5")])

  package var isIdentity: Bool { width?.value.value == 1 }

  /// The middle stays as it is, the difference of the sides is multiplied.
  package func apply(to chain: inout SoundChain) {
    guard chain.shape.layout.channelCount > 1 else { return }
    let width = width.or(Rational(3, 2)) { $0.value }
    let (same, other) = ((1 + width) / 2, (1 - width) / 2)
    let rows = (0..<chain.shape.layout.channelCount).map { channel -> [(channel: Int, weight: Rational)] in
      channel < 2 ? [(channel, same), (1 - channel, other)] : [(channel, 1)]
    }
    chain.add(.mixChannels(to: chain.shape.layout, rows: rows))
  }
}
