import CFonts

/// A font file that may have coloured letters.
struct ColorFontPlace: Hashable, Sendable {
  var path: String
  var index: Int
}

/// The machine's colour fonts, those first that fontconfig takes for emoji. They are looked for once.
let installedColorFonts: [ColorFontPlace] = {
  guard let config = FcInitLoadConfigAndFonts(), let pattern = FcNameParse("emoji:color=true") else { return [] }
  defer {
    FcPatternDestroy(pattern)
    FcConfigDestroy(config)
  }
  FcConfigSubstitute(config, pattern, FcMatchPattern)
  FcDefaultSubstitute(pattern)
  var result = FcResultMatch
  guard let found = FcFontSort(config, pattern, 0, nil, &result) else { return [] }
  defer { FcFontSetDestroy(found) }
  var places: [ColorFontPlace] = []
  for number in 0..<Int(found.pointee.nfont) {
    guard let place = found.pointee.fonts[number].flatMap(colorFontPlace), !places.contains(place) else { continue }
    places.append(place)
  }
  return places
}()

/// Nil for a font without colours.
private func colorFontPlace(_ pattern: OpaquePointer) -> ColorFontPlace? {
  var (isColored, index): (FcBool, Int32) = (0, 0)
  var file: UnsafeMutablePointer<FcChar8>?
  guard FcPatternGetBool(pattern, FC_COLOR, 0, &isColored) == FcResultMatch, isColored != 0,
    FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch, let file
  else { return nil }
  _ = FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
  return ColorFontPlace(path: String(cString: file), index: Int(index & 0xFFFF))
}
