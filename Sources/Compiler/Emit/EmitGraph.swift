import FilterGraph
import MediaTypes

/// The plan's graph for people, stable from run to run: inputs, then spans and lanes, one node a line, then
/// what is written. Nothing that is at its default is printed.
/// - Parameter origins: adds to each line the place in the document that it comes from.
package func emitGraph(_ plan: RenderPlan, origins: Bool) -> String {
  let page = GraphPage(plan: plan, showsOrigins: origins)
  var lines = plan.inputs.enumerated().map { page.input($0, $1) }
  lines += plan.texts.enumerated().flatMap { page.script($0, $1) }
  if let picture = plan.picture { lines += page.picture(picture) }
  if let sound = plan.sound { lines += page.sound(sound) }
  lines += page.output(plan.output)
  return lines.joined(separator: "\n") + "\n"
}

/// Writes the lines of a printed graph.
private struct GraphPage {
  let plan: RenderPlan
  let showsOrigins: Bool

  func input(_ number: Int, _ input: PlanInput) -> String {
    var parts = ["input \(number): \(input.facts.kind.rawValue) \(quoted(input.facts.path))"]
    if let picture = input.facts.picture {
      parts.append("picture \(picture.stream) \(picture.codec) \(picture.codedSize) \(picture.pixelFormat)")
    }
    if let sound = input.facts.sound {
      parts.append("sound \(sound.stream) \(sound.codec) \(sound.rate) \(sound.layout)")
    }
    if let rate = input.sequenceRate { parts.append("rate \(rate)") }
    return parts.joined(separator: ", ")
  }

  /// A script's events; what they share is left out.
  func script(_ number: Int, _ script: TextScript) -> [String] {
    let fonts = script.fonts.map { " font \(quoted($0.path))" }.joined()
    let lines = script.text.split(separator: "\n").filter { $0.hasPrefix("Dialogue:") || $0.hasPrefix("Style:") }
    return ["script \(number): \(script.frame)\(fonts)"] + lines.map { "  \($0)" }
  }

  func picture(_ picture: PicturePlan) -> [String] {
    let head = "picture: \(picture.size) rate \(picture.rate) \(picture.pixelFormat) \(tags(picture.color))"
    var lines = ["", head + " frames \(picture.frameCount)"]
    for (number, span) in picture.spans.enumerated() {
      lines.append("span \(number): frames \(span.first)..<\(span.first + span.count)")
      for (index, source) in span.sources.enumerated() { lines.append(self.source(index, source)) }
      for (index, text) in span.texts.enumerated() { lines.append(self.text(index, text)) }
      lines += graph(span.graph)
    }
    return lines
  }

  func sound(_ sound: SoundPlan) -> [String] {
    let head = "sound: \(sound.shape.rate) \(sound.shape.layout.rawValue) samples \(sound.sampleCount)"
    var lines = ["", sound.first == 0 ? head : head + " from \(sound.first)"]
    for (number, lane) in sound.lanes.enumerated() {
      lines.append("lane \(number)")
      var first = 0
      for segment in lane {
        let range = "samples \(first)..<\(first + segment.samples)"
        first += segment.samples
        switch segment {
        case .silence: lines.append("  silence: \(range)")
        case .voice(let voice):
          lines.append(noted("  voice: \(range)", voice.origin))
          if let source = voice.source { lines.append("  " + self.source(source)) }
          lines += graph(voice.graph).map { "  " + $0 }
          lines += levels(voice.levels).map { "  " + $0 }
        }
      }
    }
    for (number, mix) in (sound.mixes ?? []).enumerated() {
      let inputs = mix.lanes.map { "lane \($0)" } + mix.mixes.map { "mix \($0)" }
      lines.append(noted("mix \(number): \(inputs.joined(separator: " + "))", mix.origin))
      if !mix.graph.nodes.isEmpty { lines += graph(mix.graph) }
      lines += levels(mix.levels)
    }
    return lines
  }

