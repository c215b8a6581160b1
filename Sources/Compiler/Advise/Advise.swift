import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// Warns of the commonest accidents: things that are allowed and seldom meant.
func advise(_ document: TimelineDocument, _ resolution: Resolution, _ bag: inout DiagnosticBag) {
  for text in resolution.inherited where resolution.composition.hasPicture {
    bag.note("inherited", "the canvas takes its \(text)", at: document.canvas?.keySpan ?? document.tracks!.keySpan)
  }
  for entry in resolution.unusedMedia {
    bag.warning("unused-media", "nothing uses this entry of the bin", at: entry.keySpan, caption: "drop it, or use it")
  }
  adviseTail(document, resolution.composition, &bag)
  adviseRates(resolution.composition, &bag)
  adviseItems(document, resolution.composition, &bag)
  adviseChapters(document, resolution, &bag)
  if let limit = document.checks?.value.captionSpeed { adviseCaptionSpeed(limit, resolution.composition, &bag) }
}

/// Cues with more letters, spaces counted, than can be read while they are seen.
private func adviseCaptionSpeed(_ limit: Setting<CaptionSpeed>, _ composition: Composition, _ bag: inout DiagnosticBag) {
  for cue in composition.captions.flatMap(\.cues) where !cue.frames.isEmpty {
    let speed = Rational(cue.text.count) / composition.canvas.rate.time(ofEdge: cue.frames.count)
    guard speed > limit.value.value else { continue }
    bag.warning(
      "caption-speed",
      "this cue has to be read at \(speed.decimal(digits: 1)) letters a second, and \(limit.value.value.decimal(digits: 1)) are the limit",
      at: cue.span, caption: "show it longer, or say less", labels: [.init(limit.span, "the limit")], frames: cue.frames)
  }
}

/// A titled marker where there is no film: the chapter that it asks for cannot be.
private func adviseChapters(_ document: TimelineDocument, _ resolution: Resolution, _ bag: inout DiagnosticBag) {
  let rate = resolution.composition.canvas.rate, length = rate.time(ofEdge: resolution.composition.frameCount)
  for marker in document.markers?.value.entries ?? [] where marker.value.value.title != nil {
    guard case .some(.some(let time)) = resolution.root.markers[marker.name], time.isNegative || time >= length else { continue }
    bag.warning(
      "chapter-outside",
      "'\(marker.name)' is at \(time.decimal(digits: 3))s, outside the film of \(length.decimal(digits: 3))s: it makes no chapter",
      at: marker.value.span)
  }
}

/// The film's last frames show nothing, and no gap says so.
private func adviseTail(_ document: TimelineDocument, _ composition: Composition, _ bag: inout DiagnosticBag) {
  let lastPicture = composition.layers.map(\.frames.upperBound).max() ?? 0
  let tail = composition.frameCount - lastPicture
  let endsInGap = document.tracks!.value.contains { $0.trackKind == .video && $0.items?.value.last?.kind == .gap }
  guard composition.hasPicture, tail > 0, !endsInGap, let last = composition.layers.last else { return }
  let seconds = composition.canvas.rate.time(ofEdge: tail).decimal(digits: 2)
  bag.warning(
    "black-frames", "the film's last \(seconds)s show only the background", at: last.span,
    caption: "the last picture ends before the film does", frames: lastPicture..<composition.frameCount)
}

/// A source whose pictures cannot be shown evenly at the canvas's rate.
private func adviseRates(_ composition: Composition, _ bag: inout DiagnosticBag) {
  var seen = Set<Int>()
  for layer in composition.layers {
    guard case .run(let run) = layer.content, !run.speed.isZero, run.pace == nil, !seen.contains(run.media),
      let mean = composition.media[run.media].facts.picture?.meanRate, mean >= 12
    else { continue }
    let rate = FrameRate.nearestStandard(to: mean)
    // A file whose mean is far from any standard has a variable rate; nothing even can be said of it.
    guard (rate.value - mean).magnitude * 200 < mean else { continue }
    guard let warning = judder(of: layer, rate, speed: run.speed.magnitude, on: composition.canvas.rate) else { continue }
    seen.insert(run.media)
    bag.add(warning)
  }
}

/// A rate that does not suit the canvas's; of one that does, a slowing down that shows its pictures unevenly. What is
/// sped up leaves pictures out, as everybody expects.
private func judder(of layer: Layer, _ rate: FrameRate, speed: Rational, on canvas: FrameRate) -> Diagnostic? {
  guard judders(rate.value * speed, canvas.value), !layer.effects.contains(where: { $0.effect is any SourceEffect }) else { return nil }
  if judders(rate.value, canvas.value) {
    return Diagnostic(
      .warning, "judder", "\(layer.what) runs at \(rate) pictures a second, the canvas at \(canvas): motion will stutter",
      at: layer.span, caption: "some pictures are shown longer than others",
      notes: rate.value <= 60 ? ["'canvas: {rate: \(rate)}' shows every picture equally long"] : [], frames: layer.frames)
  }
  guard speed < 1 else { return nil }
  return Diagnostic(
    .warning, "judder", "\(layer.what) is slowed to \(speed.decimal(digits: 3)), and its pictures cannot be shown equally long",
    at: layer.span, caption: "motion will stutter",
    notes: ["the effect 'interpolate' makes the pictures between", "a speed of 1/2 or 1/3 shows each picture twice or thrice"],
    frames: layer.frames)
}

/// Neither rate is a whole multiple of the other, to within one picture in a thousand.
private func judders(_ source: Rational, _ canvas: Rational) -> Bool {
  let ratio = max(source, canvas) / min(source, canvas)
  guard let whole = ratio.roundedHalfUp else { return true }
  return (ratio - Rational(whole)).magnitude > Rational(2, 1000)
}
