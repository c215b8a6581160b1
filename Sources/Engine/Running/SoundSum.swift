import FilterGraph
import MediaTypes

/// A sum of lanes and mixes, block after block.
final class SoundSum {
  private let shape: SoundShape
  private let lanes: [Lane]
  private let mixes: [MixRun]

  init(_ shape: SoundShape, lanes: [Lane], mixes: [MixRun]) { (self.shape, self.lanes, self.mixes) = (shape, lanes, mixes) }

  /// The next `count` samples, stamped with `first`.
  func next(_ count: Int, first: Int) throws(EngineError) -> Frame {
    let frame = try Frame.samples(count: count, rate: shape.rate, layout: try Layout(shape.layout))
    let planes = frame.planes
    for plane in planes { plane.update(repeating: 0, count: count) }
    for lane in lanes { try lane.add(count, to: planes) }
    for mix in mixes { try mix.add(count, to: planes) }
    frame.pointer.pointee.pts = Int64(first)
    return frame
  }
}
