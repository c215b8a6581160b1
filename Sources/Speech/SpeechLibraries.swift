/// A library for speech that may be missing.
package struct SpeechLibrary: Sendable {
  package var name: String
  package var isThere: Bool
  /// What it is for.
  package var purpose: String
  /// Debian's packages that hold it.
  package var packages: String
}

/// The libraries for speech, and which of them the machine has.
package func speechLibraries() -> [SpeechLibrary] {
  [
    SpeechLibrary(name: "flite", isThere: Flite.shared != nil, purpose: "English voices", packages: Flite.package),
    SpeechLibrary(
      name: "espeak-ng", isThere: Espeak.shared != nil, purpose: "voices and scripts in other languages", packages: Espeak.package),
    SpeechLibrary(
      name: "pocketsphinx", isThere: Sphinx.shared != nil && Sphinx.model != nil, purpose: "timing English scripts",
      packages: Sphinx.packages),
  ]
}
