import Diagnostics
import MediaTypes

/// `1920x1080`.
package struct CanvasSize: ParameterValue {
  package var size: PixelSize

  package init(size: PixelSize) { self.size = size }

  package static let shape = ValueShape.form(
    name: "a size", help: "Width and height in pixels, both even for H.264.", pattern: "^[0-9]+x[0-9]+$",
    examples: ["1920x1080", "1080x1920"])

  /// The default limit on either side.
  package static let limit = 16384

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> CanvasSize? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a size such as '1920x1080'")
      return nil
    }
    let parts = scalar.text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], width > 0, height > 0 else {
      reading.wrongValue(
        node, expected: "a size such as '1920x1080'", fixIt: intended(scalar.text).map { node.rewritten(as: $0) })
      return nil
    }
    return CanvasSize(size: PixelSize(width: width, height: height))
  }

  /// The size meant by `1920 x 1080`, `1920×1080` or `1920*1080`.
  private static func intended(_ text: String) -> String? {
    let sides = text.split { " xX×*".contains($0) }
    guard sides.count == 2, sides.allSatisfy({ Int($0).map { $0 > 0 } ?? false }) else { return nil }
    return "\(sides[0])x\(sides[1])"
  }
}

/// Pictures a second: `30`, `30000/1001`, or a decimal that stands for a standard ratio.
package struct Rate: ParameterValue {
  package var rate: FrameRate

  package static let shape = ValueShape.form(
    name: "a frame rate", help: "Pictures a second: 25, 30000/1001. 29.97 means 30000/1001.",
    pattern: "^[0-9.]+(/[0-9]+)?$", examples: ["30", "30000/1001"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Rate? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a frame rate such as 30 or 30000/1001")
      return nil
    }
    if let standard = FrameRate.decimalNames[scalar.text] {
      reading.bag.note(
        "standard-rate", "\(scalar.text) is read as the standard rate \(standard)", at: node.span,
        caption: "write '\(standard)' to say so")
      return Rate(rate: standard)
    }
    guard let value = Rational(text: scalar.text), let rate = FrameRate(value) else {
      reading.wrongValue(node, expected: "a frame rate such as 30 or 30000/1001")
      return nil
    }
    guard value.numerator <= Int128(Int32.max), value.denominator <= Int128(Int32.max) else {
      reading.wrongValue(node, expected: "a frame rate whose numerator and denominator are below 2147483648")
      return nil
    }
    return Rate(rate: rate)
  }
}

extension ChannelLayout: WordChoice {
  package var help: String { "\(channelCount) channel\(channelCount == 1 ? "" : "s")." }
}

/// The colour that a canvas works in.
package enum CanvasColor: String, WordChoice {
  case bt709
  case bt709Deep = "bt709-10"
  case pq = "bt2020-pq"
  case hlg = "bt2020-hlg"

  package var help: String {
    switch self {
    case .bt709: "BT.709, standard dynamic range: what nearly every screen shows."
    case .bt709Deep: "The same with 10 bits: no bands in skies and fades."
    case .pq: "HDR: BT.2020 and PQ, 10 bits (HDR10)."
    case .hlg: "HDR: BT.2020 and HLG, 10 bits, for broadcast."
    }
  }

  package var isDeep: Bool { self != .bt709 }
  package var isHDR: Bool { self == .pq || self == .hlg }

  /// What the canvas's numbers mean.
  package var tags: ColorTags {
    switch self {
    case .bt709, .bt709Deep: .bt709
    case .pq: .pq
    case .hlg: .hlg
    }
  }
}
