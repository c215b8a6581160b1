import FilterGraph
import MediaTypes

/// The film's sound, block after block: the sum of its lanes in their order.
final class SoundRun {
  private let plan: SoundPlan
  private let lanes: [Lane]
  private(set) var made = 0

  init(_ plan: SoundPlan, pool: ReaderPool) {
    self.plan = plan
    lanes = plan.lanes.map { Lane($0, shape: plan.shape, pool: pool) }
  }

  var isOver: Bool { made >= plan.sampleCount }

  /// The next samples, at most `count`; the stamp is the first one's number in the film.
  func next(_ count: Int) throws(EngineError) -> Frame {
    let length = min(count, plan.sampleCount - made)
    let layout = try Layout(plan.shape.layout)
    let frame = try Frame.samples(count: length, rate: plan.shape.rate, layout: layout)
    let planes = frame.planes
    for plane in planes { plane.update(repeating: 0, count: length) }
    for lane in lanes { try lane.add(length, to: planes) }
    frame.pointer.pointee.pts = Int64(made)
    made += length
    return frame
  }
}
