import CAss
import FilterGraph
import MediaTypes

/// Says how large words are in a face, and what the machine's fonts lack for them, as libass lays them out, coloured letters
/// with the room of their pictures.
/// - Throws: `.media` for a font file that cannot be read.
package func measureText(_ words: [String], in face: TextFace) throws(EngineError) -> TextMeasure {
  let library = try TextLibrary(fonts: face.fonts)
  var rule = try TextRuler(library, face)
  var measure = TextMeasure(words: [])
  for batch in stride(from: 0, to: words.count, by: 256) {
    measure.words += try rule.extents(Array(words[batch..<min(batch + 256, words.count)]))
  }
  let messages = FontMessages(library.takeMessages())
  measure.missing = messages.missing
  measure.files = (messages.files + library.colors.used).compactMap { fontFile(path: $0) }
  let hasLetters = !face.fonts.contains { library.colors.isOnlyPictures($0.path) }
  measure.substitute = hasLetters ? messages.substitute(for: face.family) : nil
  return measure
}

/// Measures words by drawing them twice, hung by opposite corners: what moves is their size. They are drawn
/// large, so that whole pixels are fine enough.
private struct TextRuler {
  private let library: TextLibrary
  private var face: TextFace
  private let enlargement: Rational

  init(_ library: TextLibrary, _ face: TextFace) throws(EngineError) {
    self.library = library
    self.face = face
    enlargement = face.size < 200 ? 4 : 1
    self.face.size = face.size * enlargement
    self.face.spacing = face.spacing * enlargement
  }

  private static let frame = PixelSize(width: 16000, height: 4000)
  /// Where words hang: far from every edge.
  private static let hook = (x: 8000, y: 2000)

  mutating func extents(_ words: [String]) throws(EngineError) -> [TextMeasure.Extent] {
    var script = ScriptText(frame: Self.frame, style: .init(face: face))
    for (number, word) in words.enumerated() {
      for (half, corner) in [7, 3].enumerated() {
        let start = (2 * number + half) * 100
        script.add(from: start, to: start + 100, "\\an\(corner)\\pos(\(Self.hook.x),\(Self.hook.y))", assEscaped(word))
      }
    }
    let renderer = try library.takeRenderer()
    defer { library.give(back: renderer) }
    let track = try library.read(TextScript(text: script.text, frame: Self.frame)).track
    defer { ass_free_track(track) }
    ass_set_frame_size(renderer, Int32(Self.frame.width), Int32(Self.frame.height))
    ass_set_storage_size(renderer, Int32(Self.frame.width), Int32(Self.frame.height))
    return words.indices.map { number in
      let near = corner(ass_render_frame(renderer, track, Int64(2 * number * 1000 + 500), nil))
      let far = corner(ass_render_frame(renderer, track, Int64((2 * number + 1) * 1000 + 500), nil))
      guard let near, let far else { return TextMeasure.Extent(width: 0, height: 0) }
      return TextMeasure.Extent(
        width: Rational(max(0, near.x - far.x)) / enlargement, height: Rational(max(0, near.y - far.y)) / enlargement)
    }
  }

  /// The top left corner of all bitmaps.
  private func corner(_ first: UnsafeMutablePointer<ASS_Image>?) -> (x: Int, y: Int)? {
    var found: (x: Int, y: Int)?
    var next = first
    while let image = next {
      let (x, y) = (Int(image.pointee.dst_x), Int(image.pointee.dst_y))
      found = (min(found?.x ?? x, x), min(found?.y ?? y, y))
      next = image.pointee.next
    }
    return found
  }
}

/// What libass's messages say of fonts.
struct FontMessages {
  private(set) var missing: [String] = []
  /// In the order first used.
  private(set) var files: [String] = []

  init(_ lines: [String]) {
    for line in lines {
      if let found = line.firstMatch(of: /failed to find any fallback with glyph 0x([0-9A-Fa-f]+)/) {
        add(UInt32(found.output.1, radix: 16))
      } else if let found = line.firstMatch(of: /fontselect: \(.*\) -> (.+), -?\d+, [^,]*$/), found.output.1.contains("/") {
        let path = String(found.output.1)
        if !files.contains(path) { files.append(path) }
      }
    }
  }

  /// Signs that are there to join, part or steer others have no shape to miss.
  private mutating func add(_ code: UInt32?) {
    guard let scalar = code.flatMap(Unicode.Scalar.init), !scalar.properties.isDefaultIgnorableCodePoint, !scalar.properties.isWhitespace
    else { return }
    let letter = String(scalar)
    if !missing.contains(letter) { missing.append(letter) }
  }

  /// The family that was used for the first letters, where it is not the one asked for.
  func substitute(for family: String) -> String? {
    let generic: Set<String> = ["sans-serif", "serif", "monospace", "cursive", "fantasy", "system-ui"]
    guard !generic.contains(family.lowercased()), let file = files.first, let names = fontNames(path: file) else { return nil }
    let wanted = family.lowercased()
    return names.contains { $0.lowercased() == wanted } ? nil : names.first
  }
}
