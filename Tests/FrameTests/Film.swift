import Foundation
import MediaTypes
import TestMedia

/// A simple document, said once: printed for the compiler, and read by the model.
struct Film {
  /// A clip, or a gap where it has no source.
  struct Item {
    var source: CodedSource?
    var from: Rational?
    var to: Rational?
    var duration: Rational?
    var at: Rational?
    var speed: Rational = 1
    /// `speed: fit`; `speed` then says what that must come to.
    var fits = false
    /// How often the range runs; 0 for as long as the item lasts.
    var loops: Int?
    var holds = false
    /// What else is written: `audio: {pitch: shift}`.
    var more: [String] = []
    /// What `clip:` says, where that is not the source's path.
    var name: String?
  }

  struct Row {
    var kind = "video"
    var items: [Item]
    /// Where its pictures are, where they leave the row below in sight.
    var part: FilmReading.Part?
  }

  var rate: Rational
  var rows: [Row]
  var width = 160
  var height = 90
  var soundRate = 48000
  var container = "mov"
  var soundCodec = "pcm"
  /// Lines of further tracks, for films that are not held against the model.
  var tracksAbove: [String] = []
  /// Lines at the top level: `media:` and the like.
  var more: [String] = []

  init(_ rate: Rational, _ items: [Item]) {
    self.rate = rate
    rows = [Row(items: items)]
  }

  /// The document, written to be rendered to `path`.
  func document(output path: String?) -> String {
    var lines = ["timeline: 1"] + more
    lines.append(
      "canvas: {size: \(width)x\(height), rate: \(rate), audio: {rate: \(soundRate), layout: stereo}}")
    lines.append("tracks:")
    for row in rows {
      lines.append("  - kind: \(row.kind)")
      lines.append("    items:")
      for item in row.items { lines.append("      - \(item.text)") }
    }
    lines += tracksAbove
    let sound = rows.contains { $0.items.contains { $0.source?.soundStart != nil } }
    let audio = sound ? ", audio: {codec: \(soundCodec)}" : ""
    let file = path ?? "/nowhere/film.\(container)"
    lines.append("outputs:")
    lines.append("  film: {file: \"\(file)\", video: {preset: ultrafast, crf: 18}\(audio)}")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Film.Item {
  static func clip(_ source: CodedSource, _ from: Rational? = nil, _ to: Rational? = nil) -> Film.Item {
    Film.Item(source: source, from: from, to: to)
  }

  static func gap(_ length: Rational) -> Film.Item { Film.Item(source: nil, duration: length) }

  /// The same item, changed.
  func with(_ change: (inout Film.Item) -> Void) -> Film.Item {
    var item = self
    change(&item)
    return item
  }

  fileprivate var text: String {
    guard let source else { return "{gap: \(duration ?? 0)s}" }
    var keys = ["clip: \"\(name ?? source.path)\""]
    let times = [("in", from), ("out", to), ("duration", duration), ("at", at)]
    keys += times.compactMap { key, value in value.map { "\(key): \($0)s" } }
    if fits { keys.append("speed: fit") } else if speed != 1 { keys.append("speed: \(speed)") }
    if let loops { keys.append(loops == 0 ? "loop: true" : "loop: \(loops)") }
    if holds { keys.append("hold: true") }
    return "{" + (keys + more).joined(separator: ", ") + "}"
  }
}
