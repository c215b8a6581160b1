import CFFmpeg
import FilterGraph
import MediaTypes

/// Reads a file's sound from its first sample to its last, in a shape that is asked for, a block at a time and
/// in bounded memory. Blocks hold a row of samples for each channel.
/// - Throws: `.media` where there is no sound, or where it cannot be read to its end.
package func scanSound(
  _ facts: MediaFacts, as shape: SoundShape, _ take: ([[Float]]) throws(EngineError) -> Void
) throws(EngineError) {
  guard let sound = facts.sound else { throw EngineError(.media, "'\(facts.path)' has no sound") }
  let length = sound.end - sound.start
  let heard = (length * Rational(sound.rate)).roundedHalfUp ?? 0
  var left = (length * Rational(shape.rate)).roundedHalfUp ?? 0
  var graph = SpanGraph()
  graph.output = graph.add(.resample(to: shape.rate, layout: shape.layout.rawValue), to: .source(0), origin: 0)
  let source = SoundSource(input: 0, first: 0, count: heard)
  let voice = Voice(source: source, graph: graph, samples: left, origin: 0)
  let run = try VoiceRun(voice, shape: shape, pool: ReaderPool(scanPlan(facts)))
  while left > 0 {
    let count = min(left, 1 << 14)
    try take(try block(of: run, count, channels: shape.layout.channelCount))
    left -= count
  }
}

private func block(of run: VoiceRun, _ count: Int, channels: Int) throws(EngineError) -> [[Float]] {
  let planes = (0..<channels).map { _ in UnsafeMutablePointer<Float>.allocate(capacity: count) }
  defer { for plane in planes { plane.deallocate() } }
  for plane in planes { plane.update(repeating: 0, count: count) }
  try run.add(count, to: planes, at: 0)
  return planes.map { Array(UnsafeBufferPointer(start: $0, count: count)) }
}

/// A plan that reads one file and writes nothing.
private func scanPlan(_ facts: MediaFacts) -> RenderPlan {
  RenderPlan(
    inputs: [PlanInput(facts: facts)], picture: nil, sound: nil,
    output: OutputPlan(path: "", format: "", formatOptions: [], picture: nil, sound: nil, metadata: []),
    origins: [PlanOrigin(file: facts.path, line: 0, column: 0, what: "'\(facts.path)'")])
}
