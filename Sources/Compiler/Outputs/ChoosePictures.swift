import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

extension OutputClause {
  /// Pictures are written, and no film.
  var wantsPictures: Bool { still != nil || storyboard != nil || frames != nil }
}

extension OutputChoice {
  /// A still, a contact sheet, or every picture in a file of its own. Nil after an error.
  func pictureTarget(_ clause: OutputClause, name: String, at span: Span, _ bag: inout DiagnosticBag) -> OutputTarget? {
    let kinds = [("still", clause.still?.keySpan), ("storyboard", clause.storyboard?.keySpan), ("frames", clause.frames?.keySpan)]
    let written = kinds.compactMap { kind, span in span.map { (kind: kind, span: $0) } }
    guard written.count == 1 else {
      bag.error(
        "two-kinds-of-output", "an output is '\(written[0].kind)' or '\(written[1].kind)', not both", at: written[1].span,
        caption: "make two outputs of it", labels: [.init(written[0].span, "the other one")])
      return nil
    }
    guard let (path, place) = picturePath(clause, written[0].kind, at: span, &bag), checkPath(path, place, &bag) else { return nil }
    guard let composition, let resolution else { return nil }
    guard composition.hasPicture else {
      bag.error("no-picture", "the film has no pictures to look at", at: written[0].span)
      return nil
    }
    var target = OutputTarget(plan: OutputPlan(picturesTo: path), name: name)
    if let still = clause.still {
      guard let frame = resolution.frame(at: still.value, still.span, key: "still", &bag) else { return nil }
      target.still = frame
      return target
    }
    if let range = clause.range {
      guard let frames = resolution.frames(range.value, &bag) else { return nil }
      target.frames = frames
    }
    let count = target.frames?.count ?? composition.frameCount
    target.pictures = clause.storyboard.map { .sheet(sheet($0.value, count, composition.canvas.size)) } ?? .files
    return target
  }

  private func picturePath(_ clause: OutputClause, _ kind: String, at span: Span, _ bag: inout DiagnosticBag) -> (String, Span)? {
    if let pattern = clause.frames {
      guard let path = paths.output(pattern, &bag), paths.holds(path, pattern, world, &bag) else { return nil }
      guard isPicture(path), isNumbered(path) else {
        bag.error(
          "bad-pattern", "'\(pattern.value.value)' does not say where the number of a picture goes, and that it is a PNG or JPEG",
          at: pattern.span, caption: "write 'frames/%04d.png'")
        return nil
      }
      return (path, pattern.span)
    }
    let given = self.path(clause, at: span, &bag)
    guard let (path, place) = clause.file == nil && request.path == nil ? (request.defaultPath.dropLast(4) + ".png", span) : given
    else { return nil }
    guard isPicture(path) else {
      bag.error("unknown-container", "a \(kind) is written as PNG or JPEG, not as '\(path)'", at: place, caption: "end it in .png")
      return nil
    }
    return (path, place)
  }

  private func isPicture(_ path: String) -> Bool { [".png", ".jpg", ".jpeg"].contains { path.lowercased().hasSuffix($0) } }

  /// One `%d` or `%04d`, in the file's own name.
  private func isNumbered(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.split(separator: "%", omittingEmptySubsequences: false)
    guard parts.count == 2, path.filter({ $0 == "%" }).count == 1, let letter = parts[1].firstIndex(of: "d") else { return false }
    let width = parts[1][..<letter]
    return width.isEmpty || width.hasPrefix("0") && Int(width).map { (1...20).contains($0) } ?? false
  }

  /// Pictures from the middles of equal parts of the film, small enough for one sheet of about 1920 pixels.
  private func sheet(_ grid: SheetGrid, _ count: Int, _ size: PixelSize) -> ContactSheet {
    let tiles = grid.columns * grid.rows
    let frames = (0..<tiles).map { min(count - 1, (2 * $0 + 1) * count / (2 * tiles)) }
    let width = max(2, min(size.width, 1920 / grid.columns))
    let factor = Rational(width, size.width)
    let tile = PixelSize(width: max(2, evenNearest(Rational(width))), height: max(2, evenNearest(Rational(size.height) * factor)))
    return ContactSheet(frames: frames, columns: grid.columns, rows: grid.rows, tile: tile)
  }
}
