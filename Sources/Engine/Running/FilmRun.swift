import FilterGraph
import MediaTypes

/// Where a film's pictures and samples go, in the order they are made.
protocol FilmSink: AnyObject {
  /// Samples a block; only the last may be shorter.
  var soundBlock: Int { get }
  /// - Parameter picture: in the plan's size and format, stamped with its number.
  func take(picture: Frame) throws(EngineError)
  /// - Parameter sound: planar float in the plan's shape, stamped with its first sample's number.
  func take(sound: Frame) throws(EngineError)
}

/// How far a run is.
package struct RenderProgress: Sendable {
  package var frames: Int
  package var frameCount: Int
  package var samples: Int
  package var sampleCount: Int
  /// Seconds of film that are done.
  package var seconds: Rational
}

/// Runs a plan into a sink, pictures and sound side by side, whichever is behind first. Decoders work ahead and the sink
/// behind, on threads of their own that are over when this returns; what comes out and what fails first is as without them.
/// - Returns: the most files that were open at once.
func runFilm(
  _ plan: RenderPlan, into sink: some FilmSink, cancellation: Cancellation,
  progress: (RenderProgress) -> Void
) throws(EngineError) -> Int {
  let pool = ReaderPool(plan)
  let block = sink.soundBlock
  let writing = try SinkThread(sink, room: plan.picture.map { max(2, (8 << 20) / $0.frameBytes) } ?? 8)
  do throws(EngineError) {
    try makeFilm(plan, pool, block: block, into: writing, cancellation: cancellation, progress: progress)
  } catch {
    throw writing.failure(after: error)
  }
  try writing.finish()
  return pool.mostOpen
}

/// Makes all pictures and samples, or as many as are taken.
private func makeFilm(
  _ plan: RenderPlan, _ pool: ReaderPool, block: Int, into writing: SinkThread, cancellation: Cancellation,
  progress: (RenderProgress) -> Void
) throws(EngineError) {
  let picture = plan.picture.map { PictureRun($0, pool: pool) }
  let sound: SoundRun? = if let sound = plan.sound { try SoundRun(sound, pool: pool) } else { nil }
  let clock = FilmClock(plan)
  var isTaken = true
  while isTaken {
    try cancellation.throwIfCancelled()
    let isPictureOpen = picture.map { !$0.isOver } ?? false
    let isSoundOpen = sound.map { !$0.isOver } ?? false
    guard isPictureOpen || isSoundOpen else { break }
    let frames = picture?.made ?? 0
    let samples = sound?.made ?? 0
    if let picture, isPictureOpen, !isSoundOpen || clock.isPictureBehind(frames: frames, samples: samples) {
      isTaken = try writing.take(picture: try picture.next())
    } else if let sound {
      isTaken = try writing.take(sound: try sound.next(block))
    }
    progress(clock.progress(frames: picture?.made ?? 0, samples: sound?.made ?? 0))
  }
}

/// Compares pictures and samples in time.
private struct FilmClock {
  let plan: RenderPlan
  private let frameDuration: Rational
  private let sampleDuration: Rational

  init(_ plan: RenderPlan) {
    self.plan = plan
    frameDuration = plan.picture?.rate.frameDuration ?? 0
    sampleDuration = plan.sound.map { Rational(1, $0.shape.rate) } ?? 0
  }

  func isPictureBehind(frames: Int, samples: Int) -> Bool {
    Rational(frames) * frameDuration <= Rational(samples) * sampleDuration
  }

  func progress(frames: Int, samples: Int) -> RenderProgress {
    let seconds = plan.picture == nil ? Rational(samples) * sampleDuration : Rational(frames) * frameDuration
    return RenderProgress(
      frames: frames, frameCount: plan.picture?.frameCount ?? 0, samples: samples,
      sampleCount: plan.sound?.sampleCount ?? 0, seconds: seconds)
  }
}
