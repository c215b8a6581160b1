import MediaTypes
import Timeline

/// Which moments of the music an effect follows.
package enum MusicalMoment: String, WordChoice {
  case beat, bar, onset, peak

  package var help: String {
    switch self {
    case .beat: "Each beat of 'tempo'."
    case .bar: "Each start of a bar."
    case .onset: "Each moment at which something starts to sound, in the 'source' of 'tempo'."
    case .peak: "The strongest moments of that sound."
    }
  }
}

/// An effect that may happen at moments of the music.
package protocol MusicalEffect: PictureEffect {
  var on: Setting<MusicalMoment>? { get }
  /// Frames of the item at which it happens, snapped, in order.
  var moments: [Int] { get set }
}

/// How long something that happens at a moment takes to go.
package struct Decay: BoundedNumber {
  package var seconds: Rational
  package static let words = "a time from 0.02s to 10s"
  package static let limits: ClosedRange<Rational> = Rational(1, 50)...10
  package static let units: [(suffix: String, factor: Rational)] = [("ms", Rational(1, 1000)), ("s", 1)]
  package init(_ value: Rational) { seconds = value }
}

extension MusicalEffect {
  /// What is left of the moment last passed, for each frame that passes: all on its own frame, nothing `decay` seconds
  /// later and before the first.
  /// - Parameter fall: from 1 to 0 while its argument goes from 0 to 1.
  func left(after decay: Rational, _ site: EffectSite, _ fall: (Double) -> Double) -> [Double] {
    let length = (decay * site.rate.value).approximation
    return (site.first..<site.first + site.count).map { frame in
      guard let last = lastMoment(at: frame).map({ moments[$0] }) else { return 0 }
      let progress = Double(frame - last) / length
      return progress < 1 ? fall(progress) : 0
    }
  }

  /// Which moment a frame follows; nil before the first.
  func lastMoment(at frame: Int) -> Int? {
    var low = 0, high = moments.count
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] <= frame { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}

/// The fall of what was hit: fast, then ever slower.
func struck(_ progress: Double) -> Double { 1 - Easing.curve(.expo, .easeOut).value(at: progress) }
