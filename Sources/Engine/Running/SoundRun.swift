import FilterGraph
import MediaTypes

/// The film's sound, block after block: the sum of its lanes and mixes in their order, from the first sample that
/// is heard.
final class SoundRun {
  private let plan: SoundPlan
  private let sum: SoundSum
  private(set) var made = 0
  /// Samples before the first that is heard which were made already.
  private var passed = 0

  init(_ plan: SoundPlan, pool: ReaderPool) throws(EngineError) {
    self.plan = plan
    let lanes = plan.lanes.map { Lane($0, shape: plan.shape, pool: pool) }
    var mixes: [MixRun] = []
    for mix in plan.mixes ?? [] {
      let input = SoundSum(plan.shape, lanes: mix.lanes.map { lanes[$0] }, mixes: mix.mixes.map { mixes[$0] })
      mixes.append(try MixRun(mix, shape: plan.shape, sampleCount: plan.end, input: input))
    }
    let loose = plan.loose
    sum = SoundSum(plan.shape, lanes: loose.lanes.map { lanes[$0] }, mixes: loose.mixes.map { mixes[$0] })
  }

  var isOver: Bool { made >= plan.sampleCount }

  /// The next samples, at most `count`; the stamp is the first one's number in the film.
  func next(_ count: Int) throws(EngineError) -> Frame {
    while passed < plan.first {
      let length = min(1 << 16, plan.first - passed)
      _ = try sum.next(length, first: passed)
      passed += length
    }
    let length = min(count, plan.sampleCount - made)
    defer { made += length }
    return try sum.next(length, first: made)
  }
}
