import FilterGraph

/// A script of the world, and whether the machine's fonts draw it.
package struct ScriptCoverage: Sendable {
  package var name: String
  /// Letters that a text in it cannot do without and the fonts do not have; empty where it is covered.
  package var missing: [String]
  /// The Debian package whose fonts have it.
  package var package: String

  package var isCovered: Bool { missing.isEmpty }

  /// Letters that tell a font which has the script from one which does not.
  private static let probes: [(name: String, letters: String, package: String)] = [
    ("Latin", "aéőşằ", "fonts-dejavu-core"), ("Greek", "αςΏ", "fonts-dejavu-core"), ("Cyrillic", "жїЂ", "fonts-dejavu-core"),
    ("Arabic", "عپے", "fonts-noto-core"), ("Hebrew", "שאץ", "fonts-noto-core"), ("Devanagari", "कढ़ॐ", "fonts-noto-core"),
    ("Thai", "กฬไ", "fonts-noto-core"), ("Han (simplified)", "们这说", "fonts-noto-cjk"),
    ("Han (traditional)", "們這說", "fonts-noto-cjk"), ("Kana", "あヴー", "fonts-noto-cjk"), ("Hangul", "한글쀍", "fonts-noto-cjk"),
    ("emoji", "😀🎉🚀", "fonts-noto-color-emoji"),
  ]

  /// The names that are shown: of emoji also how they are drawn.
  private static func name(_ name: String) -> String {
    name != "emoji" ? name : ColorFonts(named: []).letter("😀") == nil ? "emoji (in outline)" : "emoji (in colour)"
  }

  /// What libass, which lays out all text, finds letters for, and coloured ones that are drawn in their places.
  package static func all() throws(EngineError) -> [ScriptCoverage] {
    let face = TextFace(family: "sans-serif", weight: 400, isItalic: false, size: 20, spacing: 0, fonts: [])
    let words = probes.flatMap { $0.letters.map(String.init) }
    let missing = Set(try measureText(words, in: face).missing)
    return probes.map { probe in
      let lacking = probe.letters.unicodeScalars.map(String.init).filter(missing.contains)
      return ScriptCoverage(name: name(probe.name), missing: lacking, package: probe.package)
    }
  }
}
