/// A picture's size in whole pixels.
public struct PixelSize: Hashable, Codable, Sendable, CustomStringConvertible {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  public var description: String { "\(width)x\(height)" }
  /// Width and height exchanged, as a quarter turn does.
  public var turned: PixelSize { PixelSize(width: height, height: width) }
}

/// A colour, 8 bits a channel, straight alpha, sRGB-like R'G'B'.
public struct Color: Hashable, Codable, Sendable, CustomStringConvertible {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  public var alpha: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
  }

  public static let black = Color(red: 0, green: 0, blue: 0)

  /// The names of CSS level 1 and a few that editors use.
  public static let named: [String: Color] = [
    "aqua": Color(red: 0, green: 255, blue: 255), "black": black, "blue": Color(red: 0, green: 0, blue: 255),
    "cyan": Color(red: 0, green: 255, blue: 255), "fuchsia": Color(red: 255, green: 0, blue: 255),
    "gray": Color(red: 128, green: 128, blue: 128), "green": Color(red: 0, green: 128, blue: 0),
    "grey": Color(red: 128, green: 128, blue: 128), "lime": Color(red: 0, green: 255, blue: 0),
    "magenta": Color(red: 255, green: 0, blue: 255), "maroon": Color(red: 128, green: 0, blue: 0),
    "navy": Color(red: 0, green: 0, blue: 128), "olive": Color(red: 128, green: 128, blue: 0),
    "orange": Color(red: 255, green: 165, blue: 0), "pink": Color(red: 255, green: 192, blue: 203),
    "purple": Color(red: 128, green: 0, blue: 128), "red": Color(red: 255, green: 0, blue: 0),
    "silver": Color(red: 192, green: 192, blue: 192), "teal": Color(red: 0, green: 128, blue: 128),
    "transparent": Color(red: 0, green: 0, blue: 0, alpha: 0),
    "white": Color(red: 255, green: 255, blue: 255), "yellow": Color(red: 255, green: 255, blue: 0),
  ]

  /// Reads `#rgb`, `#rrggbb`, `#rrggbbaa` or a name; nil for anything else.
  public init?(text: String) {
    if let color = Color.named[text] {
      self = color
      return
    }
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst().compactMap { $0.isASCII ? $0.hexDigitValue : nil }.map(UInt8.init)
    guard digits.count == text.dropFirst().count else { return nil }
    switch digits.count {
    case 3: self.init(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
    case 6, 8:
      let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
      self.init(red: bytes[0], green: bytes[1], blue: bytes[2], alpha: bytes.count == 4 ? bytes[3] : 255)
    default: return nil
    }
  }

  public var isOpaque: Bool { alpha == 255 }

  /// `#rrggbb`, with `aa` where it is not opaque.
  public var description: String {
    let bytes = isOpaque ? [red, green, blue] : [red, green, blue, alpha]
    return "#"
      + bytes.map { byte in
        let text = String(byte, radix: 16)
        return text.utf8.count == 1 ? "0" + text : text
      }.joined()
  }
}

/// How a stored picture must be turned to be upright: mirrored first, then turned clockwise.
public struct Orientation: Hashable, Codable, Sendable {
  /// Quarter turns clockwise, 0 to 3.
  public var quarterTurns: Int
  public var isMirrored: Bool

  public init(quarterTurns: Int = 0, isMirrored: Bool = false) {
    self.quarterTurns = quarterTurns
    self.isMirrored = isMirrored
  }

  public static let upright = Orientation()
  /// Width and height are exchanged.
  public var isSideways: Bool { quarterTurns % 2 == 1 }
}

/// What the numbers of a picture mean, in FFmpeg's names (`bt709`, `tv`).
public struct ColorTags: Hashable, Codable, Sendable {
  public var matrix: String
  /// `tv` (limited) or `pc` (full).
  public var range: String
  public var primaries: String
  public var transfer: String

  public init(matrix: String, range: String, primaries: String, transfer: String) {
    (self.matrix, self.range, self.primaries, self.transfer) = (matrix, range, primaries, transfer)
  }

  /// High dynamic range: absolute (PQ) and relative (HLG), on the primaries of BT.2020.
  public static let pq = ColorTags(matrix: "bt2020nc", range: "tv", primaries: "bt2020", transfer: "smpte2084")
  public static let hlg = ColorTags(matrix: "bt2020nc", range: "tv", primaries: "bt2020", transfer: "arib-std-b67")

  public var isHDR: Bool { ["smpte2084", "arib-std-b67"].contains(transfer) }

  /// Colours outside BT.709. The primaries of standard definition are near enough to be taken for BT.709's.
  public var isWide: Bool { ["bt2020", "smpte432", "smpte431"].contains(primaries) }

  /// What a canvas is in, unless it says otherwise.
  public static let bt709 = ColorTags(matrix: "bt709", range: "tv", primaries: "bt709", transfer: "bt709")
}
