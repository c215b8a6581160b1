import FilterGraph

/// A row of filters between named pads, as FFmpeg's graph syntax writes it.
struct FilterChain {
  /// Names of the pads that the first filter reads, in its own order.
  var inputs: [String]
  var steps: [Step] = []
  /// Names of the pads that the last filter writes.
  var outputs: [String]

  /// One filter of a chain, and the name by which commands reach it.
  struct Step {
    var filter: Filter
    var instance: String?
  }

  init(from inputs: [String], to outputs: [String]) {
    self.inputs = inputs
    self.outputs = outputs
  }

  mutating func add(_ filter: Filter, instance: String? = nil) {
    steps.append(Step(filter: filter, instance: instance))
  }

  mutating func add(_ name: String, _ options: KeyValuePairs<String, any OptionValue> = [:]) {
    add(Filter(name, options))
  }

  /// One line, fully escaped, without the semicolon that would separate it from the next.
  var text: String {
    let row = steps.map { step in filterText(step.filter, instance: step.instance) }.joined(separator: ",")
    return pads(inputs) + row + pads(outputs)
  }

  private func pads(_ names: [String]) -> String { names.map { "[\($0)]" }.joined() }
}
