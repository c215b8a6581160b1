import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// What libass draws for a generator, and where it is where its item does not say.
struct Drawing {
  var lettering: Lettering
  var place: PixelRect
  /// It says itself where it is: a line.
  var isPlaced = false
}

extension Composer {
  /// The drawing of a generator that is drawn; nil for others, and after an error.
  /// - Parameter shift: pixels to the right and down, less than a pair of them, within a frame that is that much larger.
  func drawing(_ item: Placed, _ row: ItemRow, shift: (x: Rational, y: Rational) = (0, 0)) -> Drawing? {
    let use = item.state.clause.generate?.value
    if let shape = use?.generator as? ShapeGenerator {
      let drawn = shape.drawing(on: canvas.size, shift: (shift.x.approximation, shift.y.approximation))
      return Drawing(
        lettering: Lettering(script: drawn.script, first: 0, step: canvas.rate.frameDuration), place: drawn.place,
        isPlaced: shape.kind?.value.isLine ?? false)
    }
    guard let timer = use?.generator as? TimerGenerator, let span = use?.nameSpan else { return nil }
    return self.timer(timer, item, row, shift: shift, at: span)
  }

  /// The same where it rests, and the geometry that it has there: to the fraction of a pixel that the document says, which
  /// is drawn and not resampled. What is treated as a picture keeps to whole pairs of pixels, as pictures do.
  func atRest(_ drawn: Drawing, _ item: Placed, _ row: ItemRow) -> (drawing: Drawing, geometry: Geometry)? {
    let clause = item.state.clause
    let isTreated = clause.effects != nil || clause.mask != nil || clause.rotate != nil || clause.animate != nil
    guard !isTreated, clause.scale == nil, clause.position?.value.changes != true,
      !drawn.isPlaced || clause.position != nil || clause.anchor != nil
    else { return nil }
    let placement = LayerPlacement(
      canvas: canvas.size, position: clause.position?.value.first, anchor: clause.anchor?.value, scale: nil, margin: clause.margin?.value)
    let origin = placement.origin(of: drawn.place.size)
    let x = 2 * ((origin.x / 2).floor ?? 0), y = 2 * ((origin.y / 2).floor ?? 0)
    let shift = (x: origin.x - Rational(x), y: origin.y - Rational(y))
    guard shift != (0, 0), let shifted = drawing(item, row, shift: shift) else { return nil }
    var geometry = Geometry.whole(shifted.place.size)
    (geometry.place.x, geometry.place.y) = (x, y)
    return (shifted, geometry.clipped(to: canvas.size))
  }

  // MARK: timers

  /// A stretch of an item's frames on which a timer shows one text.
  private struct Reading {
    var frames: Range<Int>
    var text: String
  }

  private func timer(_ timer: TimerGenerator, _ item: Placed, _ row: ItemRow, shift: (x: Rational, y: Rational), at span: Span) -> Drawing?
  {
    guard let readings = readings(timer, item, row),
      let face = context.styles.face(timer.style, standardSize: .share(Rational(12, 100)), canvas: canvas.size, &context.bag)
    else { return nil }
    // Every digit has the room of the widest in its place, so that nothing moves when it changes.
    let widest = Set(readings.map { String($0.text.map { $0.isNumber ? "0" : $0 }) }).sorted()
    guard let sizes = context.styles.sizes(of: widest, in: face, fontSpan: timer.style.font?.span, at: span, &context.bag) else {
      return nil
    }
    let extents = widest.compactMap { sizes[$0] }
    let look = TextLook(timer.style, face: face, canvas: canvas.size, standardSafe: .title)
    let room = look.outline + face.size * Rational(2, 10)
    let width = evenNearest((extents.map(\.width).max() ?? 2) + room * 2), height = evenNearest((extents.map(\.height).max() ?? 2) + room)
    let frame = PixelSize(width: width, height: height)
    let clock = ScriptClock(canvas.rate)
    let x = 2 * ((canvas.size.width - width) / 4), y = 2 * ((canvas.size.height - height) / 4)
    let middle = (x: Rational(width / 2) + shift.x, y: Rational(height / 2) + shift.y)
    let drawn = shift == (0, 0) ? frame : PixelSize(width: width + 2, height: height + 2)
    return Drawing(
      lettering: Lettering(script: script(readings, look, drawn, middle, clock), first: 0, step: clock.step),
      place: PixelRect(x: x, y: y, size: drawn))
  }

  private func script(
    _ readings: [Reading], _ look: TextLook, _ frame: PixelSize, _ middle: (x: Rational, y: Rational), _ clock: ScriptClock
  ) -> TextScript {
    var style = ScriptText.Style(face: look.face)
    style.color = look.color
    style.outline = look.outline
    style.outlineColor = look.outlineColor
    var script = ScriptText(frame: frame, style: style)
    for reading in readings {
      let isLast = reading.frames.upperBound == readings.last?.frames.upperBound
      script.add(
        from: clock.edge(before: reading.frames.lowerBound),
        to: isLast ? ScriptText.forever : clock.edge(before: reading.frames.upperBound),
        "\\an5\\pos(\(number(middle.x)),\(number(middle.y)))", assEscaped(reading.text))
    }
    return TextScript(text: script.text, frame: frame, fonts: look.face.fonts)
  }

  /// What is shown on which of the item's frames, counted in the item's own time; nil after an error.
  private func readings(_ timer: TimerGenerator, _ item: Placed, _ row: ItemRow) -> [Reading]? {
    let count = item.frames.count, speed = row.map.speed, rate = canvas.rate
    let length = Rational(count) * speed.magnitude / rate.value
    let isLeft = timer.count?.value == .down
    var start = isLeft ? length : .zero
    if let from = timer.from {
      guard from.value.isRelative else {
        context.bag.error("bad-timer", "a timer starts at a length of time: seconds, frames or % of the item", at: from.span)
        return nil
      }
      start = from.value.frames(rate: rate, length: length * rate.value) / rate.value
    }
    let format = timer.format?.value ?? .minutes
    var readings: [Reading] = []
    for frame in 0..<count {
      let passed = Rational(speed.isNegative ? count - 1 - frame : frame) * speed.magnitude / rate.value
      let text = format.text(isLeft ? start - passed : start + passed, isLeft: isLeft, rate: rate)
      if let last = readings.last, last.text == text {
        readings[readings.count - 1].frames = last.frames.lowerBound..<frame + 1
      } else {
        readings.append(Reading(frames: frame..<frame + 1, text: text))
      }
    }
    return readings
  }
}
