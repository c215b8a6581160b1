import FilterGraph
import MediaTypes

/// One lane of the film's sound: its pieces in order, each voice open only while it sounds.
final class Lane {
  private let segments: [SoundSegment]
  private let shape: SoundShape
  private let pool: ReaderPool
  private var index = 0
  /// Samples of the current piece that were given already.
  private var used = 0
  private var voice: VoiceRun?

  init(_ segments: [SoundSegment], shape: SoundShape, pool: ReaderPool) {
    (self.segments, self.shape, self.pool) = (segments, shape, pool)
  }

  /// Adds the lane's next `count` samples to what `planes` hold.
  func add(_ count: Int, to planes: [UnsafeMutablePointer<Float>]) throws(EngineError) {
    var done = 0
    while done < count, index < segments.count {
      let segment = segments[index]
      let length = min(count - done, segment.samples - used)
      if case .voice(let plan) = segment, length > 0 {
        if voice == nil { voice = try VoiceRun(plan, shape: shape, pool: pool) }
        try voice?.add(length, to: planes, at: done)
      }
      done += length
      used += length
      if used >= segment.samples {
        voice = nil
        used = 0
        index += 1
      }
    }
  }
}
