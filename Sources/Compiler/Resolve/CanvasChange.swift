import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// Keys of the canvas that take the place of the document's, before anything is laid out: an output's own, then
/// those of its preset.
struct CanvasChange: Sendable {
  let clause: CanvasClause?
  let preset: OutputPreset?

  init(_ clause: CanvasClause? = nil, _ preset: OutputPreset? = nil) { (self.clause, self.preset) = (clause, preset) }

  /// Equal for changes that make the same canvas.
  var key: String {
    let sound = clause?.audio?.value
    let parts: [String?] = [
      clause?.size?.value.size.description, clause?.rate?.value.rate.description, clause?.background?.value.description,
      clause?.color?.value.rawValue, sound?.rate?.value.value.description, sound?.layout?.value.rawValue,
      preset?.size?.description, preset?.mostRate?.description,
    ]
    return parts.map { $0 ?? "" }.joined(separator: " ")
  }

  /// The document with the output's keys in its canvas.
  func applied(to document: TimelineDocument) -> TimelineDocument {
    guard clause != nil || preset != nil else { return document }
    var result = document
    let nowhere = Span(start: 0, end: 0)
    var canvas = document.canvas?.value ?? CanvasClause()
    if let size = preset?.size { canvas.size = Setting(CanvasSize(size: size), span: nowhere, keySpan: nowhere) }
    if clause?.rate == nil { canvas.mostRate = preset?.mostRate }
    canvas.size = clause?.size ?? canvas.size
    canvas.rate = clause?.rate ?? canvas.rate
    canvas.background = clause?.background ?? canvas.background
    canvas.color = clause?.color ?? canvas.color
    if var sound = clause?.audio {
      sound.value.rate = sound.value.rate ?? canvas.audio?.value.rate
      sound.value.layout = sound.value.layout ?? canvas.audio?.value.layout
      canvas.audio = sound
    }
    result.canvas = Setting(canvas, span: document.canvas?.span ?? nowhere, keySpan: document.canvas?.keySpan ?? nowhere)
    return result
  }
}

extension FrameRate {
  /// The rate, halved until it is at most some pictures a second, so that motion stays even.
  func halved(toAtMost most: Int) -> FrameRate {
    var value = value
    while value > Rational(most) { value = value / 2 }
    return FrameRate(value) ?? self
  }
}
