import FilterGraph
import MediaTypes
import Timeline

/// What a block of text looks like for some frames of its item.
struct TextState: Equatable {
  /// Counted from the item's start.
  var frames: Range<Int>
  var move = (x: 0.0, y: 0.0)
  var scale = 1.0
  /// Letters shown, in reading order; nil for all.
  var letters: Int?
  /// The word that is spoken, counted through the block.
  var spoken: Int?
  /// Words shown, each by itself; nil for whole lines.
  var words: Int?
  /// How large the last of them is.
  var lastScale = 1.0

  static func == (a: TextState, b: TextState) -> Bool {
    a.move == b.move && a.scale == b.scale && a.letters == b.letters && a.spoken == b.spoken && a.words == b.words
      && a.lastScale == b.lastScale
  }
}

/// Writes a block of text as a script: lines where the block has them, once for each state.
struct LetteringWriter {
  let look: TextLook
  let block: TextBlock
  /// Where the block's top left corner is in the frame.
  let origin: (x: Double, y: Double)
  let clock: ScriptClock
  let direction: TextDirection?

  init(_ look: TextLook, _ block: TextBlock, x: Rational, y: Rational, clock: ScriptClock) {
    (self.look, self.block, self.clock) = (look, block, clock)
    origin = (x.approximation, y.approximation)
    direction = TextDirection(block.lines.map(\.text).joined(separator: " "))
  }

  func script(frame: PixelSize, _ states: [TextState]) -> TextScript {
    var style = ScriptText.Style(face: look.face)
    style.color = look.color
    style.outline = look.outline
    style.outlineColor = look.outlineColor
    var text = ScriptText(frame: frame, style: style)
    for state in merged(states) {
      let start = clock.edge(before: state.frames.lowerBound)
      let end = state.frames.upperBound == .max ? ScriptText.forever : clock.edge(before: state.frames.upperBound)
      write(state, from: start, to: end, into: &text)
    }
    return TextScript(text: text.text, frame: frame, fonts: look.face.fonts)
  }

  private func merged(_ states: [TextState]) -> [TextState] {
    var result: [TextState] = []
    for state in states {
      if let last = result.last, last == state, last.frames.upperBound == state.frames.lowerBound {
        result[result.count - 1].frames = last.frames.lowerBound..<state.frames.upperBound
      } else {
        result.append(state)
      }
    }
    return result
  }

  private func write(_ state: TextState, from start: Int, to end: Int, into script: inout ScriptText) {
    if let box = look.box, state.letters != 0, state.words != 0 {
      script.add(
        layer: 0, from: start, to: end, "\\an7\\pos(0,0)\\bord0\\shad0" + assColorTags(box.color, part: 1) + "\\p4", outline(box, state))
    }
    for piece in pieces(state) {
      let size = state.scale * piece.scale
      var tags = "\\an\(piece.corner)"
      if size != 1 { tags += "\\fscx\(short(size * 100))\\fscy\(short(size * 100))\\bord\(short(look.outline.approximation * size))" }
      if let shadow = look.shadow {
        let color = assColorTags(shadow.color, part: 1) + assColorTags(shadow.color, part: 3)
        let at = place(piece, state, dx: shadow.x.approximation, dy: shadow.y.approximation)
        let blur = shadow.blur.isZero ? "" : "\\blur\(short(shadow.blur.approximation / 2))"
        script.add(layer: 1, from: start, to: end, tags + at + color + blur, piece.plain, isShadow: true)
      }
      script.add(layer: 2, from: start, to: end, tags + place(piece, state, dx: 0, dy: 0), piece.text)
    }
  }

  /// A line or a word that is drawn by itself.
  private struct Piece {
    /// Escaped, with its own changes of colour.
    var text: String
    /// The same without them.
    var plain: String
    /// ASS's number of the point that `x` and `y` place.
    var corner: Int
    var x: Double
    var y: Double
    var scale = 1.0
  }

  private func place(_ piece: Piece, _ state: TextState, dx: Double, dy: Double) -> String {
    let (width, height) = (block.width.approximation, block.height.approximation)
    let x = width / 2 + (piece.x - width / 2) * state.scale, y = height / 2 + (piece.y - height / 2) * state.scale
    return "\\pos(\(short(origin.x + x + state.move.x + dx)),\(short(origin.y + y + state.move.y + dy)))"
  }

