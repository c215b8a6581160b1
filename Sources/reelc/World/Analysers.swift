import Compiler
import Engine
import MediaTypes

/// Finds the answer to a question about a file, whose path and parameters it gets.
typealias Analyser = @Sendable (_ path: String, _ parameters: [String]) throws(EngineError) -> [UInt8]

/// What can be measured in media, by the kind of question.
let analysers: [String: Analyser] = [
  "interest-1": { (path, _) throws(EngineError) in try pictureInterest(path: path) },
  "beats-1": hearBeats,
  "words-2": followScript,
  "levels-1": { (path, _) throws(EngineError) in try soundLevels(path: path) },
  "motion-2": { (path, parameters) throws(EngineError) in
    try pictureMotion(path: path, from: seconds("from", parameters), to: seconds("to", parameters))
  },
]

/// A time among parameters; 0 where it is not said.
private func seconds(_ name: String, _ parameters: [String]) -> Rational {
  let text = parameters.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1) ?? "0"
  return Rational(text: text) ?? .zero
}
