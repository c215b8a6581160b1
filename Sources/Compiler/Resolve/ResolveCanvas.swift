import Diagnostics
import MediaTypes
import Timeline

/// The film's shape: what the document states, and the rest from the first picture it uses.
struct CanvasResolution {
  var canvas: Canvas
  /// Remarks about what was inherited from where.
  var inherited: [String] = []
}

/// Limits on what a film may be; each has an option on the command line.
package struct FilmLimits: Sendable {
  package var side = CanvasSize.limit
  /// Pictures a second.
  package var rate = 1000
  /// Seconds.
  package var length = 24 * 3600
  package var items = 1_000_000

  package init() {}
}

/// Nil where the stated shape is refused, which has been reported.
func resolveCanvas(
  _ clause: Setting<CanvasClause>?, firstPicture: MediaUse?, limits: FilmLimits, _ bag: inout DiagnosticBag
) -> CanvasResolution? {
  var resolution = CanvasResolution(canvas: inheritedCanvas(firstPicture))
  let source = firstPicture.map { "'\($0.facts.path)'" } ?? "the default"
  if let size = clause?.value.size {
    guard checkSize(size, limits, &bag) else { return nil }
    resolution.canvas.size = size.value.size
  } else {
    resolution.inherited.append("size \(resolution.canvas.size) from \(source)")
  }
  if let rate = clause?.value.rate {
    guard rate.value.rate.value <= Rational(limits.rate) else {
      bag.error("rate-too-high", "a rate of \(rate.value.rate) pictures a second is above the limit of \(limits.rate)", at: rate.span)
      return nil
    }
    resolution.canvas.rate = rate.value.rate
  } else {
    resolution.inherited.append("rate \(resolution.canvas.rate) from \(source)")
  }
  if let most = clause?.value.mostRate { resolution.canvas.rate = resolution.canvas.rate.halved(toAtMost: most) }
  resolution.canvas.color = clause?.value.color?.value ?? .bt709
  resolution.canvas.background = clause?.value.background?.value ?? .black
  let sound = clause?.value.audio?.value
  resolution.canvas.sound = SoundShape(
    rate: sound?.rate?.value.value.roundedHalfUp ?? 48000, layout: sound?.layout?.value ?? .stereo)
  return resolution
}

private func checkSize(_ size: Setting<CanvasSize>, _ limits: FilmLimits, _ bag: inout DiagnosticBag) -> Bool {
  let pixels = size.value.size
  guard max(pixels.width, pixels.height) <= limits.side else {
    bag.error("canvas-too-large", "a canvas of \(pixels) is above the limit of \(limits.side)x\(limits.side)", at: size.span)
    return false
  }
  guard pixels.width % 2 == 0, pixels.height % 2 == 0 else {
    let even = PixelSize(width: pixels.width + pixels.width % 2, height: pixels.height + pixels.height % 2)
    bag.error(
      "odd-canvas", "a canvas has an even width and height, because its pictures are coded in pairs of pixels; \(pixels) has not",
      at: size.span, caption: "write '\(even)'",
      fixIts: [Diagnostic.FixIt(size.span, replacement: even.description, title: "write '\(even)'")])
    return false
  }
  guard min(pixels.width, pixels.height) >= 16 else {
    bag.error("canvas-too-small", "a canvas of \(pixels) is below 16x16", at: size.span)
    return false
  }
  return true
}

extension Canvas {
  /// What a film is where neither the document nor a picture says otherwise.
  static let unstated = Canvas(
    size: PixelSize(width: 1920, height: 1080), rate: .thirty, background: .black,
    sound: SoundShape(rate: 48000, layout: .stereo))
}

private func inheritedCanvas(_ first: MediaUse?) -> Canvas {
  var canvas = Canvas.unstated
  guard let first, let picture = first.facts.picture else { return canvas }
  let size = picture.displaySize
  canvas.size = PixelSize(width: max(16, evenNearest(size.width)), height: max(16, evenNearest(size.height)))
  if let rate = first.sequenceRate {
    canvas.rate = rate
  } else if let mean = picture.meanRate, mean >= 12 {
    canvas.rate = .nearestStandard(to: mean)
  }
  return canvas
}
