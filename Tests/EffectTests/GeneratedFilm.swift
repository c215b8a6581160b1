import Compiler
import Diagnostics
import Engine
import FilterGraph
import MediaTypes

/// A small film without files: one generator under effects, and perhaps something on top.
struct GeneratedFilm {
  /// Entries of `effects`, in flow style.
  var effects: [String] = []
  var generator = "noise"
  /// Items of a track on top.
  var overlays: [String] = []
  /// The keys of the track, instead of all that.
  var track: String?
  /// More keys of the document.
  var keys = ""

  static let ground = "\"#406080\""

  private var document: String {
    let top = overlays.isEmpty ? "" : "  - {kind: overlay, items: [\(overlays.joined(separator: ", "))]}\n"
    let standard = "items: [{generate: \(generator), duration: 10f, effects: [\(effects.joined(separator: ", "))]}]"
    return """
      timeline: 1
      canvas: {size: 96x64, rate: 25, background: \(Self.ground)}
      \(keys)
      tracks:
        - {\(track ?? standard)}

      """ + top
  }

  func plan() throws -> RenderPlan {
    let output = OutputRequest(path: nil, defaultPath: "/nowhere/film.mkv")
    let request = CompileRequest(path: "film.yaml", bytes: Array(document.utf8), folder: "", output: output)
    let compilation = try compile(request, world: EffectWorld())
    guard let plan = compilation.renders.first?.plan, !compilation.bag.hasErrors else {
      let said = compilation.bag.sorted.map { TextRenderer(usesColor: false).render($0, in: compilation.sources) }
      throw Refusal(description: said.joined(separator: "\n"))
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