  private func levels(_ levels: [LevelCurve]?) -> [String] {
    (levels ?? []).enumerated().map { number, curve in
      let channel = levels!.count == 1 ? "" : " \(number)"
      return "  level\(channel) [" + curve.knots.map { "\($0.sample): \($0.gain)" }.joined(separator: ", ") + "]"
    }
  }

  func output(_ output: OutputPlan) -> [String] {
    var lines = ["", "output: \(quoted(output.path)) \(output.format)\(listed(output.formatOptions))"]
    for (name, encoder) in [("picture", output.picture), ("sound", output.sound)] {
      guard let encoder else { continue }
      let threads = encoder.threads == 1 ? "" : " threads \(encoder.threads)"
      let tag = encoder.tag.map { " as \($0)" } ?? ""
      lines.append("  \(name): \(encoder.codec)\(listed(encoder.options))\(threads)\(tag)")
    }
    lines += finish(output)
    if let segments = output.segments {
      let edges = segments.edges.isEmpty ? "" : ", key frames \(segments.edges.map(String.init).joined(separator: " "))"
      lines.append("  segments: \(segments.isMP4 ? "fmp4" : "mpegts") of \(segments.seconds)\(edges)")
    }
    for chapter in output.chapters {
      lines.append("  chapter \(quoted(chapter.title)) from \(chapter.start) to \(chapter.end)")
    }
    for stream in output.subtitles ?? [] { lines += subtitles(stream) }
    for tag in output.metadata { lines.append("  tag \(tag.name) = \(quoted(tag.value))") }
    return lines
  }

  private func subtitles(_ stream: SubtitlePlan) -> [String] {
    let words = [stream.title.map(quoted), stream.isDefault ? "default" : nil].compactMap { $0 }
    let head = (["  subtitles: \(stream.codec.rawValue) \(stream.language)"] + words).joined(separator: " ")
    return [head] + stream.cues.map { "    \($0.start) to \($0.end)\($0.isAtTop ? " at the top" : "") \(quoted($0.text))" }
  }

  /// What stands between the film and its encoders.
  private func finish(_ output: OutputPlan) -> [String] {
    var lines: [String] = []
    if let finish = output.pictureFinish {
      lines.append("  pictures become \(finish.size) \(finish.pixelFormat) \(tags(finish.color))")
      lines += finish.filters.map { "    \(call($0, []))" }
      if let palette = finish.palette {
        lines += ["    palette \(call(palette.make, []))", "    \(call(palette.use, []))"]
      }
    }
    if let finish = output.soundFinish {
      lines.append("  sound becomes \(finish.shape.rate) \(finish.shape.layout.rawValue) samples \(finish.sampleCount)")
      lines += finish.filters.map { "    \(call($0, []))" }
    }
    return lines
  }

  private func source(_ number: Int, _ source: PictureSource) -> String {
    let sampling = source.sampling
    var text = "  source \(number): \(named(source.input))"
    if plan.inputs[source.input].facts.kind != .still {
      let pace = sampling.pace.map { "pace \($0)" } ?? "step \(sampling.step)"
      text += " from \(sampling.first) \(pace) count \(sampling.count)"
      if sampling.includesInstant { text += " inclusive" }
      if let bound = sampling.bound { text += " before \(bound)" }
      if let wrap = sampling.wrap { text += " wrapped \(wrap.start)..<\(wrap.end)" }
    }
    for filter in source.conditioning { text += " through \(call(filter, []))" }
    return noted(text, source.origin)
  }

  private func text(_ number: Int, _ text: TextSource) -> String {
    noted(
      "  text \(number): script \(text.script) part \(text.x),\(text.y) \(text.size) from \(text.first) step \(text.step) count \(text.count)",
      text.origin)
  }

  private func source(_ source: SoundSource) -> String {
    let direction = source.isReversed ? " backwards" : source.way.map { " along \($0)" } ?? ""
    let wrap = source.wrap.map { " wrapped \($0.lowerBound)..<\($0.upperBound)" } ?? ""
    return "  source 0: \(named(source.input)) from \(source.first) count \(source.count)\(direction)\(wrap)"
  }

