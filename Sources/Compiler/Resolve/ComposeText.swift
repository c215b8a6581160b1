import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// A text as a picture, its place, and the frames over which its ways in and out change its opacity.
struct Title {
  var content: Layer.Content
  var geometry: Geometry
  /// Where it goes.
  var path: PlacePath?
  var entrance: Range<Int>?
  var exit: Range<Int>?
}

extension Composer {
  /// What a text paints; nil where it cannot be had, or where none of it is on the canvas.
  func title(_ text: Setting<Text>, _ item: Placed, _ row: ItemRow) -> Title? {
    let clause = item.state.clause
    let style = context.styles.whole(clause.style?.value, own: clause.ownStyle)
    guard let set = setText(text, style) else { return nil }
    let factor = factor(clause, set.block)
    let (look, block) = (set.look.scaled(by: factor), set.block.scaled(by: factor))
    let motion = motion(clause.animate?.value ?? style.animate?.value, item, row, letters: block.letterCount)
    guard let motion, let picture = picture(of: block, look, motion, item, at: text.span) else { return nil }
    let (frames, fades) = (item.frames, motion.fades)
    return Title(
      content: .text(picture.lettering), geometry: picture.geometry,
      path: path(of: block, look, item) { self.factor($0, set.block) / factor },
      entrance: fades.in > 0 ? frames.lowerBound..<frames.lowerBound + fades.in : nil,
      exit: fades.out > 0 ? frames.upperBound - fades.out..<frames.upperBound : nil)
  }

  /// A text in lines, in its style.
  private func setText(_ text: Setting<Text>, _ style: StyleClause) -> (look: TextLook, block: TextBlock)? {
    let styles = context.styles
    guard let face = styles.face(style, standardSize: .share(Rational(8, 100)), canvas: canvas.size, &context.bag) else { return nil }
    let look = TextLook(style, face: face, canvas: canvas.size, standardSafe: .title)
    let paragraphs = look.letterCase.applied(to: text.value.value).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { textUnits($0) }
    guard paragraphs.contains(where: { !$0.isEmpty }) else {
      context.bag.warning("empty-text", "the text has nothing to draw, so nothing is seen", at: text.span, caption: "")
      return nil
    }
    let words = paragraphs.flatMap { $0 }.map(\.text) + TextSetter.spaceProbe
    guard let sizes = styles.sizes(of: words, in: face, fontSpan: style.font?.span, at: text.span, &context.bag) else { return nil }
    let limit = (look.wrap ?? look.safe.rect(on: canvas.size).width) - look.padding * 2
    let block = TextSetter(sizes: sizes, spacing: look.lineSpacing, limit: max(1, limit)).block(trimmed(paragraphs))
    return (look, block)
  }

  /// Without empty lines at either end, as block scalars leave them.
  private func trimmed(_ paragraphs: [[TextUnit]]) -> [[TextUnit]] {
    guard let first = paragraphs.firstIndex(where: { !$0.isEmpty }), let last = paragraphs.lastIndex(where: { !$0.isEmpty }) else {
      return []
    }
    return Array(paragraphs[first...last])
  }

  /// The factor that `scale` asks for, its largest where it changes; text is set larger rather than enlarged.
  private func factor(_ clause: ItemClause, _ block: TextBlock) -> Rational {
    switch clause.scale?.value {
    case nil: 1
    case .constant(let scale)?: factor(scale, block)
    case .keyframes(let keyframes)?: keyframes.compactMap { $0.value.map { factor($0.value, block) } }.max() ?? 1
    }
  }

  private func factor(_ scale: Scale, _ block: TextBlock) -> Rational {
    switch scale {
    case .factor(let factor): return factor.value
    case .size(let width, let height):
      let wide = width.map { $0.pixels(of: Rational(canvas.size.width)) / max(1, block.width) }
      let high = height.map { $0.pixels(of: Rational(canvas.size.height)) / max(1, block.height) }
      return min(wide ?? high ?? 1, high ?? wide ?? 1)
    }
  }

  /// How a text moves; nil after an error.
  func motion(_ clause: AnimateClause?, _ item: Placed, _ row: ItemRow, letters: Int) -> TextMotion? {
    var motion = TextMotion(entrance: nil, exit: nil, count: item.frames.count)
    let errors = context.bag.errorCount
    motion.entrance = clause?.entrance.flatMap { part($0.value, "in", item, row, letters) }
    motion.exit = clause?.exit.flatMap { part($0.value, "out", item, row, letters) }
    return context.bag.errorCount == errors ? motion : nil
  }

  private func part(_ use: AnimationUse, _ key: String, _ item: Placed, _ row: ItemRow, _ letters: Int) -> TextMotion.Part? {
    guard let type = use.type?.value else { return nil }
    let half = max(1, item.frames.count / 2)
    var frames: Int
    if let duration = use.duration {
      guard let seconds = fadeLength(duration, key, item, row) else { return nil }
      frames = max(1, (seconds * canvas.rate.value).roundedHalfUp ?? 1)
      frames = min(frames, item.frames.count)
    } else {
      let seconds = type == .typewriter ? Rational(letters, 20) : Rational(2, 5)
      frames = max(1, min(half, (seconds * canvas.rate.value).roundedHalfUp ?? 1))
    }
    return TextMotion.Part(type: type, frames: frames, side: use.from?.value ?? .bottom, ease: use.ease?.value)
  }

