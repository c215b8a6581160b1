import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// The document's styles, what the world says of their fonts, and the sizes of words that were asked for.
final class StyleBook {
  private let styles: [String: StyleClause]
  private let world: any World
  private let paths: PathRules
  /// Fonts by the path written; nil for one that cannot be had, which has been reported.
  private var fonts: [String: (family: String, file: FontFile)?] = [:]
  private var sizes: [TextFace: [String: TextMeasure.Extent]] = [:]
  private var replacedFamilies: Set<String> = []

  init(_ document: TimelineDocument, paths: PathRules, world: any World) {
    styles = Dictionary((document.styles?.value.entries ?? []).map { ($0.name, $0.value.value) }) { first, _ in first }
    self.world = world
    self.paths = paths
  }

  /// A style with everything that it extends. Names and loops were checked when the document was expanded.
  func whole(_ use: StyleUse?, own: StyleClause, standard: StyleClause = StyleClause()) -> StyleClause {
    var style = own
    var next: String?
    switch use {
    case .name(let name)?: next = name.name
    case .clause(let clause)?:
      style = style.completed(by: clause)
      next = clause.extends?.value.name
    case nil: break
    }
    var seen: Set<String> = []
    while let name = next, let base = styles[name], seen.insert(name).inserted {
      style = style.completed(by: base)
      next = base.extends?.value.name
    }
    return style.completed(by: standard)
  }

  /// The face of a style; nil where its font file cannot be had, which is reported.
  func face(_ style: StyleClause, standardSize: Length, canvas: PixelSize, _ bag: inout DiagnosticBag) -> TextFace? {
    let shorter = Rational(min(canvas.width, canvas.height))
    let size = (style.size?.value ?? standardSize).pixels(of: shorter)
    guard size >= 1, size <= 4000 else {
      bag.error(
        "out-of-range", "a line of text is from 1 to 4000 pixels high, not \(size.decimal(digits: 2))",
        at: style.size?.span ?? Span(start: 0, end: 0))
      return nil
    }
    var face = TextFace(
      family: "sans-serif", weight: style.weight?.value.value ?? 400, isItalic: style.italic?.value ?? false, size: size,
      spacing: style.letterSpacing?.value.pixels(of: size) ?? 0, fonts: [])
    guard let font = style.font else { return face }
    guard font.value.isFile else {
      face.family = font.value.text
      return face
    }
    guard let found = file(font, &bag) else { return nil }
    face.family = found.family
    face.fonts = [found.file]
    return face
  }

  private func file(_ font: Setting<FontChoice>, _ bag: inout DiagnosticBag) -> (family: String, file: FontFile)? {
    let text = font.value.text
    if let known = fonts[text] { return known }
    var found: (family: String, file: FontFile)?
    let path = Setting(FilePath(text), span: font.span, keySpan: font.keySpan)
    if let resolved = paths.input(path, &bag), paths.holds(resolved, path, world, &bag) {
      do throws(WorldProblem) {
        found = try world.font(path: resolved)
      } catch {
        bag.error("bad-font", error.message, at: font.span, notes: error.notes)
      }
    }
    fonts[text] = .some(found)
    return found
  }

  /// How large words are; what fonts lack is reported at `span`, once.
  /// - Returns: nil where the world cannot say, which is reported.
  func sizes(
    of words: [String], in face: TextFace, fontSpan: Span?, at span: Span, _ bag: inout DiagnosticBag
  ) -> [String: TextMeasure.Extent]? {
    var known = sizes[face] ?? [:]
    let unknown = Set(words).subtracting(known.keys).sorted()
    guard !unknown.isEmpty else { return known }
    do throws(WorldProblem) {
      let measure = try world.measure(unknown, in: face)
      for (word, extent) in zip(unknown, measure.words) { known[word] = extent }
      sizes[face] = known
      report(measure, face, fontSpan ?? span, span, &bag)
      return known
    } catch {
      bag.error("bad-font", error.message, at: fontSpan ?? span, notes: error.notes)
      return nil
    }
  }

  private func report(_ measure: TextMeasure, _ face: TextFace, _ fontSpan: Span, _ span: Span, _ bag: inout DiagnosticBag) {
    if let substitute = measure.substitute, replacedFamilies.insert(face.family).inserted {
      bag.warning(
        "unknown-font", "this machine has no font '\(face.family)'; '\(substitute)' is used instead", at: fontSpan,
        caption: "name another, or the path of a font file", notes: ["'fc-list : family' lists what is there"])
    }
    guard !measure.missing.isEmpty else { return }
    let letters = measure.missing.prefix(8).map { letter in
      let codes = letter.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      return "'\(letter)' (\(codes.joined(separator: " ")))"
    }
    let more = measure.missing.count > 8 ? " and \(measure.missing.count - 8) more" : ""
    var notes = ["'reelc doctor' says which scripts the fonts cover, and which packages add others"]
    if measure.missing.contains(where: isEmoji) {
      notes.append("'apt install fonts-noto-color-emoji' adds a font that has emoji in colour")
    }
    bag.warning(
      "missing-glyph", "no font here has \(letters.joined(separator: ", "))\(more): an empty box is drawn instead", at: span, notes: notes)
  }
}

/// It is one of the signs that colour fonts are made for.
private func isEmoji(_ letter: String) -> Bool {
  letter.unicodeScalars.contains { $0.properties.isEmoji && $0.value > 0xFF }
}
