import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

extension OutputChoice {
  /// How sound is coded; nil for none, or after an error.
  func soundCoding(
    _ clause: Setting<SoundCodingClause>?, _ coding: Coding, hasPicture: Bool, _ bag: inout DiagnosticBag
  ) -> (encoder: EncoderPlan, finish: SoundFinish?)? {
    let container = coding.container
    guard !container.soundCodecs.isEmpty else {
      if let clause, !clause.value.isOff {
        bag.error("wrong-codec", "\(container.name.rawValue) holds no sound", at: clause.keySpan, caption: "drop 'audio', or choose mp4")
      }
      return nil
    }
    let asks = clause != nil || container.pictureCodecs.isEmpty
    guard clause?.value.isOff != true, composition?.sounds.isEmpty == false || asks || !hasPicture else { return nil }
    guard let codec = soundCodec(clause?.value, coding, &bag) else { return nil }
    var options: [Filter.Option] = []
    if let usual = codec.bitRate {
      let written = clause?.value.bitrate?.value.bitsPerSecond.roundedHalfUp
      options.append(.init("b", "\(written ?? (clause?.value.codec == nil ? coding.preset?.soundBitRate : nil) ?? usual)"))
    } else if let bitrate = clause?.value.bitrate, clause?.value.codec != nil {
      bag.error("wrong-setting", "\(codec.name.rawValue) has no 'bitrate'", at: bitrate.keySpan, caption: "drop it")
    }
    return (EncoderPlan(codec: codec.encoder, options: options), finish(codec, coding))
  }

  private func soundCodec(_ clause: SoundCodingClause?, _ coding: Coding, _ bag: inout DiagnosticBag) -> SoundCodec? {
    let container = coding.container
    guard let codec = clause?.codec else {
      let wanted = coding.preset?.sound
      return .named(wanted.flatMap { container.soundCodecs.contains($0) ? $0 : nil } ?? container.soundCodecs[0])
    }
    guard container.soundCodecs.contains(codec.value) else {
      bag.error(
        "wrong-codec", "\(container.name.rawValue) cannot hold \(codec.value.rawValue)", at: codec.span,
        notes: ["\(container.name.rawValue) holds " + listed(container.soundCodecs.map(\.rawValue), last: "and")])
      return nil
    }
    return .named(codec.value)
  }

  /// What brings the film's sound to a rate and layout that the codec takes; nil for nothing.
  private func finish(_ codec: SoundCodec, _ coding: Coding) -> SoundFinish? {
    guard let composition else { return nil }
    let canvas = composition.canvas
    let shape = codec.shape(for: canvas.sound)
    guard shape != canvas.sound else { return nil }
    let frames = coding.frames ?? 0..<composition.frameCount
    let count = canvas.rate.sample(ofEdge: frames.count, sampleRate: shape.rate)
    let filters: [Filter] = [.resample(to: shape.rate, layout: shape.layout.rawValue), .padSamples(to: count)]
    return SoundFinish(filters: filters + Filter.pickSamples(first: 0, count: count), shape: shape, sampleCount: count)
  }
}
