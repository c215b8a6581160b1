import MediaTypes

/// A level change in decibels: `-6dB` or `-6`.
package struct Gain: BoundedNumber {
  package var decibels: Rational
  package static let words = "a gain in dB from -120 to 60, such as '-6dB'"
  package static let limits: ClosedRange<Rational> = -120...60
  package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// Where a sound stands between left (-1) and right (1).
package struct Pan: BoundedNumber {
  package var value: Rational
  package static let words = "a number from -1 (left) to 1 (right)"
  package static let limits: ClosedRange<Rational> = -1...1
  package init(_ value: Rational) { self.value = value }
}

/// A constant rate factor, in the encoder's own terms.
package struct RateFactor: BoundedNumber {
  package var value: Rational
  package static let words = "a number from 0 (lossless) to 63"
  package static let limits: ClosedRange<Rational> = 0...63
  package init(_ value: Rational) { self.value = value }
}

/// How good a picture is, on one scale for all codecs.
package struct Quality: BoundedNumber {
  package var value: Rational
  package static let words = "a number from 0 (small) to 100 (best)"
  package static let limits: ClosedRange<Rational> = 0...100
  package init(_ value: Rational) { self.value = value }
}

/// Bits a second: `4M`, `800k`, `128000`.
package struct BitRate: BoundedNumber {
  package var bitsPerSecond: Rational
  package static let words = "a bitrate from 1k to 2000M, such as '4M' or '128k'"
  package static let limits: ClosedRange<Rational> = 1000...2_000_000_000
  package static let units: [(suffix: String, factor: Rational)] = [
    ("kbps", 1000), ("Mbps", 1_000_000), ("k", 1000), ("M", 1_000_000),
  ]
  package init(_ value: Rational) { bitsPerSecond = value }
}

/// Samples a second.
package struct SampleRate: BoundedNumber {
  package var value: Rational
  package static let words = "a sample rate from 8000 to 192000, such as 48000"
  package static let limits: ClosedRange<Rational> = 8000...192_000
  package static let units: [(suffix: String, factor: Rational)] = [("kHz", 1000), ("Hz", 1)]
  package init(_ value: Rational) { self.value = value }
}

/// A quarter turn clockwise.
package enum QuarterTurn: String, WordChoice {
  case none = "0"
  case right = "90"
  case half = "180"
  case left = "270"

  package var help: String { "Turned by \(rawValue) degrees clockwise." }
}

/// A share of a whole, as `40%`, or canvas pixels, as `120px` or `120`.
package enum Length: Sendable, Hashable {
  case pixels(Rational)
  /// 0 to 1.
  case share(Rational)

  /// In pixels, of a whole of `extent` pixels.
  package func pixels(of extent: Rational) -> Rational {
    switch self {
    case .pixels(let value): value
    case .share(let share): share * extent
    }
  }

  /// Nil where the text is not a length.
  package init?(text: String) {
    let (digits, unit): (Substring, String) =
      text.hasSuffix("px") ? (text.dropLast(2), "px") : text.hasSuffix("%") ? (text.dropLast(), "%") : (Substring(text), "px")
    guard let value = Rational(text: digits), value.isValid, value.magnitude <= 1_000_000 else { return nil }
    self = unit == "%" ? .share(value / 100) : .pixels(value)
  }
}

extension Length: ParameterValue {
  package static let shape = ValueShape.form(
    name: "a length", help: "Pixels (120px or 120), or a share (40%).", pattern: "^-?[0-9.]+(px|%)?$",
    examples: ["40%", "120px"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Length? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a length such as '40%' or '120px'")
      return nil
    }
    guard let length = Length(text: scalar.text) else {
      let meant = scalar.text.lowercased().filter { $0 != " " }
      reading.wrongValue(
        node, expected: "a length such as '40%' or '120px'",
        fixIt: Length(text: meant) == nil ? nil : node.rewritten(as: meant))
      return nil
    }
    return length
  }
}
