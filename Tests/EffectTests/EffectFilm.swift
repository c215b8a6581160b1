import Catalogue
import Compiler
import Diagnostics
import Engine
import FilterGraph
import Foundation
import MediaTypes
import Timeline

/// A small film that shows effects: a moving picture or one with soft alpha, over a ground of one colour.
struct EffectFilm {
  /// Entries of `effects`, in flow style.
  var effects: [String] = []
  /// Of the item.
  var look: String?
  var hasAlpha = false
  /// A title over the middle of the picture's time, which cuts its span in three.
  var hasTitle = false
  var frames = 12

  static let size = PixelSize(width: 192, height: 108)

  private var document: String {
    let picture = hasAlpha ? EffectMedia.shared.still : EffectMedia.shared.film
    let length = "\(frames)f"
    var tracks = """
      timeline: 1
      canvas: {size: \(Self.size), rate: 25}
      tracks:
        - items: [{generate: {color: "#305070"}, duration: \(length)}]
        - items: [{clip: "\(picture)", duration: \(length), fit: cover, audio: false\(look.map { ", look: " + $0 } ?? ""), effects: [\(effects.joined(separator: ", "))]}]

      """
    if hasTitle {
      tracks += "  - kind: overlay\n"
      tracks += "    items: [{clip: \"\(EffectMedia.shared.still)\", at: 4f, duration: 4f, scale: 20%, position: top-left}]\n"
    }
    return tracks
  }

  /// Passes that promise less than every bit are left out: `ComposedShiftTests` holds them to their promise.
  /// - Parameter moment: the only picture that is wanted.
  func plan(isOptimised: Bool = true, moment: String? = nil) throws -> RenderPlan {
    let output = OutputRequest(path: nil, defaultPath: "/nowhere/film.mkv")
    var request = CompileRequest(path: "film.yaml", bytes: Array(document.utf8), folder: "", output: output)
    request.moments = moment.map { [$0] } ?? []
    request.skippedPasses = Set(passTable.filter { !isOptimised || $0.promise != .exact }.map { $0.name })
    let compilation = try compile(request, world: EffectWorld())
    guard let plan = compilation.renders.first?.plan, !compilation.bag.hasErrors else {
      let renderer = TextRenderer(usesColor: false)
      throw Refusal(description: compilation.bag.sorted.map { renderer.render($0, in: compilation.sources) }.joined())
    }
    return plan
  }

  /// One hash a picture.
  func pictures() throws -> [UInt64] {
    do { return try hashFrames(plan()).pictures } catch let error as EngineError {
      throw Refusal(description: "\(error.message) \(error.details)\n\(document)")
    }
  }
}

/// Why a film could not be made.
struct Refusal: Error, CustomStringConvertible { let description: String }

/// An example of an effect's own, as a document writes it.
struct EffectExample: CustomStringConvertible, Sendable {
  var name: String
  var text: String
  var description: String { text }
  /// As the manual has it, without the places of this machine's files.
  var shown: String {
    text.replacing(EffectMedia.shared.table, with: "grade.cube").replacing(EffectMedia.shared.still, with: "matte.png")
  }

  static let all: [EffectExample] = pictureEffects.flatMap { examples($0) }

  /// The plainest use of each effect.
  static let plain: [EffectExample] = pictureEffects.map { use($0) }

  /// Each effect with nothing of it left.
  static let none: [EffectExample] = pictureEffects.map { use($0, "amount: 0") }

  private static func examples<Effect: PictureEffect>(_ effect: Effect.Type) -> [EffectExample] {
    Effect.declaration.examples.map { EffectExample(name: Effect.name, text: placed($0)) }
  }

  /// The name with what it must have, and with another parameter.
  private static func use<Effect: PictureEffect>(_ effect: Effect.Type, _ parameter: String? = nil) -> EffectExample {
    let needed = Effect.declaration.parameters.filter(\.facts.isRequired).map { "\($0.key): \($0.facts.example ?? "")" }
    let parameters = (needed + (parameter.map { [$0] } ?? [])).joined(separator: ", ")
    return EffectExample(
      name: Effect.name, text: parameters.isEmpty ? Effect.name : placed("{\(Effect.name): {\(parameters)}}"))
  }

  private static func placed(_ text: String) -> String {
    text.replacing("grade.cube", with: EffectMedia.shared.table).replacing("matte.png", with: EffectMedia.shared.still)
  }
}

/// The pictures that effects are tried on, made once.
final class EffectMedia: Sendable {
  static let shared = EffectMedia()
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("effects-\(UUID().uuidString)").path

  private init() {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    make(film, "testsrc2=s=192x108:r=25:d=2", "-c:v", "ffv1")
    try? Data(Self.points.utf8).write(to: URL(fileURLWithPath: table))
    make(
      still, "testsrc2=s=192x108:r=25:d=1,format=rgba,vignette=dither=0,format=rgba,colorchannelmixer=aa=0.5", "-frames:v", "1", "-update",
      "1")
  }

  /// A table of colours: two points a side, red and blue exchanged and the rest softened.
  var table: String { folder + "/grade.cube" }
  private static let points = """
    LUT_3D_SIZE 2
    0.1 0.1 0.1
    0.1 0.1 0.9
    0.1 0.9 0.1
    0.1 0.9 0.9
    0.9 0.1 0.1
    0.9 0.1 0.9
    0.9 0.9 0.1
    0.9 0.9 0.9

    """

  var film: String { folder + "/film.mkv" }
  /// Half transparent all over.
  var still: String { folder + "/still.png" }

  func make(_ path: String, _ source: String, _ options: String...) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", source] + options + [path]
    try? process.run()
    process.waitUntilExit()
  }
}

/// The world of these films: what the engine says of files.
struct EffectWorld: World {
  func text(path: String) throws(WorldProblem) -> [UInt8] { throw WorldProblem("'\(path)' is no text") }

  func facts(path: String) throws(WorldProblem) -> MediaFacts {
    do { return try probeMedia(path: path) } catch { throw WorldProblem(error.message, notes: error.details) }
  }

  func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    do { return try pictureMotion(path: question.path, from: 0, to: 10) } catch { throw WorldProblem(error.message) }
  }

  func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure {
    do { return try measureText(words, in: face) } catch { throw WorldProblem(error.message) }
  }

  func font(path: String) throws(WorldProblem) -> (family: String, file: FontFile) {
    guard let file = fontFile(path: path), let family = fontNames(path: path)?.first else { throw WorldProblem("'\(path)' is no font") }
    return (family, file)
  }

  func realPath(_ path: String) -> String { path }
  func isFolder(_ path: String) -> Bool { false }
  func isWritable(_ path: String) -> Bool { true }
}
