/// What override tags have set so far, as far as a drawing in the middle of a line has to set it back.
struct TagState {
  /// Of letters, pixels of the script; 0 where it is not known.
  private(set) var size: Double
  private var last: [String: String] = [:]
  private let styleSize: Double

  init(size: Double) { (self.size, styleSize) = (size, size) }

  /// Tags that a drawing changes, in the order in which they are set back, and what to write where none was set: a tag alone
  /// is what the style says.
  private static let kept = [
    ("bord", "\\bord"), ("xbord", ""), ("ybord", ""), ("shad", "\\shad"), ("xshad", ""), ("yshad", ""), ("blur", "\\blur0"),
    ("be", "\\be0"), ("1c", "\\1c"),
  ]

  /// Tags with which a letter's place is no upright rectangle in one colour.
  private static let beyond = ["t(", "k", "K", "fr", "fax", "fay", "clip", "iclip", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "pbo", "org"]

  static func isBeyond(_ tags: String) -> Bool {
    tags.split(separator: "\\").contains { tag in beyond.contains { tag.hasPrefix($0) } }
  }

  mutating func read(_ tags: String, sizes: [String: Double]) {
    for tag in tags.split(separator: "\\").map({ String($0) }) {
      if tag.hasPrefix("fs"), !tag.hasPrefix("fsc"), !tag.hasPrefix("fsp") {
        let value = tag.dropFirst(2)
        size = value.isEmpty ? styleSize : value.first == "+" || value.first == "-" ? 0 : Double(value) ?? 0
      } else if tag.hasPrefix("r") {
        last = [:]
        size = tag.count == 1 ? styleSize : sizes[String(tag.dropFirst())] ?? styleSize
      } else if tag.hasPrefix("c&") || tag == "c" {
        last["1c"] = "1" + tag
      } else if let (name, _) = Self.kept.first(where: { tag.hasPrefix($0.0) }) {
        last[name] = tag
      }
    }
  }

  /// Tags that undo what a drawing changed.
  var restored: String { Self.kept.map { name, plain in last[name].map { "\\" + $0 } ?? plain }.joined() }

  /// The colour and softness of what is drawn, as a shadow has them.
  var shade: (color: UInt32, softness: Double)? {
    guard let text = last["1c"], let value = UInt32(text.dropFirst(2).filter(\.isHexDigit).suffix(6), radix: 16) else { return nil }
    let blur = last["blur"].flatMap { Double($0.dropFirst(4)) } ?? 0
    // libass's measure of a blur: 2 / sqrt(ln 256) of a standard deviation.
    return ((value & 0xFF) << 16 | value & 0xFF00 | value >> 16, blur * 0.849)
  }
}
