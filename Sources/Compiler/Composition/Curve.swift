import MediaTypes
import Timeline

/// A number that may change from frame to frame, on the film's own frames.
package enum Curve: Hashable, Sendable {
  case constant(Rational)
  case keyframes([Key])

  /// A value at a moment, counted in frames of the film, fractions allowed.
  package struct Key: Hashable, Sendable {
    package var frame: Rational
    package var value: Rational
    /// The way to this key.
    package var ease: Easing
  }

  /// The value while a frame is on screen: at its middle.
  package func value(at frame: Int) -> Double {
    switch self {
    case .constant(let value): value.approximation
    case .keyframes(let keys): value(keys, at: Rational(frame) + .half)
    }
  }

  private func value(_ keys: [Key], at moment: Rational) -> Double {
    guard let next = keys.firstIndex(where: { $0.frame > moment }) else { return keys.last!.value.approximation }
    guard next > 0 else { return keys[0].value.approximation }
    let (a, b) = (keys[next - 1], keys[next])
    let progress = ((moment - a.frame) / (b.frame - a.frame)).approximation
    return a.value.approximation + (b.value - a.value).approximation * b.ease.value(at: progress)
  }

  /// The same, as a constant where every key has one value.
  package var settled: Curve {
    guard case .keyframes(let keys) = self, let first = keys.first, keys.allSatisfy({ $0.value == first.value }) else { return self }
    return .constant(first.value)
  }

  /// The value where it never changes.
  package var constant: Rational? { if case .constant(let value) = self { value } else { nil } }
}
