import Diagnostics
import MediaTypes

extension MediaFacts {
  /// What a person wants to know of a file, a few lines.
  var page: String {
    var lines = ["\(printable(path)): \(kind.rawValue) (\(container))"]
    if let picture { lines += picture.lines(kind) }
    if let sound { lines.append(sound.line) }
    lines.append("  as a clip  \(use)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// How a timeline would use it where it says nothing else.
  private var use: String {
    var parts: [String] = []
    if let size = shownSize { parts.append(size.description) }
    if let rate = standardRate { parts.append("at \(rate)") }
    switch length {
    case nil where kind == .pictureSequence:
      parts.append("\(picture?.end.description ?? "0") pictures, one a canvas frame")
    case nil: parts.append("a still: needs a 'duration'")
    case let length?: parts.append("\(length.seconds) s")
    }
    return parts.joined(separator: ", ")
  }
}

extension MediaFacts {
  /// What a viewer sees, in whole pixels.
  var shownSize: PixelSize? {
    guard let size = picture?.displaySize else { return nil }
    return PixelSize(width: size.width.roundedHalfUp ?? 0, height: size.height.roundedHalfUp ?? 0)
  }

  /// The rate that a canvas would inherit; nil where it would not.
  var standardRate: FrameRate? {
    guard kind != .pictureSequence, let mean = picture?.meanRate, mean >= 12 else { return nil }
    return .nearestStandard(to: mean)
  }

  /// The clip's own range in seconds; nil for stills and for sequences, which have a rate only in a document.
  var length: Rational? {
    if kind == .pictureSequence { return nil }
    if let picture { return kind == .still ? nil : picture.end - picture.start }
    return sound.map { $0.end - $0.start }
  }
}

extension PictureFacts {
  fileprivate func lines(_ kind: MediaKind) -> [String] {
    var shape = "\(codec), \(codedSize)"
    if pixelAspect != 1 { shape += ", pixels \(pixelAspect)" }
    if orientation.quarterTurns != 0 { shape += ", turned by \(orientation.quarterTurns * 90) degrees" }
    if orientation.isMirrored { shape += ", mirrored" }
    if isInterlaced { shape += ", interlaced" }
    let colors = "\(pixelFormat)\(hasAlpha ? " with alpha" : ""), \(color.matrix) \(color.range)"
    let count = frameCount.map { ", \($0) picture\($0 == 1 ? "" : "s")" } ?? ""
    let rate = meanRate.map { ", mean rate \($0.decimal(digits: 3))" } ?? ""
    var lines = ["  picture    \(shape), \(colors)"]
    if kind != .still, kind != .pictureSequence {
      lines.append("             \(start.seconds) to \(end.seconds) s\(count)\(rate)")
    }
    return lines
  }
}

extension SoundFacts {
  fileprivate var line: String {
    "  sound      \(codec), \(rate) Hz, \(layout), \(start.seconds) to \(end.seconds) s"
  }
}

extension Rational {
  /// For people: six decimals, or the exact ratio behind them where they round.
  fileprivate var seconds: String {
    let text = decimal(digits: 6)
    return Rational(text: text) == self ? text : "\(text) (\(self))"
  }
}
