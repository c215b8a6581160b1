import MediaTypes

/// Numbered pictures on disk: the run that starts at the least number and stops before the first gap.
package struct PictureSequence {
  private let pattern: PicturePattern
  /// The number of the first picture.
  package let first: Int
  /// Pictures in the run.
  package let count: Int

  /// Nil where the path is no pattern.
  /// - Throws: a `.media` error that names the pattern where no file matches.
  package init?(path: String) throws(EngineError) {
    guard let pattern = PicturePattern(path: path) else { return nil }
    try self.init(pattern)
  }

  init(_ pattern: PicturePattern) throws(EngineError) {
    let names = namesInFolder(pattern.folder.isEmpty ? "." : pattern.folder)
    let numbers = Set(names.compactMap(pattern.number))
    guard let first = numbers.min() else { throw EngineError(.media, "no file matches '\(pattern.path)'") }
    self.pattern = pattern
    self.first = first
    var next = first
    while numbers.contains(next) { next += 1 }
    count = next - first
  }

  /// The path of the picture at `index`, counted from 0.
  package func path(at index: Int) -> String { pattern.path(first + index) }

  /// The first picture's facts, with times that count pictures.
  /// - Throws: a `.media` error where the first picture is not a still, or one has vanished or is empty.
  func facts() throws(EngineError) -> MediaFacts {
    var facts = try probeMedia(path: path(at: 0))
    guard facts.kind == .still else {
      throw .media(path(at: 0), "is not a still picture, so '\(pattern.path)' is no picture sequence")
    }
    var hash = Fingerprint.Hash()
    for index in 0..<count {
      let status = try OpeningFault.plainFile(path(at: index))
      hash.take("\(status.size)-\(status.changed) ".utf8)
    }
    facts.path = pattern.path
    facts.kind = .pictureSequence
    facts.container = "image2"
    facts.fingerprint = "\(first)+\(count)-\(hash.hexadecimal)-\(facts.fingerprint)"
    facts.picture?.start = 0
    facts.picture?.end = Rational(count)
    facts.picture?.meanRate = nil
    facts.picture?.frameCount = count
    return facts
  }
}
