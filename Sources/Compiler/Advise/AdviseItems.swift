import Diagnostics
import MediaTypes
import Timeline

/// Warns of single items that are not seen or heard as their author will expect.
func adviseItems(_ document: TimelineDocument, _ composition: Composition, _ bag: inout DiagnosticBag) {
  var advice = ItemAdvice(composition: composition)
  for track in document.tracks!.value { advice.collect(track) }
  for layer in composition.layers { advice.look(at: layer, &bag) }
  for sound in composition.sounds { advice.listen(to: sound, &bag) }
}

/// Items by the place that layers and sounds remember.
private struct ItemAdvice {
  let composition: Composition
  private var items: [Span: (item: ItemClause, kind: TrackKind)] = [:]
  /// An item is spoken of once, however many layers it has.
  private var told: Set<Span> = []

  init(composition: Composition) { self.composition = composition }

  mutating func collect(_ track: TrackClause) {
    for item in track.items?.value ?? [] {
      if let span = item.clip?.span ?? item.generate?.span ?? item.text?.span ?? item.voice?.span
        ?? item.sequence?.keySpan ?? item.stack?.keySpan
      {
        items[span] = (item, track.trackKind)
      }
      for inner in (item.sequence?.value.tracks ?? []) + (item.stack?.value.tracks ?? []) { collect(inner) }
    }
  }

  // MARK: pictures

  mutating func look(at layer: Layer, _ bag: inout DiagnosticBag) {
    switch layer.content {
    case .group(let layers): for inner in layers { look(at: inner, &bag) }
    case .transition(let crossing):
      for side in [crossing.from, crossing.to].compactMap({ $0 }) { look(at: side, &bag) }
      return
    case .run(let run): look(at: layer, showing: run.media, &bag)
    case .still(let media): look(at: layer, showing: media, &bag)
    case .generator, .text: break
    }
    adviseFades(layer, &bag)
  }

  /// A picture drawn for another canvas, of which only a part is seen.
  private mutating func look(at layer: Layer, showing media: Int, _ bag: inout DiagnosticBag) {
    guard let (item, kind) = items[layer.span], item.crop == nil, layer.geometry.rotation == .constant(0), !layer.isMoving,
      item.fit?.value ?? (kind == .overlay ? .none : .contain) == .none,
      let size = composition.media[media].facts.picture?.displaySize
    else { return }
    let seen = layer.geometry.visible(on: composition.canvas.size)
    guard seen.width + 2 < size.width || seen.height + 2 < size.height else { return }
    let isEmpty = seen.width <= 0 || seen.height <= 0
    // A stated place may hang over an edge on purpose, and 'fit: none' takes the middle of a picture.
    let isMeant = item.position != nil || item.fit != nil && seen.width * seen.height * 2 > size.width * size.height
    guard isEmpty || !isMeant, told.insert(layer.span).inserted else { return }
    let whole = "\(size.width.decimal(digits: 0))x\(size.height.decimal(digits: 0))"
    let part = "\(seen.width.decimal(digits: 0))x\(seen.height.decimal(digits: 0))"
    bag.warning(
      "off-canvas",
      isEmpty
        ? "nothing of \(layer.what) is on the canvas"
        : "only \(part) of the \(whole) of \(layer.what) are on the canvas of \(composition.canvas.size)",
      at: layer.span, caption: isEmpty ? "it is never seen" : "the rest is cut off",
      notes: isEmpty ? [] : ["'fit: contain' shows all of it"], frames: layer.frames)
  }

  private mutating func adviseFades(_ layer: Layer, _ bag: inout DiagnosticBag) {
    guard let rise = layer.fadeIn, let fall = layer.fadeOut, rise.upperBound > fall.lowerBound,
      told.insert(layer.span).inserted
    else { return }
    let over = composition.canvas.rate.time(ofEdge: rise.upperBound - fall.lowerBound)
    warn(layer.span, "\(layer.what) is never seen in full", over, layer.frames, items[layer.span]?.item, &bag)
  }

  // MARK: sound

  mutating func listen(to sound: SoundLayer, _ bag: inout DiagnosticBag) {
    guard let rise = sound.level.fadeIn, let fall = sound.level.fadeOut else { return }
    let over = rise.samples.upperBound - fall.samples.lowerBound
    guard over > 0, told.insert(sound.span).inserted else { return }
    warn(
      sound.span, "\(sound.what) is never heard in full", Rational(over, composition.canvas.sound.rate), nil,
      items[sound.span]?.item, &bag)
  }

  private func warn(
    _ span: Span, _ what: String, _ over: Rational, _ frames: Range<Int>?, _ item: ItemClause?, _ bag: inout DiagnosticBag
  ) {
    let fade = item?.sound.fadeOut?.span ?? item?.fadeOut?.span ?? span
    bag.warning(
      "fades-meet", "\(what): its fades overlap by \(over.decimal(digits: 3))s", at: fade,
      caption: "it falls before it has risen", notes: ["shorten the fades, or make the item longer"], frames: frames)
  }
}

extension Geometry {
  /// The size of what is seen on a canvas, in source pixels.
  fileprivate func visible(on canvas: PixelSize) -> (width: Rational, height: Rational) {
    let width = min(canvas.width, place.x + place.size.width) - max(0, place.x)
    let height = min(canvas.height, place.y + place.size.height) - max(0, place.y)
    return (
      window.width * Rational(width, place.size.width), window.height * Rational(height, place.size.height)
    )
  }
}
