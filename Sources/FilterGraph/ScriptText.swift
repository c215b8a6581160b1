import MediaTypes

/// Writes scripts in the ASS format: one style, and events that say where everything is.
public struct ScriptText: Sendable {
  /// Drawn in this order; later ones on top.
  private var events: [String] = []
  private let head: String

  /// A style in numbers that ASS knows.
  public struct Style: Sendable {
    public var face: TextFace
    public var color = Color(red: 255, green: 255, blue: 255)
    public var outline = Rational.zero
    public var outlineColor = Color.black

    public init(face: TextFace) { self.face = face }
  }

  public init(frame: PixelSize, style: Style) {
    let face = style.face
    // Encoding -1 lets libass find the text's own direction, and shape it across changes of colour.
    let fields = [
      "Default", Self.plain(face.family), number(face.size), assColor(style.color), assColor(style.color),
      assColor(style.outlineColor), "&H00000000", "\(face.weight)", face.isItalic ? "-1" : "0", "0", "0", "100", "100",
      number(face.spacing), "0", "1", number(style.outline), "0", "7", "0", "0", "0", "-1",
    ]
    head = """
      [Script Info]
      ScriptType: v4.00+
      PlayResX: \(frame.width)
      PlayResY: \(frame.height)
      WrapStyle: 2
      ScaledBorderAndShadow: yes
      YCbCr Matrix: None

      [V4+ Styles]
      Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
      StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
      Style: \(fields.joined(separator: ","))

      [Events]
      Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text

      """
  }

  /// Adds a line of text or a drawing.
  /// - Parameters:
  ///   - start: centiseconds, as `end`; the end is not shown.
  ///   - tags: override tags without their braces.
  ///   - text: escaped already, or the strokes of a drawing.
  ///   - isShadow: it is another text's shadow, in which coloured letters are shapes.
  public mutating func add(
    layer: Int = 0, from start: Int = 0, to end: Int = Self.forever, _ tags: String, _ text: String, isShadow: Bool = false
  ) {
    let name = isShadow ? Self.shadow : ""
    events.append("Dialogue: \(layer),\(Self.clock(start)),\(Self.clock(end)),Default,\(name),0,0,0,,{\(tags)}\(text)\n")
  }

  /// The name of events that are shadows.
  public static let shadow = "shadow"

  public var text: String { head + events.joined() }

  /// Longer than any film.
  public static let forever = 100 * 3600 * 99

  static func clock(_ centiseconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let seconds = centiseconds / 100
    return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(two(centiseconds % 100))"
  }

  /// A family's name without what would end its field.
  private static func plain(_ name: String) -> String { String(name.map { $0 == "," || $0.isNewline ? " " : $0 }) }
}

/// A number as ASS reads it.
public func number(_ value: Rational) -> String { value.isInteger ? "\(value.numerator)" : value.decimal(digits: 3) }

/// `&HAABBGGRR`, where 00 is opaque.
public func assColor(_ color: Color) -> String {
  "&H" + [255 - color.alpha, color.blue, color.green, color.red].map(hexadecimal).joined()
}

/// A colour's tags: of the fill (`1`) or the outline (`3`).
public func assColorTags(_ color: Color, part: Int) -> String {
  let bytes = [color.blue, color.green, color.red].map(hexadecimal).joined()
  return "\\\(part)c&H\(bytes)&\\\(part)a&H\(hexadecimal(255 - color.alpha))&"
}

private func hexadecimal(_ byte: UInt8) -> String {
  let text = String(byte, radix: 16, uppercase: true)
  return text.utf8.count == 1 ? "0" + text : text
}

/// Text as an event holds it: nothing in it is a tag, lines are broken where it has newlines.
public func assEscaped(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    // A backslash has no escape of its own; a joiner without width keeps it from meaning what follows.
    case "\\": result.append(contentsOf: "\\\u{2060}".unicodeScalars)
    case "{", "}": result.append(contentsOf: "\\\(scalar)".unicodeScalars)
    case "\n", "\u{2028}", "\u{2029}": result.append(contentsOf: "\\N".unicodeScalars)
    case "\t", "\r": result.append(" ")
    case "\u{A0}": result.append(contentsOf: "\\h".unicodeScalars)
    case _ where scalar.value < 0x20: continue
    default: result.append(scalar)
    }
  }
  return String(result)
}
