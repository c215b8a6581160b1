import Diagnostics
import FilterGraph
import MediaTypes

/// The numbers that a plan under construction gives to places and files.
struct Numbering {
  let origins: OriginTable
  let inputs: InputTable
  let texts = TextTable()
}

/// Numbers the places in the document that plan nodes point at, each once.
final class OriginTable {
  private(set) var origins: [PlanOrigin] = []
  private(set) var spans: [Span?] = []
  private var numbers: [Span?: Int] = [:]
  private let sources: SourceMap

  init(_ sources: SourceMap) { self.sources = sources }

  func number(of span: Span?, _ what: String) -> Int {
    if let known = numbers[span] { return known }
    let place = span.map { sources.start(of: $0) } ?? Position(line: 1, column: 1)
    let file = span.map { sources[$0].path } ?? sources.texts[0].path
    origins.append(PlanOrigin(file: file, line: place.line, column: place.column, what: what))
    spans.append(span)
    numbers[span] = origins.count - 1
    return origins.count - 1
  }
}

/// Numbers the files that the plan reads, in the order it first does.
final class InputTable {
  private(set) var inputs: [PlanInput] = []
  private var numbers: [Int: Int] = [:]
  private let composition: Composition

  init(_ composition: Composition) { self.composition = composition }

  func number(of media: Int) -> Int {
    if let known = numbers[media] { return known }
    let use = composition.media[media]
    let rate = use.facts.kind == .pictureSequence ? use.sequenceRate ?? composition.canvas.rate : nil
    inputs.append(PlanInput(facts: use.facts, sequenceRate: rate))
    numbers[media] = inputs.count - 1
    return inputs.count - 1
  }
}

/// Numbers the scripts that the plan draws, each once.
final class TextTable {
  private(set) var scripts: [TextScript] = []
  private var numbers: [TextScript: Int] = [:]

  func number(of script: TextScript) -> Int {
    if let known = numbers[script] { return known }
    scripts.append(script)
    numbers[script] = scripts.count - 1
    return scripts.count - 1
  }
}
