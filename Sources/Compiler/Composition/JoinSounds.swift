import Catalogue
import FilterGraph
import MediaTypes

extension SoundLayer {
  /// Samples of the film on which it is heard, its effects' tail included.
  var sounding: Range<Int> { samples.lowerBound..<samples.upperBound + tail }

  /// One sound out of two that go on in one source and are treated alike, so that effects with memory do not
  /// start anew at a split, which changes nothing; nil where they are not, or have no effects.
  func joined(with next: SoundLayer, _ canvas: Canvas) -> SoundLayer? {
    guard !effects.isEmpty, row == next.row, strip == next.strip, key == next.key, duck == nil, next.duck == nil,
      samples.upperBound == next.samples.lowerBound,
      level.isAlike(next.level), channels == next.channels, pitch == next.pitch, level.fadeOut == nil, next.level.fadeIn == nil,
      edgeOut == 0, next.edgeIn == 0, crossOut == 0, next.crossIn == 0, treatment(canvas) == next.treatment(canvas),
      case .run(let run) = content, case .run(let other) = next.content, run.pace == nil, other.pace == nil
    else { return nil }
    var whole = self
    whole.samples = samples.lowerBound..<next.samples.upperBound
    whole.level.fadeOut = next.level.fadeOut
    (whole.edgeOut, whole.crossOut, whole.tail) = (next.edgeOut, next.crossOut, next.tail)
    return whole
  }

  /// What its effects are made of; nil where they hold for a part of it only.
  private func treatment(_ canvas: Canvas) -> SpanGraph? {
    guard effects.allSatisfy({ $0.samples == nil }) else { return nil }
    var graph = SpanGraph()
    graph.output = graph.add(effects, to: .source(0), canvas.sound, samples: 0..<1, origin: 0)
    return graph
  }
}