  private func graph(_ graph: SpanGraph) -> [String] {
    var lines = graph.nodes.enumerated().map { number, node in
      let text =
        "  n\(number) = " + (node.motion.map { self.motion($0, edgeText(node.inputs[0])) } ?? call(node.filter, node.inputs.map(edgeText)))
      return noted(text + automation(node.automation), node.origin)
    }
    let ordinary = graph.nodes.isEmpty ? SpanGraph.Edge.source(0) : .node(graph.nodes.count - 1, pad: 0)
    if graph.output != ordinary || graph.nodes.isEmpty { lines.append("  output \(edgeText(graph.output))") }
    return lines
  }

  /// The first pose and the last tell how it goes; the plan has them all.
  private func motion(_ motion: Motion, _ input: String) -> String {
    let ends = [motion.poses.first, motion.poses.count > 1 ? motion.poses.last : nil].compactMap { $0 }
    let way = ends.map { "\(text($0.window)) at \(text($0.place))" }.joined(separator: " to ")
    return "move(\(input); \(motion.entering) to \(motion.size) \(motion.pixelFormat)) \(motion.poses.count) poses from \(way)"
  }

  private func text(_ rect: Motion.Rect) -> String {
    let numbers = [rect.x, rect.y, rect.width, rect.height].map { Rational(Int(($0 * 10_000).rounded()), 10_000).decimal(digits: 4) }
    return "\(numbers[0]),\(numbers[1]) \(numbers[2])x\(numbers[3])"
  }

  private func automation(_ automation: SpanGraph.Automation?) -> String {
    guard let automation else { return "" }
    let blocks = automation.block.map { " every \($0) samples" } ?? ""
    return " with \(automation.command) = [\(automation.values.joined(separator: " "))]\(blocks)"
  }

  private func call(_ filter: Filter, _ inputs: [String]) -> String {
    let options = filter.options.map { "\($0.name)=\(shown($0.value))" }.joined(separator: ", ")
    let parts = [inputs.joined(separator: ", "), options].filter { !$0.isEmpty }
    return "\(filter.name)(\(parts.joined(separator: "; ")))"
  }

  private func listed(_ options: [Filter.Option]) -> String {
    options.isEmpty
      ? "" : " (" + options.map { "\($0.name)=\(shown($0.value))" }.joined(separator: ", ") + ")"
  }

  private func named(_ input: Int) -> String { "input \(input) \(quoted(plan.inputs[input].facts.path))" }

  private func tags(_ color: ColorTags) -> String {
    let names = [color.matrix, color.range, color.primaries, color.transfer]
    return names.dropFirst(2).allSatisfy { $0 == color.matrix }
      ? "\(color.matrix) \(color.range)" : names.joined(separator: " ")
  }

  private func noted(_ line: String, _ origin: Int) -> String {
    guard showsOrigins, plan.origins.indices.contains(origin) else { return line }
    let place = plan.origins[origin]
    return "\(line)  # \(place.file):\(place.line):\(place.column) \(onOneLine(place.what))"
  }
}

/// `source 0`, `n3`, `n3.1` for a further output pad.
func edgeText(_ edge: SpanGraph.Edge) -> String {
  switch edge {
  case .source(let number): "source \(number)"
  case .text(let number): "text \(number)"
  case .node(let number, 0): "n\(number)"
  case .node(let number, let pad): "n\(number).\(pad)"
  }
}

/// A value as it is where nothing in it could be taken for the text around it, otherwise quoted.
private func shown(_ value: String) -> String {
  value.isEmpty || value.unicodeScalars.contains { " ,;()'\"\n\r\t#".unicodeScalars.contains($0) }
    ? quoted(value) : value
}

private func quoted(_ text: String) -> String {
  var result = "'"
  for scalar in text.unicodeScalars {
    switch scalar {
    case "'": result += "\\'"
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "'"
}
