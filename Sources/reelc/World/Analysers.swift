import Compiler
import Engine

/// Finds the answer to a question about a file, whose path and parameters it gets.
typealias Analyser = @Sendable (_ path: String, _ parameters: [String]) throws(EngineError) -> [UInt8]

/// What can be measured in media, by the kind of question.
let analysers: [String: Analyser] = [
  "interest-1": { (path, _) throws(EngineError) in try pictureInterest(path: path) },
  "beats-1": hearBeats,
  "levels-1": { (path, _) throws(EngineError) in try soundLevels(path: path) },
]
