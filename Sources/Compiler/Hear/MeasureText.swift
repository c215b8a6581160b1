import FilterGraph
import Foundation

/// A question about a sound as text: everything that its answer depends on, files by their fingerprints.
package func encodeQuestion(_ question: SoundQuestion) -> String {
  var question = question
  // Where a sound was asked for does not change it.
  question.origins = []
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return (try? encoder.encode(question)).map { String(decoding: $0, as: UTF8.self) } ?? ""
}

package func encodeMeasure(_ measure: SoundMeasure) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return (try? encoder.encode(measure)).map(Array.init) ?? []
}

/// Nil where the bytes are none.
package func decodeMeasure(_ bytes: [UInt8]) -> SoundMeasure? {
  try? JSONDecoder().decode(SoundMeasure.self, from: Data(bytes))
}
