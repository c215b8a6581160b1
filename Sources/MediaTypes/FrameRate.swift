/// Pictures a second: positive and exact.
public struct FrameRate: Hashable, Codable, Sendable, CustomStringConvertible {
  /// Frames a second.
  public let value: Rational

  /// Nil unless positive.
  public init?(_ value: Rational) {
    guard value.isPositive else { return nil }
    self.value = value
  }

  public static let thirty = FrameRate(30)!

  /// The rates that cameras and broadcasters use, slowest first.
  public static let standard: [FrameRate] = [
    Rational(24000, 1001), 24, 25, Rational(30000, 1001), 30, Rational(48000, 1001), 48, 50,
    Rational(60000, 1001), 60, 100, Rational(120_000, 1001), 120,
  ].map { FrameRate($0)! }

  /// `29.97` and its kin mean the standard ratio.
  public static let decimalNames: [String: FrameRate] = [
    "23.976": standard[0], "23.98": standard[0], "29.97": standard[3], "47.952": standard[5], "47.95": standard[5],
    "59.94": standard[8], "119.88": standard[11],
  ]

  /// The length of one frame, in seconds.
  public var frameDuration: Rational { value.reciprocal }

  /// The nominal rate that timecode counts in: 30 for 30000/1001.
  public var nominal: Int { value.roundedHalfUp ?? Int.max }

  /// Drop-frame timecode exists at 30000/1001 and 60000/1001 only.
  public var hasDropFrame: Bool { self == FrameRate.standard[3] || self == FrameRate.standard[8] }

  /// The one snap: the frame edge nearest to a time in seconds, halves upwards; nil where it does not fit.
  public func edge(nearest seconds: Rational) -> Int? { (seconds * value).roundedHalfUp }

  /// The time of a frame edge, in seconds.
  public func time(ofEdge edge: Int) -> Rational { Rational(edge) / value }

  /// The sample nearest to a frame edge.
  /// - Parameter sampleRate: samples a second.
  public func sample(ofEdge edge: Int, sampleRate: Int) -> Int {
    (Rational(edge) * Rational(sampleRate) / value).roundedHalfUp ?? Int.max
  }

  /// The standard rate nearest to a measured mean.
  public static func nearestStandard(to mean: Rational) -> FrameRate {
    standard.min { ($0.value - mean).magnitude < ($1.value - mean).magnitude }!
  }

  public var description: String { value.description }
}
