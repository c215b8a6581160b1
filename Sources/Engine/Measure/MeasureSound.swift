import FilterGraph
import MediaTypes

/// Plays a sound through and measures it; where the question names a coding, as it is heard behind that.
/// - Throws: `.media` where a file cannot be read to the end of what the plan asks for.
package func measureSound(_ question: SoundQuestion, cancellation: Cancellation = Cancellation()) throws(EngineError) -> SoundMeasure {
  let output = OutputPlan(path: "", format: "", formatOptions: [], picture: nil, sound: nil, metadata: [])
  let plan = RenderPlan(
    inputs: question.inputs, picture: nil, sound: question.sound, output: output, origins: question.origins)
  let run = try SoundRun(question.sound, pool: ReaderPool(plan))
  let meters = SoundMeters(question.coding?.finish?.shape ?? question.sound.shape)
  let coded: CodedSound? = if let coding = question.coding { try CodedSound(coding, question.sound) } else { nil }
  while !run.isOver {
    try cancellation.throwIfCancelled()
    let frame = try run.next(coded?.block ?? 1 << 14)
    guard let coded else {
      meters.take(frame.planes, Int(frame.pointer.pointee.nb_samples))
      continue
    }
    try coded.take(frame) { planes, count in meters.take(planes, count) }
  }
  try coded?.finish { planes, count in meters.take(planes, count) }
  return meters.measure
}

/// Everything that is measured in a sound.
private final class SoundMeters {
  private var levels: LevelMeter
  private var loudness: LoudnessMeter
  private var peak: TruePeakMeter

  init(_ shape: SoundShape) {
    levels = LevelMeter(channels: shape.layout.channelCount, rate: shape.rate)
    loudness = LoudnessMeter(shape)
    peak = TruePeakMeter(channels: shape.layout.channelCount)
  }

  func take(_ planes: [UnsafeMutablePointer<Float>], _ count: Int) {
    levels.take(planes, count)
    loudness.take(planes, count)
    peak.take(planes, count)
  }

  var measure: SoundMeasure {
    SoundMeasure(levels: levels.finished(), integrated: loudness.integrated, truePeak: peak.hundredths)
  }
}
