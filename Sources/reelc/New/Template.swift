/// A document to start from.
struct Template: Sendable {
  var name: String
  /// One line, for the list.
  var summary: String
  /// What the film is called unless a title is given.
  var title: String
  /// The canvas unless one is asked for.
  var size: String
  /// Everything behind the head: media, tracks, outputs.
  var body: @Sendable (TemplateRequest) -> [String]

  static let all = [montage, slideshow, captioned, podcast, trailer]

  /// The whole document.
  func document(_ request: TemplateRequest) -> String {
    let head = [
      "# \(summary) Change what you like, then:",
      "#   reelc check \(request.path)      what is wrong, and how long it is",
      "#   reelc build \(request.path)      make the film",
      "timeline: 1",
      "name: \(yaml(request.title ?? title))",
      "",
      "canvas:",
      "  size: \(request.size ?? size)          # 1920x1080 is wide, 1080x1920 upright, 1080x1080 square",
      "  rate: 30",
    ]
    return (head + body(request)).joined(separator: "\n") + "\n"
  }
}

/// What the command line says about a document to be written.
struct TemplateRequest: Sendable {
  /// The document's own path.
  var path: String
  /// Paths, relative to the document.
  var media: [String]
  var music: String?
  var captions: String?
  var look: String?
  var size: String?
  var duration: String?
  var title: String?

  /// The media, or names that say what belongs there.
  func media(or examples: [String]) -> [String] { media.isEmpty ? examples : media }
}

/// A text as a YAML scalar that means the same: quoted where it needs to be.
func yaml(_ text: String) -> String {
  let plain = text.allSatisfy { $0.isLetter || $0.isNumber || " ._/-".contains($0) }
  let isWord =
    text.first?.isLetter == true && text.last != " " && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
  if plain, isWord { return text }
  return "'" + text.replacing("'", with: "''") + "'"
}

/// Whether a file is a picture that stands still, by its ending.
func isStill(_ path: String) -> Bool {
  ["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff"].contains(path.split(separator: ".").last.map { $0.lowercased() } ?? "")
}

extension TemplateRequest {
  /// A track of music that ends with the film and starts again where that is longer; nothing where there is none.
  ///
  /// - Parameter medium: the name that the document gave the music; its path where absent.
  func musicTrack(_ medium: String? = nil, gain: String? = nil) -> [String] {
    guard let music else { return [] }
    let level = gain.map { ", gain: \($0)" } ?? ""
    let clip = "{clip: \(medium ?? yaml(music)), loop: true, until: end\(level), fade-out: 1s}"
    return ["", "  - id: music", "    kind: audio", "    items:", "      - \(clip)"]
  }
}
