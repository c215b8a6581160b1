import FilterGraph
import MediaTypes

/// A whole film as stock ffmpeg takes it: files to read and one graph of filters, in which everything that
/// the engine does natively (choosing pictures, cutting to the sample, adding up lanes) is a filter.
struct FilmGraph {
  var inputs: [CommandInput] = []
  var chains: [FilterChain] = []
  let plan: RenderPlan

  /// The pads in which the film's pictures and its sound end.
  static let picturePad = "film"
  static let soundPad = "sound"

  init(_ plan: RenderPlan) {
    self.plan = plan
    if let picture = plan.picture { addPicture(picture) }
    if let sound = plan.sound { addSound(sound) }
  }

  /// FFmpeg's graph syntax, one chain a line.
  var text: String { chains.map(\.text).joined(separator: ";\n") + "\n" }

  /// Adds a file and gives the pad of one of its streams.
  mutating func addInput(_ input: CommandInput, stream: Int) -> String {
    inputs.append(input)
    return "\(inputs.count - 1):\(stream)"
  }

  /// What a file is read for, in the author's words; the file's path where no place asked for it.
  func purpose(_ origin: Int, _ input: Int?) -> String {
    guard plan.origins.indices.contains(origin) else {
      return onOneLine(input.map { plan.inputs[$0].facts.path } ?? "")
    }
    let place = plan.origins[origin]
    return onOneLine("\(place.what), \(place.file):\(place.line)")
  }

  /// Adds a graph's nodes, joining rows of filters to one chain each, and gives the pad of its result.
  /// - Parameters:
  ///   - prefix: what the names of its pads start with.
  ///   - sources: the pads of its sources.
  ///   - texts: the pads of its texts.
  ///   - rate: pictures a second, for options that change with the picture; nil for sound.
  mutating func addNodes(
    _ graph: SpanGraph, prefix: String, sources: [String], texts: [String] = [], rate: FrameRate?
  ) -> String {
    let widths = outputCounts(graph)
    func pad(_ edge: SpanGraph.Edge) -> String {
      switch edge {
      case .source(let number): sources.indices.contains(number) ? sources[number] : "\(prefix)i\(number)"
      case .text(let number): texts.indices.contains(number) ? texts[number] : "\(prefix)t\(number)"
      case .node(let number, let pad): pad == 0 ? "\(prefix)n\(number)" : "\(prefix)n\(number)p\(pad)"
      }
    }
    for (number, node) in graph.nodes.enumerated() {
      let outputs = (0..<widths[number]).map { pad(.node(number, pad: $0)) }
      let continues = number > 0 && node.inputs == [.node(number - 1, pad: 0)] && widths[number - 1] == 1
      let commands = node.automation.flatMap {
        commandFilter($0, target: "\(node.filter.name)@\(prefix)n\(number)", rate: rate, soundRate: plan.sound?.shape.rate)
      }
      var inputs = node.inputs.map(pad)
      if !continues, let commands, inputs.count > 1 {
        var chain = FilterChain(from: [inputs[0]], to: ["\(prefix)c\(number)"])
        chain.add(commands)
        chains.append(chain)
        inputs[0] = "\(prefix)c\(number)"
      }
      if !continues { chains.append(FilterChain(from: inputs, to: outputs)) }
      if let block = node.automation?.block { chains[chains.count - 1].add("asetnsamples", ["n": block, "p": 0]) }
      if let commands, inputs.count == 1 { chains[chains.count - 1].add(commands) }
      let instance = commands == nil ? nil : "\(prefix)n\(number)"
      if let motion = node.motion {
        for filter in stockFilters(motion) { chains[chains.count - 1].add(filter) }
      } else {
        chains[chains.count - 1].add(node.filter, instance: instance)
      }
      chains[chains.count - 1].outputs = outputs
    }
    return pad(graph.output)
  }
}

/// How many output pads of each node are read; at least one.
private func outputCounts(_ graph: SpanGraph) -> [Int] {
  var counts = Array(repeating: 1, count: graph.nodes.count)
  for edge in graph.nodes.flatMap(\.inputs) + [graph.output] {
    if case .node(let number, let pad) = edge, counts.indices.contains(number) {
      counts[number] = max(counts[number], pad + 1)
    }
  }
  return counts
}

/// The filter that sends an option's values to `target`, each half a frame before its picture.
private func commandFilter(
  _ automation: SpanGraph.Automation, target: String, rate: FrameRate?, soundRate: Int?
) -> Filter? {
  let length = automation.block.flatMap { block in soundRate.map { Rational(block, $0) } } ?? rate?.frameDuration
  guard let length else { return nil }
  var lines: [String] = []
  for (k, value) in automation.values.enumerated() where k == 0 || value != automation.values[k - 1] {
    let instant = k == 0 ? .zero : (Rational(k) - .half) * length
    lines.append("\(instant.decimal(digits: 6)) \(target) \(automation.command) \(quotedCommand(value))")
  }
  return Filter(automation.block == nil ? "sendcmd" : "asendcmd", ["c": lines.joined(separator: ";")])
}

/// A command's argument as `sendcmd` reads it.
private func quotedCommand(_ value: String) -> String {
  let isPlain = value.utf8.allSatisfy { byte in
    byte > 0x7F || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || "-+._:/*()#@".utf8.contains(byte)
  }
  if isPlain, !value.isEmpty { return value }
  return "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
