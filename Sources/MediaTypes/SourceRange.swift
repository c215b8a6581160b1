/// A half-open range of source time, in seconds.
public struct SourceRange: Codable, Hashable, Sendable {
  public var start: Rational
  public var end: Rational

  public init(start: Rational, end: Rational) {
    self.start = start
    self.end = end
  }

  public var length: Rational { end - start }
}
