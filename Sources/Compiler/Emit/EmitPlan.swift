import FilterGraph
import Foundation

/// The plan as JSON that decodes back to an equal plan: indented, keys sorted, ends in a newline.
package func emitPlan(_ plan: RenderPlan) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  // A plan holds strings, whole numbers and booleans only, which JSON can always write.
  let data = (try? encoder.encode(plan)) ?? Data("{}".utf8)
  return String(decoding: data, as: UTF8.self) + "\n"
}
