import MediaTypes

/// Numbers that look random and are a function of what they are asked for, so that a still, a span and the whole
/// film agree.
struct Scatter {
  private var seed: UInt64

  init(seed: Int) { self.seed = UInt64(truncatingIfNeeded: seed) }

  /// From 0 up to 1.
  /// - Parameter place: what the number is for, such as a frame's number and a use.
  func unit(_ place: Int...) -> Double {
    let mixed = place.reduce(Self.mix(seed)) { Self.mix($0 ^ UInt64(truncatingIfNeeded: $1)) }
    return Double(mixed >> 11) / 9_007_199_254_740_992
  }

  /// The finishing step of SplitMix64.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension EffectSite {
  /// For each frame that passes, its number on a slower clock that starts with the item.
  /// - Parameter rate: ticks a second.
  func ticks(at rate: Rational) -> [Int] {
    (0..<count).map { (Rational(first + $0) * self.rate.frameDuration * rate).floor ?? 0 }
  }
}
