import Compiler
import Engine
import FilterGraph
import MediaTypes
import Speech

/// When each word of a script is said in a file, as words JSON, in seconds of the file.
/// - Parameter parameters: `lang=…` and `script=…`, the text itself.
@Sendable func followScript(_ path: String, _ parameters: [String]) throws(EngineError) -> [UInt8] {
  let (samples, start) = try speechSamples(path)
  let language = parameter("lang", parameters) ?? "en"
  do throws(SpeechProblem) {
    var alignment = try align(script: parameter("script", parameters) ?? "", samples, language: language)
    alignment.shift(by: start)
    return alignment.json(language: language)
  } catch {
    throw EngineError(.media, error.message, details: error.notes)
  }
}

/// A file's sound at the rate of alignment, and when it starts.
func speechSamples(_ path: String) throws(EngineError) -> (samples: [Float], start: Rational) {
  let facts = try probeMedia(path: path)
  var samples: [Float] = []
  try scanSound(facts, as: SoundShape(rate: alignmentRate, layout: .mono)) { rows throws(EngineError) in samples += rows[0] }
  return (samples, facts.sound?.start ?? .zero)
}

/// What stands behind `name=` among parameters.
func parameter(_ name: String, _ parameters: [String]) -> String? {
  parameters.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
}