  private func pieces(_ state: TextState) -> [Piece] {
    var (pieces, letter, word): ([Piece], Int, Int) = ([], 0, 0)
    for line in block.lines {
      defer { word += line.units.count }
      let text = line.text
      if let shown = state.words {
        pieces += words(of: line, first: word, shown: shown, lastScale: state.lastScale)
        continue
      }
      let left = max(0, min(text.count, (state.letters ?? .max) - letter))
      letter += text.count
      guard left > 0 else { continue }
      let mark = direction?.mark(for: text) ?? ""
      var plain = mark + assEscaped(String(text.prefix(left)))
      if left < text.count { plain += "{\\alpha&HFF&}" + assEscaped(String(text.dropFirst(left))) }
      let spoken = state.spoken.flatMap { line.units.indices.contains($0 - word) ? $0 - word : nil }
      let colored = spoken.map { mark + highlighted(line, $0) } ?? plain
      let (corner, x) = anchor
      pieces.append(Piece(text: colored, plain: plain, corner: corner, x: x, y: line.y.approximation))
    }
    return pieces
  }

  /// The upper corner or middle of a line, and where it is in the block.
  private var anchor: (corner: Int, x: Double) {
    switch look.align {
    case .left: (7, 0)
    case .center: (8, block.width.approximation / 2)
    case .right: (9, block.width.approximation)
    }
  }

  private func highlighted(_ line: TextBlock.Line, _ spoken: Int) -> String {
    line.units.enumerated().map { index, unit in
      let space = index > 0 && unit.followsSpace ? " " : ""
      let text = assEscaped(unit.text)
      guard index == spoken else { return space + text }
      return space + "{\(assColorTags(look.highlight, part: 1))}\(text){\(assColorTags(look.color, part: 1))}"
    }.joined()
  }

  /// Words by themselves, each hung by its middle so that it grows from there.
  private func words(of line: TextBlock.Line, first: Int, shown: Int, lastScale: Double) -> [Piece] {
    let slack = block.width - line.width
    let start = look.align == .left ? Rational.zero : look.align == .center ? slack / 2 : slack
    return line.units.indices.filter { first + $0 < shown }.map { index in
      let x = direction == .rightToLeft ? line.width - line.offsets[index] - line.widths[index] : line.offsets[index]
      let text = assEscaped(line.units[index].text)
      return Piece(
        text: text, plain: text, corner: 5, x: (start + x + line.widths[index] / 2).approximation,
        y: (line.y + line.height / 2).approximation, scale: first + index == shown - 1 ? lastScale : 1)
    }
  }

  /// The box's edge in eighths of a pixel, its corners quarter circles.
  private func outline(_ box: TextLook.Box, _ state: TextState) -> String {
    let padding = box.padding.approximation * state.scale
    let (width, height) = (block.width.approximation, block.height.approximation)
    let left = origin.x + state.move.x + width / 2 * (1 - state.scale) - padding
    let top = origin.y + state.move.y + height / 2 * (1 - state.scale) - padding
    let right = left + width * state.scale + 2 * padding, bottom = top + height * state.scale + 2 * padding
    let radius = min(box.radius.approximation * state.scale, (right - left) / 2, (bottom - top) / 2)
    func point(_ x: Double, _ y: Double) -> String { "\(Int((x * 8).rounded())) \(Int((y * 8).rounded()))" }
    // An empty stroke at the frame's corner keeps the drawing from being moved there.
    let start = "m 0 0 m "
    guard radius > 0 else {
      return start + point(left, top) + " l " + [point(right, top), point(right, bottom), point(left, bottom)].joined(separator: " ")
    }
    // The handle of a Bézier curve that is a quarter circle to within 0.03 %.
    let handle = radius * (1 - 0.5523)
    return start + point(left + radius, top) + " l " + point(right - radius, top) + " b " + point(right - handle, top) + " "
      + point(right, top + handle) + " " + point(right, top + radius) + " l " + point(right, bottom - radius) + " b "
      + point(right, bottom - handle) + " " + point(right - handle, bottom) + " " + point(right - radius, bottom) + " l "
      + point(left + radius, bottom) + " b " + point(left + handle, bottom) + " " + point(left, bottom - handle) + " "
      + point(left, bottom - radius) + " l " + point(left, top + radius) + " b " + point(left, top + handle) + " "
      + point(left + handle, top) + " " + point(left + radius, top)
  }

  /// A number to the hundredth.
  private func short(_ value: Double) -> String { number(Rational(Int((value * 100).rounded()), 100)) }
}
