import Diagnostics
import FilterGraph
import MediaTypes

/// The whole film's graph for Graphviz: a cluster for each span and each lane.
package func emitDot(_ plan: RenderPlan) -> String {
  var page = DotPage()
  page.line("digraph film {")
  page.line("  rankdir=LR;")
  page.line("  node [shape=box, fontname=\"sans-serif\", fontsize=10];")
  for (number, input) in plan.inputs.enumerated() {
    page.node("input\(number)", label: input.facts.path, shape: "folder")
  }
  if let picture = plan.picture { page.add(picture) }
  if let sound = plan.sound { page.add(sound) }
  page.node("output", label: plan.output.path, shape: "note")
  page.line("}")
  return page.text
}

/// Writes Graphviz statements.
private struct DotPage {
  var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func node(_ name: String, label: String, shape: String? = nil) {
    let form = shape.map { ", shape=\($0)" } ?? ""
    line("  \(name) [label=\(quoted(label))\(form)];")
  }

  mutating func edge(_ start: String, _ end: String, label: String? = nil) {
    line("  \(start) -> \(end)\(label.map { " [label=\(quoted($0))]" } ?? "");")
  }

  mutating func add(_ picture: PicturePlan) {
    node("film", label: "pictures \(picture.size) \(picture.rate)", shape: "ellipse")
    edge("film", "output")
    for (number, span) in picture.spans.enumerated() {
      let prefix = "s\(number)"
      openCluster(prefix, label: "span \(number): frames \(span.first)..<\(span.first + span.count)")
      for (index, source) in span.sources.enumerated() {
        let sampling = source.sampling
        let text = "from \(sampling.first) step \(sampling.step) count \(sampling.count)"
        node("\(prefix)i\(index)", label: text, shape: "cds")
      }
      add(span.graph, prefix: prefix)
      line("  }")
      for (index, source) in span.sources.enumerated() { edge("input\(source.input)", "\(prefix)i\(index)") }
      edge(name(span.graph.output, prefix), "film", label: "\(number)")
    }
  }

  mutating func add(_ sound: SoundPlan) {
    node("sound", label: "sound \(sound.shape.rate) \(sound.shape.layout.rawValue)", shape: "ellipse")
    edge("sound", "output")
    for (number, lane) in sound.lanes.enumerated() {
      var first = 0
      for (index, segment) in lane.enumerated() {
        if case .voice(let voice) = segment {
          add(voice, named: "l\(number)v\(index)", from: first, lane: number, to: sound.home { $0.lanes.contains(number) })
        }
        first += segment.samples
      }
    }
    for (number, mix) in (sound.mixes ?? []).enumerated() {
      openCluster("m\(number)", label: "mix \(number)")
      node("m\(number)i0", label: "sum", shape: "cds")
      add(mix.graph, prefix: "m\(number)")
      line("  }")
      edge(name(mix.graph.output, "m\(number)"), sound.home { $0.mixes.contains(number) })
    }
  }

  private mutating func add(_ voice: Voice, named prefix: String, from first: Int, lane: Int, to home: String) {
    openCluster(prefix, label: "lane \(lane): samples \(first)..<\(first + voice.samples)")
    if let source = voice.source {
      node("\(prefix)i0", label: "from \(source.first) count \(source.count)", shape: "cds")
    }
    add(voice.graph, prefix: prefix)
    line("  }")
    if let source = voice.source { edge("input\(source.input)", "\(prefix)i0") }
    edge(name(voice.graph.output, prefix), home, label: "\(lane)")
  }

  private mutating func openCluster(_ name: String, label: String) {
    line("  subgraph cluster_\(name) {")
    line("  label=\(quoted(label));")
  }

  private mutating func add(_ graph: SpanGraph, prefix: String) {
    for (number, node) in graph.nodes.enumerated() {
      let options = node.filter.options.map { "\($0.name)=\($0.value)" }
      self.node("\(prefix)n\(number)", label: ([node.filter.name] + options).joined(separator: "\n"))
      for (pad, input) in node.inputs.enumerated() {
        let label = node.inputs.count > 1 ? "\(pad)" : nil
        edge(name(input, prefix), "\(prefix)n\(number)", label: label)
      }
    }
  }

  private func name(_ edge: SpanGraph.Edge, _ prefix: String) -> String {
    switch edge {
    case .source(let number): "\(prefix)i\(number)"
    case .text(let number): "\(prefix)t\(number)"
    case .node(let number, _): "\(prefix)n\(number)"
    }
  }

  /// A string in Graphviz's quotes; lines are centred.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in printable(text.split(separator: "\n").joined(separator: "\u{2028}")).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{2028}": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension SoundPlan {
  /// The node of the mix that takes something in; of the film's sound where none does.
  fileprivate func home(_ takes: (SoundMix) -> Bool) -> String {
    (mixes ?? []).firstIndex(where: takes).map { "m\($0)i0" } ?? "sound"
  }
}