  /// The text as a picture, and where it is.
  private func picture(
    of block: TextBlock, _ look: TextLook, _ motion: TextMotion, _ item: Placed, at span: Span
  ) -> (lettering: Lettering, geometry: Geometry)? {
    let clause = item.state.clause
    let place = place(block, look, clause.position?.value.first ?? Point.names["center"]!, clause)
    let rests = clause.position?.value.changes != true && clause.scale?.value.changes != true
    if rests { warnOfOverflow(block, place, at: span) }
    let whole = place.picture(block, look, move: motion.reach(block, look), growth: motion.growth)
    // What a turn or an effect may bring onto the canvas is kept.
    let isStill = clause.rotate == nil && clause.effects == nil && rests
    guard let picture = isStill ? whole.clipped(to: canvas.size) : whole else { return nil }
    let clock = ScriptClock(canvas.rate)
    let writer = LetteringWriter(look, block, x: place.x - Rational(picture.x), y: place.y - Rational(picture.y), clock: clock)
    let script = writer.script(frame: picture.size, motion.states(look, letters: block.letterCount))
    var geometry = Geometry.whole(picture.size)
    geometry.place = picture
    if let rotate = clause.rotate { geometry.rotation = curve(rotate.value, from: item.start, to: item.end) { $0.degrees }.settled }
    var lettering = Lettering(script: script, first: 0, step: clock.step)
    if isStill, let frames = motion.idleFrames,
      let idle = place.picture(block, look, move: (0, 0), growth: 1).clipped(to: canvas.size), idle != picture
    {
      let part = PixelRect(x: idle.x - picture.x, y: idle.y - picture.y, size: idle.size)
      lettering.idle = Lettering.Idle(frames: frames, part: part)
    }
    return (lettering, geometry)
  }

  private func place(_ block: TextBlock, _ look: TextLook, _ position: Point, _ clause: ItemClause) -> TextPlacement {
    let area = clause.margin.map { self.area(inside: $0.value) } ?? look.safe.rect(on: canvas.size)
    return TextPlacement(block, padding: look.padding, position: position, anchor: clause.anchor?.value, area: area, canvas: canvas.size)
  }

  /// Where a text goes; nil where it stays.
  /// - Parameter growth: of the size it is set in.
  private func path(of block: TextBlock, _ look: TextLook, _ item: Placed, growth: @escaping (Scale) -> Rational) -> PlacePath? {
    let clause = item.state.clause, padding = look.padding
    let position = clause.position?.value ?? .constant(Point.names["center"]!)
    let scale = clause.scale?.value ?? .constant(.factor(ScaleFactor(1)))
    guard position.changes || scale.changes else { return nil }
    let (width, height) = (block.width + padding * 2, block.height + padding * 2)
    func corner(_ point: Point) -> (x: Rational, y: Rational) {
      let place = place(block, look, point, clause)
      return (place.x - padding, place.y - padding)
    }
    /// The point that stays where it is while the text grows.
    func anchor(_ point: Point) -> Point {
      clause.anchor?.value ?? (Point.names.values.contains(point) ? point : Point.names["center"]!)
    }
    let rest = corner(position.first ?? Point.names["center"]!)
    return PlacePath(
      canvas: canvas.size, margin: (0, 0),
      position: PointCurve(
        x: .init(share: .constant(0), pixels: curve(position, item) { corner($0).x + anchor($0).x.pixels(of: width) }),
        y: .init(share: .constant(0), pixels: curve(position, item) { corner($0).y + anchor($0).y.pixels(of: height) })),
      anchor: PointCurve(x: lengths(position, item) { anchor($0).x }, y: lengths(position, item) { anchor($0).y }),
      width: curve(scale, item) { growth($0) * width }, height: curve(scale, item) { growth($0) * height },
      rest: Motion.Rect(x: rest.x.approximation, y: rest.y.approximation, width: width.approximation, height: height.approximation))
  }

  private func curve<Value>(_ value: AnimatedValue<Value>, _ item: Placed, _ number: (Value) -> Rational) -> Curve {
    curve(value, from: item.start, to: item.end, number)
  }

  func area(inside margin: Margin) -> ExactRect {
    let (width, height) = (Rational(canvas.size.width), Rational(canvas.size.height))
    let (x, y) = (margin.pixels(of: width), margin.pixels(of: height))
    return ExactRect(x: x, y: y, width: width - x * 2, height: height - y * 2)
  }

  /// Whether some of a text lies outside the canvas, which is reported.
  @discardableResult
  func warnOfOverflow(_ block: TextBlock, _ place: TextPlacement, at span: Span) -> Bool {
    let sides = [
      ("left", -place.x), ("top", -place.y), ("right", place.x + block.width - Rational(canvas.size.width)),
      ("bottom", place.y + block.height - Rational(canvas.size.height)),
    ].filter { $0.1 > 1 }
    guard !sides.isEmpty else { return false }
    let words = sides.map { "\(($0.1.ceiling ?? 0)) px at the \($0.0)" }
    context.bag.warning(
      "text-outside", "this text leaves the canvas: \(listed(words, last: "and"))", at: span,
      caption: "make 'size' smaller, 'wrap' narrower, or move it",
      notes: ["it is \(block.width.ceiling ?? 0)x\(block.height.ceiling ?? 0) px on a canvas of \(canvas.size)"])
    return true
  }
}

extension TextBlock {
  /// Letters that a reader sees, spaces included.
  var letterCount: Int { lines.reduce(0) { $0 + $1.text.count } }
}
