import FilterGraph
import MediaTypes

@testable import Engine

extension RenderPlan {
  /// A film of one file's pictures as one or several samplings choose them, without filters.
  static func pictures(_ path: String, _ samplings: [Sampling], rate: Rational = 25) throws -> RenderPlan {
    let facts = try probeMedia(path: path)
    var first = 0
    let spans = samplings.map { sampling in
      defer { first += sampling.count }
      let source = PictureSource(input: 0, sampling: sampling, origin: 0)
      return PictureSpan(first: first, count: sampling.count, sources: [source], graph: SpanGraph())
    }
    let picture = PicturePlan(
      size: facts.picture!.codedSize, rate: FrameRate(rate)!, pixelFormat: facts.picture!.pixelFormat,
      color: facts.picture!.color, frameCount: first, spans: spans)
    return RenderPlan(
      inputs: [PlanInput(facts: facts)], picture: picture, sound: nil, output: .none, origins: [])
  }

  /// A film of one file's samples, without filters, in the file's own shape.
  static func sound(_ path: String, _ sources: [SoundSource]) throws -> RenderPlan {
    let facts = try probeMedia(path: path)
    let segments = sources.map { source in
      SoundSegment.voice(Voice(source: source, graph: SpanGraph(), samples: source.count, origin: 0))
    }
    let sound = facts.sound!
    let shape = SoundShape(rate: sound.rate, layout: ChannelLayout(rawValue: sound.layout)!)
    let plan = SoundPlan(
      shape: shape, sampleCount: sources.reduce(0) { $0 + $1.count }, lanes: [segments])
    return RenderPlan(
      inputs: [PlanInput(facts: facts)], picture: nil, sound: plan, output: .none, origins: [])
  }
}

extension OutputPlan {
  /// For runs that write nothing.
  static let none = OutputPlan(
    path: "", format: "", formatOptions: [], picture: nil, sound: nil, metadata: [])

  static func mp4(_ path: String) -> OutputPlan {
    OutputPlan(
      path: path, format: "mp4", formatOptions: [Filter.Option("movflags", "+faststart")],
      picture: EncoderPlan(
        codec: "libx264", options: [Filter.Option("preset", "veryfast"), Filter.Option("crf", "23")]),
      sound: EncoderPlan(codec: "aac", options: [Filter.Option("b", "96k")]), metadata: [])
  }
}

extension Sampling {
  /// Film frames at `rate`, each at its middle, from `start` in the source.
  static func middle(
    from start: Rational, speed: Rational = 1, rate: Rational = 25, count: Int, bound: Rational? = nil,
    wrap: SourceRange? = nil
  ) -> Sampling {
    let step = speed / rate
    return Sampling(first: start + step / 2, step: step, count: count, bound: bound, wrap: wrap)
  }
}
