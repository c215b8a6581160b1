import Diagnostics
import MediaTypes

/// A font by its family, or by its file.
package struct FontChoice: ParameterValue {
  package var text: String

  package static let shape = ValueShape.form(
    name: "a font", help: "A family's name, or the path of a font file.", pattern: nil, examples: ["DejaVu Sans", "fonts/Brand.otf"])

  /// Whether a text names a file of a kind that holds fonts.
  package static func isFile(_ text: String) -> Bool {
    let lowered = text.lowercased()
    return [".ttf", ".otf", ".ttc", ".otc"].contains { lowered.hasSuffix($0) }
  }

  package var isFile: Bool { Self.isFile(text) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> FontChoice? {
    guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
      reading.wrongKind(node, expected: "a font's family, or its file")
      return nil
    }
    return FontChoice(text: scalar.text)
  }
}

/// How heavy letters are, on OpenType's scale.
package struct FontWeight: ParameterValue {
  package var value: Int

  package static let bold = FontWeight(value: 700)

  private static let words: [(String, Int)] = [
    ("thin", 100), ("light", 300), ("regular", 400), ("normal", 400), ("medium", 500), ("semibold", 600), ("bold", 700),
    ("heavy", 800), ("black", 900),
  ]

  package static let shape = ValueShape.oneOf([
    .integer(100...900), .choice(words.map { .init($0.0, "A weight of \($0.1).") }),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> FontWeight? {
    guard let text = node.scalar?.text, text.utf8.first.map({ (48...57).contains($0) || $0 == 45 }) ?? false else {
      let word = reading.choose(node, among: words.map(\.0), called: "weight")
      return words.first { $0.0 == word }.map { FontWeight(value: $0.1) }
    }
    guard let value = Int.read(node, &reading) else { return nil }
    guard (100...900).contains(value) else {
      reading.outOfRange(node, limits: "a weight from 100 to 900")
      return nil
    }
    return FontWeight(value: value)
  }
}

/// How lines of different length lie under each other.
package enum TextAlign: String, WordChoice {
  case left, center, right

  package var help: String {
    switch self {
    case .left: "They start at one edge."
    case .center: "Their middles are under each other."
    case .right: "They end at one edge."
    }
  }
}

/// Letters as written, or all in one case.
package enum LetterCase: String, WordChoice {
  case asWritten = "as-written"
  case upper, lower

  package var help: String {
    switch self {
    case .asWritten: "Letters stay as they are."
    case .upper: "CAPITALS."
    case .lower: "small letters."
    }
  }

  package func applied(to text: String) -> String {
    switch self {
    case .asWritten: text
    case .upper: text.uppercased()
    case .lower: text.lowercased()
    }
  }
}

/// A factor of a font's own distance of lines.
package struct SpacingFactor: BoundedNumber {
  package var value: Rational
  package static let words = "a factor from 0.5 to 4, or a share such as '120%'"
  package static let limits: ClosedRange<Rational> = Rational(1, 2)...4
  package static let units = percent
  package init(_ value: Rational) { self.value = value }
}

/// The part of a canvas where text is seen whole: away from the edges, and from what an app draws over them.
package enum SafeArea: String, WordChoice {
  case title, action, none, social, tiktok, instagram, youtube, snapchat

  package var help: String {
    switch self {
    case .title: "5% from each edge (SMPTE ST 2046-1)."
    case .action: "3.5% from each edge (SMPTE ST 2046-1)."
    case .none: "The whole canvas."
    case .social: "Clear of the buttons and captions of all the apps here."
    case .tiktok: "Clear of TikTok's buttons and captions."
    case .instagram: "Clear of what Instagram draws over Reels."
    case .youtube: "Clear of what YouTube draws over Shorts."
    case .snapchat: "Clear of Spotlight's buttons and captions."
    }
  }

  /// What is kept clear, in thousandths: of the width left and right, of the height above and below. The
  /// apps' figures are what they draw over a film of 9:16 in 2025, rounded up, and as much on the left as their
  /// buttons take on the right, so that the middle stays the middle.
  package var insets: (left: Int, top: Int, right: Int, bottom: Int) {
    switch self {
    case .none: (0, 0, 0, 0)
    case .title: (50, 50, 50, 50)
    case .action: (35, 35, 35, 35)
    case .tiktok: (120, 70, 120, 200)
    case .instagram: (120, 115, 120, 180)
    case .youtube: (130, 100, 130, 180)
    case .snapchat: (120, 80, 120, 180)
    case .social: (130, 115, 130, 200)
    }
  }
}
