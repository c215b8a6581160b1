import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// What an item paints; nil where it paints nothing.
  /// - Parameter content: of a sequence that is painted by itself.
  func layer(_ item: Placed, _ row: ItemRow, content given: Layer.Content? = nil) -> Layer? {
    let clause = item.state.clause
    let title = clause.text.map { self.title($0, item, row) }
    if case .some(nil) = title { return nil }
    guard let ways = clause.text == nil ? pictureWays(item, row) : ([], nil, nil) else { return nil }
    let drawn = drawing(item, row), resting = drawn.flatMap { atRest($0, item, row) }
    guard let content = given ?? title??.content ?? (resting?.drawing ?? drawn).map({ .text($0.lettering) }) ?? content(item),
      let geometry = title??.geometry ?? resting?.geometry ?? geometry(item, drawn, isOverlay: row.kind == .overlay)
    else { return nil }
    var fades = pictureFades(item, row)
    fades.in = fades.in ?? title??.entrance ?? ways.in
    fades.out = fades.out ?? title??.exit ?? ways.out
    var effects = clause.effects.map { applied($0.value, from: item.start, to: item.end, item.frames, row) } ?? []
    if let mask = clause.mask, let last = masked(mask, item.frames, row) { effects.append(last) }
    var layer = Layer(
      frames: item.frames, content: content, geometry: geometry, fill: clause.fill?.value ?? .background,
      opacity: clause.opacity.map { curve($0.value, from: item.start, to: item.end) { $0.value } } ?? .constant(1), fadeIn: fades.in,
      fadeOut: fades.out, row: row.number, span: subjectSpan(item), what: item.state.what)
    layer.blend = clause.blend?.value ?? .normal
    layer.add(onClip(effects, item, layer))
    let frame = drawn?.place.size ?? fitted(item, isOverlay: row.kind == .overlay)?.place.size
    layer.path = title == nil ? path(item, of: frame) : title??.path
    // What is drawn and moved is drawn at its own size, whatever its first keyframe makes of it.
    if let drawn, layer.path != nil { layer.geometry.place = drawn.place }
    if !ways.ways.isEmpty {
      layer.path?.ways = ways.ways
      layer.path = layer.path ?? PlacePath(resting: geometry.place, ways.ways, canvas: canvas.size, isPainted: layer.isText)
    }
    return layer
  }

  func subjectSpan(_ item: Placed) -> Span {
    let clause = item.state.clause
    let named = clause.clip?.span ?? clause.generate?.span ?? clause.text?.span ?? clause.voice?.span
    return named ?? clause.sequence?.keySpan ?? clause.stack?.keySpan ?? clause.span
  }

  private func content(_ item: Placed) -> Layer.Content? {
    if let generator = item.state.clause.generate?.value.generator as? any PictureGenerator { return .generator(generator) }
    guard let media = item.state.media, let picture = context.media.uses[media].facts.picture else { return nil }
    if context.media.uses[media].facts.kind == .still { return .still(media: media) }
    guard var run = item.run else { return nil }
    // A held picture may lie past the last one; nothing starts there, so it needs no bound.
    if let bound = run.bound, bound > picture.end, run.wrap == nil { run.bound = nil }
    return .run(run)
  }

  // MARK: geometry

  private func geometry(_ item: Placed, _ drawn: Drawing?, isOverlay: Bool) -> Geometry? {
    let clause = item.state.clause
    guard var geometry = drawn.map({ Geometry(window: .whole($0.place.size), place: $0.place) }) ?? fitted(item, isOverlay: isOverlay)
    else { return nil }
    let placement = LayerPlacement(
      canvas: canvas.size, position: clause.position?.value.first, anchor: clause.anchor?.value, scale: clause.scale?.value.first,
      margin: clause.margin?.value)
    geometry = placement.placed(geometry)
    if let rotate = clause.rotate?.value { geometry.rotation = curve(rotate, from: item.start, to: item.end) { $0.degrees }.settled }
    // What hangs over an edge is cut before it is resampled, where nothing may bring it back.
    let rests = clause.position?.value.changes != true && clause.scale?.value.changes != true
    if clause.rotate == nil, clause.effects == nil, clause.animate == nil, rests { geometry = geometry.clipped(to: canvas.size) }
    return geometry
  }

  private func fitted(_ item: Placed, isOverlay: Bool) -> Geometry? {
    let clause = item.state.clause
    guard let media = item.state.media, let picture = context.media.uses[media].facts.picture else {
      return .whole(canvas.size)
    }
    let size = picture.displaySize
    guard let source = cropped(ExactRect(x: 0, y: 0, width: size.width, height: size.height), clause.crop) else { return nil }
    let placement = Placement(
      canvas: canvas.size, fit: clause.fit?.value ?? (isOverlay ? .none : .contain),
      focus: clause.focus?.value ?? Point.names["center"]!, source: source)
    var geometry = placement.geometry()
    geometry?.whole = source
    return geometry
  }

  /// What `crop` leaves of a picture.
  private func cropped(_ whole: ExactRect, _ crop: Setting<Crop>?) -> ExactRect? {
    guard let crop else { return whole }
    var rect: ExactRect
    if let kept = crop.value.kept {
      rect = ExactRect(
        x: kept.x.pixels(of: whole.width), y: kept.y.pixels(of: whole.height), width: kept.width.pixels(of: whole.width),
        height: kept.height.pixels(of: whole.height))
    } else {
      let (left, top) = (crop.value.left.pixels(of: whole.width), crop.value.top.pixels(of: whole.height))
      rect = ExactRect(
        x: left, y: top, width: whole.width - left - crop.value.right.pixels(of: whole.width),
        height: whole.height - top - crop.value.bottom.pixels(of: whole.height))
    }
    let isInside = !rect.x.isNegative && !rect.y.isNegative && rect.x + rect.width <= whole.width && rect.y + rect.height <= whole.height
    guard isInside, rect.width >= 2, rect.height >= 2 else {
      context.bag.error(
        "bad-crop",
        "'crop' leaves nothing, or reaches outside: the picture is \(whole.width.decimal(digits: 1))x\(whole.height.decimal(digits: 1))",
        at: crop.span)
      return nil
    }
    return rect
  }
}

extension Geometry {
  /// A picture that is the canvas.
  static func whole(_ size: PixelSize) -> Geometry {
    Geometry(window: .whole(size), place: PixelRect(x: 0, y: 0, size: size))
  }
}

extension ExactRect {
  static func whole(_ size: PixelSize) -> ExactRect {
    ExactRect(x: 0, y: 0, width: Rational(size.width), height: Rational(size.height))
  }
}
