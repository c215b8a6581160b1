import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes

/// A plan, and the places in the document that its origins stand for.
package struct PlannedRender: Sendable {
  package var plan: RenderPlan
  /// The frame to write as a picture, where that is all that is wanted.
  package var still: Int?
  /// The text to write, where that is all that is wanted.
  package var text: String?
  /// What is wanted instead of the film: some of its pictures in one, or each in a file of its own.
  package var pictures: PictureRequest?
  /// For each of the plan's origins; nil where no line of the document is meant.
  package var spans: [Span?]
  /// The texts that spans point into.
  var sources: SourceMap
}

/// Pictures instead of a film.
package enum PictureRequest: Sendable {
  case sheet(ContactSheet)
  case files
}

/// What FFmpeg will be asked to do for one output.
/// - Parameter only: the pictures that are wanted; nil for all, or for the target's still alone.
func planRender(
  _ composition: Composition, _ target: OutputTarget, _ sources: SourceMap, only wanted: [Int]? = nil
) -> PlannedRender {
  var composition = composition
  if !target.keepsAlpha { composition.canvas.background.alpha = 255 }
  let numbers = Numbering(origins: OriginTable(sources), inputs: InputTable(composition))
  let canvas = composition.canvas
  let frames = target.frames ?? 0..<composition.frameCount
  var picture: PicturePlan?
  if target.plan.picture != nil {
    let spans = lowerPicture(composition, frames, numbers, only: wanted ?? target.still.map { [$0] }).map {
      convertColors($0, numbers.inputs.inputs, canvas.color, to: canvas.pixelFormat)
    }
    picture = PicturePlan(
      size: canvas.size, rate: canvas.rate, pixelFormat: canvas.pixelFormat, color: canvas.color.tags,
      frameCount: frames.count, spans: spans)
  }
  var sound: SoundPlan?
  if target.plan.sound != nil {
    let (start, end) = (canvas.sample(ofEdge: frames.lowerBound), canvas.sample(ofEdge: frames.upperBound))
    sound = lowerSound(composition, start..<end, numbers)
  }
  let plan = RenderPlan(
    inputs: numbers.inputs.inputs, texts: numbers.texts.scripts, picture: picture, sound: sound, output: target.plan,
    origins: numbers.origins.origins)
  return PlannedRender(
    plan: plan, still: target.still, text: target.text, pictures: target.pictures, spans: numbers.origins.spans, sources: sources)
}

/// Some of the film's pictures, for looking at them.
func planPictures(_ frames: [Int], of composition: Composition, _ sources: SourceMap) -> PlannedRender {
  planRender(composition, OutputTarget(plan: OutputPlan(picturesTo: ""), name: "frame"), sources, only: frames)
}

extension OutputPlan {
  /// Pictures without a film around them.
  init(picturesTo path: String) {
    let pictures = EncoderPlan(codec: "", options: [])
    self.init(path: path, format: "", formatOptions: [], picture: pictures, sound: nil, metadata: [])
  }
}
