import Foundation
import MediaTypes

/// How a coded file is made. Equal recipes are one file on a machine.
package struct Recipe: Hashable, Sendable {
  package struct Sound: Hashable, Sendable {
    package var codec: [String]
    /// Samples a second.
    package var rate: Int
    package var channels: Int
    /// Seconds.
    package var start: Double
    package var length: Double

    package init(
      _ codec: [String], rate: Int = 48000, channels: Int = 2, start: Double = 0, length: Double
    ) {
      (self.codec, self.rate, self.channels) = (codec, rate, channels)
      (self.start, self.length) = (start, length)
    }
  }

  /// Its ending chooses the container.
  package var name: String
  /// The source number in its pictures' codes.
  package var id: Int
  package var rate: Rational
  package var frames: Int
  package var width = 160
  package var height = 90
  package var codec = Recipe.h264()
  /// Filters behind the drawn pictures.
  package var filters: [String] = []
  package var sound: Sound?
  package var output: [String] = []
  /// Whether the pictures read back one by one as they were drawn, by a plain decoder.
  package var readsBack = true

  package init(_ name: String, id: Int, rate: Rational, frames: Int) {
    (self.name, self.id, self.rate, self.frames) = (name, id, rate, frames)
  }

  package static func h264(_ extra: String = "keyint=12:min-keyint=12:bframes=2:scenecut=0") -> [String] {
    ["-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-x264-params", extra] + tags
  }

  package static let tags = [
    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
  ]

  /// The words that make it, which name it too.
  var identity: UInt64 {
    let text = "5 \(self)"
    return text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

/// A coded file, and what its container really holds. All times are seconds of source time.
package struct CodedSource: Codable, Sendable, CustomStringConvertible {
  package var path: String
  package var id: Int
  /// When each picture starts; empty for sound alone.
  package var stamps: [Rational]
  /// When the last picture's time ends.
  package var pictureEnd: Rational
  /// When its sound starts and ends; nil without.
  package var soundStart: Rational?
  package var soundEnd: Rational?
  /// Middles of its clicks, to a 64th of a sample.
  package var clicks: [Rational]
  /// The container's stamp of source time 0.
  package var origin: Rational

  package var description: String { String(path.split(separator: "/").last ?? "") }
  package var hasPicture: Bool { !stamps.isEmpty }
  /// The range that a clip of it shows where it says nothing.
  package var range: (start: Rational, end: Rational) {
    hasPicture ? (stamps[0], pictureEnd) : (soundStart ?? 0, soundEnd ?? 0)
  }

  /// The file of a recipe, made where the machine has none yet.
  package static func make(_ recipe: Recipe) throws -> CodedSource {
    try CodedMedia.lock.withLock {
      let folder = CodedMedia.folder
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let stem = folder + "/" + String(recipe.identity, radix: 36)
      let facts = URL(fileURLWithPath: stem + ".facts.json")
      if let data = try? Data(contentsOf: facts) {
        return try JSONDecoder().decode(CodedSource.self, from: data)
      }
      let path = stem + "-" + recipe.name
      try recipe.encode(to: path)
      let source = try CodedSource(path: path, recipe)
      try JSONEncoder().encode(source).write(to: facts, options: .atomic)
      return source
    }
  }

  /// What another file becomes, made where the machine has none yet.
  static func remade(
    _ source: CodedSource, name: String, id: Int, _ make: (_ path: String) throws -> Void
  ) throws -> CodedSource {
    try CodedMedia.lock.withLock {
      let path = source.path + "-" + name
      var remade = source
      remade.path = path
      remade.id = id
      guard !FileManager.default.fileExists(atPath: path) else { return remade }
      let new = scratchPath(name)
      try make(new)
      let drawn = source.stamps.indices.map { PictureCode(source: id, index: $0) }
      guard try FilmReading.codes(new) == drawn else {
        throw ToolFailure("'\(name)' does not read back as it was drawn")
      }
      try FileManager.default.moveItem(atPath: new, toPath: path)
      return remade
    }
  }

  /// Pictures whose stamps are known beforehand.
  init(path: String, id: Int, stamps: [Rational], end: Rational) {
    (self.path, self.id, self.stamps, pictureEnd) = (path, id, stamps, end)
    (clicks, origin) = ([], 0)
  }

  /// The same pictures at another pace: stamps that counted pictures count seconds.
  package func paced(_ rate: Rational) -> CodedSource {
    var source = self
    source.stamps = stamps.map { $0 / rate }
    source.pictureEnd = pictureEnd / rate
    return source
  }

  /// Looks at a finished file.
  init(path: String, _ recipe: Recipe) throws {
    (self.path, id) = (path, recipe.id)
    let kinds = try FilmReading.streamKinds(path)
    let pictures =
      kinds.contains("video")
      ? try FilmReading.pictureStamps(path) : (stamps: [Rational](), end: Rational.zero)
    let heard = kinds.contains("audio") ? try FilmReading.sound(path) : nil
    origin = min(pictures.stamps.first ?? .overflow, heard?.start ?? .overflow)
    let zero = origin
    stamps = pictures.stamps.map { $0 - zero }
    pictureEnd = pictures.end - zero
    soundStart = heard.map { $0.start - zero }
    clicks = []
    if let heard, let rate = recipe.sound?.rate, let start = soundStart {
      soundEnd = start + Rational(heard.samples.count, rate)
      clicks = Click.find(in: heard.samples, rate: rate).map { click in
        start + Rational(Int((click.position * 64).rounded()), 64 * rate)
      }
    }
    guard recipe.readsBack, hasPicture else { return }
    let read = try FilmReading.codes(path)
    let drawn = stamps.indices.map { PictureCode(source: recipe.id, index: $0) }
    guard read == drawn else { throw ToolFailure("'\(path)' does not read back as it was drawn: \(read)") }
  }
}

/// Where coded files are kept between runs.
enum CodedMedia {
  static let lock = NSLock()
  static let folder = FileManager.default.temporaryDirectory.path + "/reelc-coded-media-\(getuid())"
}

extension Recipe {
  /// Draws the pictures, one byte a cell, and has `ffmpeg` enlarge and encode them.
  func encode(to path: String) throws {
    let pictures = scratchPath("pictures.gray"), samples = scratchPath("samples.f32")
    defer { for path in [pictures, samples] { try? FileManager.default.removeItem(atPath: path) } }
    var words = ["-nostdin", "-v", "error", "-y"]
    if frames > 0 {
      let drawn = (0..<frames).flatMap { PictureCode(source: id, index: $0).cells }
      try Data(drawn).write(to: URL(fileURLWithPath: pictures))
      words += ["-f", "rawvideo", "-pix_fmt", "gray", "-s", "8x4", "-framerate", "\(rate)", "-i", pictures]
    }
    if let sound { words += try sound.write(to: samples) }
    if frames > 0 {
      let scale = "scale=\(width):\(height):flags=neighbor:out_range=tv:out_color_matrix=bt709"
      let chain = [scale, "format=yuv420p"] + filters
      words += ["-map", "0:v", "-vf", chain.joined(separator: ",")] + codec + ["-threads", "1"]
      words += ["-fps_mode", "passthrough"]
    }
    if let sound { words += ["-map", frames > 0 ? "1:a" : "0:a"] + sound.codec }
    try runTool("ffmpeg", words + output + ["file:" + path])
  }
}

extension Recipe.Sound {
  /// Writes the samples, and gives the words that make them an input of `ffmpeg`.
  fileprivate func write(to path: String) throws -> [String] {
    let track = Click.track(rate: rate, start: start, seconds: length)
    var interleaved: [Float] = []
    interleaved.reserveCapacity(track.count * channels)
    // Only the front pair clicks, as a voice in a surround mix might.
    for sample in track { for channel in 0..<channels { interleaved.append(channel < 2 ? sample : 0) } }
    try interleaved.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
    let layout = channels == 1 ? "mono" : channels == 2 ? "stereo" : "5.1"
    let late = start == 0 ? [] : ["-itsoffset", "\(start)"]
    let shape = ["-f", "f32le", "-ar", "\(rate)", "-ac", "\(channels)", "-channel_layout", layout]
    return late + shape + ["-i", path]
  }
}
