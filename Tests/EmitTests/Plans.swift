import Compiler
import FilterGraph
import Foundation
import MediaTypes

/// A film of one span a sampling, each showing a source as it is.
func picturePlan(_ media: [BarMedia], rate: FrameRate, _ samplings: [(media: Int, Sampling)]) -> RenderPlan {
  var first = 0
  let spans = samplings.map { number, sampling in
    defer { first += sampling.count }
    return PictureSpan(
      first: first, count: sampling.count,
      sources: [PictureSource(input: number, sampling: sampling, origin: 0)],
      graph: SpanGraph())
  }
  let picture = PicturePlan(
    size: BarMedia.size, rate: rate, pixelFormat: "yuv420p", color: .bt709, frameCount: first, spans: spans)
  return RenderPlan(
    inputs: media.map(\.input), picture: picture, sound: nil, output: output("film.mkv"), origins: [])
}

func output(_ path: String) -> OutputPlan {
  OutputPlan(
    path: path, format: "matroska", formatOptions: [], picture: EncoderPlan(codec: "ffv1", options: []),
    sound: EncoderPlan(codec: "pcm_s16le", options: []), metadata: [])
}

/// What the printed script makes of a plan.
struct ScriptRun {
  let pictures: Data
  let sound: [Float]

  init(_ plan: RenderPlan, mode: String = "raw") throws {
    let script = temporaryFile("film.sh")
    let soundFile = temporaryFile("sound.f32")
    try emitFFmpeg(plan).write(toFile: script, atomically: false, encoding: .utf8)
    pictures = try run("/bin/sh", [script], environment: ["REELC_FRAMEHASH": mode, "REELC_SOUND": soundFile])
    let bytes = (try? Data(contentsOf: URL(fileURLWithPath: soundFile))) ?? Data()
    sound = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }
}
