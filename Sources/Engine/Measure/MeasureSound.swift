import FilterGraph
import MediaTypes

/// Plays a sound through and measures it.
/// - Throws: `.media` where a file cannot be read to the end of what the plan asks for.
package func measureSound(_ question: SoundQuestion, cancellation: Cancellation = Cancellation()) throws(EngineError) -> SoundMeasure {
  let shape = question.sound.shape
  let output = OutputPlan(path: "", format: "", formatOptions: [], picture: nil, sound: nil, metadata: [])
  let plan = RenderPlan(
    inputs: question.inputs, picture: nil, sound: question.sound, output: output, origins: question.origins)
  let run = try SoundRun(question.sound, pool: ReaderPool(plan))
  var levels = LevelMeter(channels: shape.layout.channelCount, rate: shape.rate)
  var loudness = LoudnessMeter(shape)
  var peak = TruePeakMeter(channels: shape.layout.channelCount)
  while !run.isOver {
    try cancellation.throwIfCancelled()
    let frame = try run.next(1 << 14)
    let count = Int(frame.pointer.pointee.nb_samples), planes = frame.planes
    levels.take(planes, count)
    loudness.take(planes, count)
    peak.take(planes, count)
  }
  return SoundMeasure(levels: levels.finished(), integrated: loudness.integrated, truePeak: peak.hundredths)
}
