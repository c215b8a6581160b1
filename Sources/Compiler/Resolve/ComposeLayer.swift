import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// What an item paints; nil where it paints nothing.
  mutating func layer(_ item: Placed, _ track: Int) -> Layer? {
    let clause = item.state.clause
    guard let content = content(item) else { return nil }
    guard let geometry = geometry(item, isOverlay: resolver.tracks[track].clause.trackKind == .overlay) else { return nil }
    let fades = pictureFades(item)
    return Layer(
      frames: item.frames, content: content, geometry: geometry, fill: clause.fill?.value ?? .background,
      fadeIn: fades.in, fadeOut: fades.out, track: track, span: resolver.subjectSpan(item.state), what: item.state.what)
  }

  private func content(_ item: Placed) -> Layer.Content? {
    if let generator = item.state.clause.generate?.value.generator as? any PictureGenerator { return .generator(generator) }
    guard let media = item.state.media, let picture = resolver.media.uses[media].facts.picture else { return nil }
    if resolver.media.uses[media].facts.kind == .still { return .still(media: media) }
    guard var run = item.run else { return nil }
    // A held picture may lie past the last one; nothing starts there, so it needs no bound.
    if let bound = run.bound, bound > picture.end, run.wrap == nil { run.bound = nil }
    return .run(run)
  }

  private mutating func geometry(_ item: Placed, isOverlay: Bool) -> Geometry? {
    let whole = PixelRect(x: 0, y: 0, size: canvas.size)
    guard let media = item.state.media, let picture = resolver.media.uses[media].facts.picture else {
      let window = ExactRect(x: 0, y: 0, width: Rational(canvas.size.width), height: Rational(canvas.size.height))
      return Geometry(window: window, place: whole)
    }
    let clause = item.state.clause
    let size = picture.displaySize
    guard let source = cropped(ExactRect(x: 0, y: 0, width: size.width, height: size.height), clause.crop) else { return nil }
    let center = Point.names["center"]!
    let placement = Placement(
      canvas: canvas.size, fit: clause.fit?.value ?? (isOverlay ? .none : .contain),
      focus: clause.focus?.value ?? center, source: source)
    return placement.geometry()
  }

  /// What `crop` leaves of a picture.
  private mutating func cropped(_ whole: ExactRect, _ crop: Setting<Crop>?) -> ExactRect? {
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
      bag.error(
        "bad-crop", "'crop' leaves nothing, or reaches outside: the picture is \(whole.width.decimal(digits: 1))x\(whole.height.decimal(digits: 1))",
        at: crop.span)
      return nil
    }
    return rect
  }

  private mutating func pictureFades(_ item: Placed) -> (in: Range<Int>?, out: Range<Int>?) {
    let clause = item.state.clause
    guard resolver.tracks.isEmpty == false else { return (nil, nil) }
    var fades: (in: Range<Int>?, out: Range<Int>?) = (nil, nil)
    if let time = clause.fadeIn, let seconds = fadeLength(time, "fade-in", item),
      let edge = canvas.rate.edge(nearest: item.start + seconds), edge > item.frames.lowerBound
    {
      fades.in = item.frames.lowerBound..<min(edge, item.frames.upperBound)
    }
    if let time = clause.fadeOut, let seconds = fadeLength(time, "fade-out", item),
      let edge = canvas.rate.edge(nearest: item.end - seconds), edge < item.frames.upperBound
    {
      fades.out = max(edge, item.frames.lowerBound)..<item.frames.upperBound
    }
    return fades
  }

  /// Seconds of a fade; a percentage is of the item.
  mutating func fadeLength(_ time: Setting<TimeExpression>, _ key: String, _ item: Placed) -> Rational? {
    resolver.bag = bag
    defer { bag = resolver.bag }
    let whole = SourceRange(start: 0, end: item.end - item.start)
    guard let seconds = resolver.seconds(time, TimeContext(key: key, whole: whole, allowsAnchors: false)) else { return nil }
    guard !seconds.isNegative, seconds <= whole.end + canvas.rate.frameDuration else {
      resolver.bag.error(
        "bad-fade", "'\(key)' of \(seconds.decimal(digits: 3))s does not fit into the \(whole.end.decimal(digits: 3))s of \(item.state.what)",
        at: time.span)
      return nil
    }
    return seconds
  }
}
