import CFFmpeg
import MediaTypes

extension AVRational {
  var exact: Rational { Rational(Int(num), Int(den)) }

  /// Nil where numerator or denominator does not fit.
  init?(_ value: Rational) {
    guard value.isValid, let num = Int32(exactly: value.numerator),
      let den = Int32(exactly: value.denominator)
    else { return nil }
    self.init(num: num, den: den)
  }
}

/// Between source time in seconds and a stream's own ticks; exact in both directions.
struct Ticks {
  /// Seconds a tick.
  let base: Rational
  /// The container's stamp of source time 0, in seconds.
  let origin: Rational

  func seconds(_ tick: Int64) -> Rational { Rational(Int(tick)) * base - origin }

  /// The last tick before `time`, or at it where `includingIt`.
  func last(before time: Rational, includingIt: Bool = false) -> Int64 {
    let exact = (time + origin) / base
    let tick = includingIt ? exact.floor : exact.ceiling.map { $0 - 1 }
    return tick.map(Int64.init) ?? (time.isNegative ? .min / 4 : .max / 4)
  }

  /// A length of time in whole ticks, rounded up.
  func length(_ seconds: Rational) -> Int64 { (seconds / base).ceiling.map(Int64.init) ?? .max / 4 }
}
