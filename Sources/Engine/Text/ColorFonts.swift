import CFonts
import FilterGraph

/// The colour fonts that a script may use: those of its document by name, then the machine's.
final class ColorFonts {
  private let named: [ColorFont]
  /// Opened when the first letter asks for them.
  private lazy var installed: [ColorFont] = installedColorFonts.compactMap { ColorFont(path: $0.path, index: $0.index) }
  /// Files that letters were found in, in the order first used.
  private(set) var used: [String] = []

  init(named fonts: [FontFile]) {
    var known: Set<String> = []
    named = fonts.filter { known.insert($0.path).inserted }.compactMap { ColorFont(path: $0.path) }
  }

  /// The picture of a letter from the first font that has it; nil where none has.
  func letter(_ cluster: Character) -> ColorLetter? {
    guard cluster.isColorLetter else { return nil }
    for font in named { if let letter = note(font, cluster) { return letter } }
    for font in installed { if let letter = note(font, cluster) { return letter } }
    return nil
  }

  private func note(_ font: ColorFont, _ cluster: Character) -> ColorLetter? {
    guard let letter = font.letter(cluster) else { return nil }
    if !used.contains(font.path) { used.append(font.path) }
    return letter
  }

  /// A font without outlines is none to libass.
  func isOnlyPictures(_ path: String) -> Bool { named.contains { $0.path == path && !$0.hasOutlines } }
}
