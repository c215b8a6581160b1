import CFFmpeg
import CFonts
import MediaTypes

/// A letter as a picture of a colour font, in parts of the size that ASS asks for: the height of a line. Up is positive.
final class ColorLetter {
  struct Part {
    var pixels: ColorPixels
    /// From the letter's start and from the baseline.
    var left: Double
    var top: Double
    var width: Double
    var height: Double
  }

  let parts: [Part]
  /// How far the next letter is.
  let advance: Double
  /// From the baseline.
  let top: Double
  let bottom: Double

  init(parts: [Part], advance: Double) {
    (self.parts, self.advance) = (parts, advance)
    top = parts.map(\.top).max() ?? 0
    bottom = parts.map { $0.top - $0.height }.min() ?? 0
  }
}

/// A font whose letters are pictures, PNG in its tables (`CBDT` as in Noto Color Emoji, or `sbix`), shaped by HarfBuzz, so
/// that sequences of signs become the one picture that the font has for them.
final class ColorFont {
  let path: String
  /// Some of its letters have a shape that libass can draw.
  let hasOutlines: Bool
  private let face: OpaquePointer
  private let font: OpaquePointer
  /// Font units that are the height of a line.
  private let line: Double
  private var letters: [Character: ColorLetter?] = [:]

  /// - Parameter index: which font of a collection.
  /// - Returns: nil for a font without pictures.
  init?(path: String, index: Int = 0) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
    defer { hb_blob_destroy(blob) }
    face = hb_face_create(blob, UInt32(clamping: index))
    font = hb_font_create(face)
    self.path = path
    let face = face
    hasOutlines = ["glyf", "CFF ", "CFF2"].contains { hasTable($0, face) }
    line = lineHeight(font)
    guard hb_ot_color_has_png(face) != 0, line > 0 else { return nil }
  }

  deinit {
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  /// A letter with all its joiners; nil where the font has no picture for some of it.
  func letter(_ cluster: Character) -> ColorLetter? {
    if let known = letters[cluster] { return known }
    let made = shaped(cluster)
    letters[cluster] = .some(made)
    return made
  }

  private func shaped(_ cluster: Character) -> ColorLetter? {
    let buffer = hb_buffer_create()
    defer { hb_buffer_destroy(buffer) }
    let text = Array(String(cluster).utf8CString)
    hb_buffer_add_utf8(buffer, text, Int32(clamping: text.count - 1), 0, -1)
    hb_buffer_guess_segment_properties(buffer)
    hb_shape(font, buffer, nil, 0)
    var count: UInt32 = 0
    guard let glyphs = hb_buffer_get_glyph_infos(buffer, &count), let places = hb_buffer_get_glyph_positions(buffer, &count) else {
      return nil
    }
    var (parts, pen): ([ColorLetter.Part], Double) = ([], 0)
    for index in 0..<Int(count) {
      let glyph = glyphs[index].codepoint, place = places[index]
      let advance = Double(place.x_advance) / line
      if let part = part(glyph, at: pen + Double(place.x_offset) / line, lift: Double(place.y_offset) / line) {
        parts.append(part)
      } else if glyph == 0 || advance != 0 {
        return nil
      }
      pen += advance
    }
    return parts.isEmpty || pen <= 0 ? nil : ColorLetter(parts: parts, advance: pen)
  }

  private func part(_ glyph: UInt32, at x: Double, lift: Double) -> ColorLetter.Part? {
    guard let blob = hb_ot_color_glyph_reference_png(font, glyph) else { return nil }
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    var extents = hb_glyph_extents_t()
    guard let bytes = hb_blob_get_data(blob, &length), length > 0, hb_font_get_glyph_extents(font, glyph, &extents) != 0,
      extents.width > 0, extents.height < 0,
      let pixels = bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length), { ColorPixels(png: $0, count: Int(length)) })
    else { return nil }
    return ColorLetter.Part(
      pixels: pixels, left: x + Double(extents.x_bearing) / line, top: lift + Double(extents.y_bearing) / line,
      width: Double(extents.width) / line, height: Double(-extents.height) / line)
  }
}

/// What libass takes for the height of a line: the space that the font's makers reserved for Windows, else its ascent and
/// descent.
private func lineHeight(_ font: OpaquePointer) -> Double {
  var (above, below): (hb_position_t, hb_position_t) = (0, 0)
  if hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_HORIZONTAL_CLIPPING_ASCENT, &above) != 0,
    hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_HORIZONTAL_CLIPPING_DESCENT, &below) != 0, above + below > 0
  {
    return Double(above + below)
  }
  var extents = hb_font_extents_t()
  guard hb_font_get_h_extents(font, &extents) != 0 else { return 0 }
  return Double(extents.ascender - extents.descender)
}

private func hasTable(_ name: String, _ face: OpaquePointer) -> Bool {
  let tag = name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  guard let blob = hb_face_reference_table(face, tag) else { return false }
  defer { hb_blob_destroy(blob) }
  return hb_blob_get_length(blob) > 0
}
