import Compiler
import Engine
import FilterGraph
import MediaTypes
import Speech

/// When each word of a script is said in a file, as words JSON, in seconds of the file.
/// - Parameter parameters: `lang=…` and `script=…`, the text itself.
@Sendable func followScript(_ path: String, _ parameters: [String]) throws(EngineError) -> [UInt8] {
  let facts = try probeMedia(path: path)
  var samples: [Float] = []
  try scanSound(facts, as: SoundShape(rate: alignmentRate, layout: .mono)) { rows throws(EngineError) in samples += rows[0] }
  let language = parameter("lang", parameters) ?? "en"
  do throws(SpeechProblem) {
    var alignment = try align(script: parameter("script", parameters) ?? "", samples, language: language)
    alignment.shift(by: facts.sound?.start ?? .zero)
    return alignment.json(language: language)
  } catch {
    throw EngineError(.media, error.message, details: error.notes)
  }
}

private func parameter(_ name: String, _ parameters: [String]) -> String? {
  parameters.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
}
