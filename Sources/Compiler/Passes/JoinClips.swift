import MediaTypes

/// Clips that continue each other in one source become one clip: one reader, one span, no seam.
enum JoinClips: CompositionPass {
  static let name = "join-clips"
  static let summary = "Joins clips that continue each other in one source."
  static let reason = "Before hiding, because a joined cover hides more than its parts, and later passes see fewer layers."
  static let promise = Promise.exact

  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition {
    var result = composition
    result.layers = joined(composition.layers, rate: composition.canvas.rate, &remarks)
    result.sounds = joined(composition.sounds, composition.canvas)
    return result
  }

  private static func joined(_ layers: [Layer], rate: FrameRate, _ remarks: inout [Remark]) -> [Layer] {
    var result: [Layer] = []
    for layer in layers {
      if let last = result.last, continues(last, layer, rate) {
        result[result.count - 1].frames = last.frames.lowerBound..<layer.frames.upperBound
        result[result.count - 1].fadeOut = layer.fadeOut
        remarks.append(Remark(pass: name, text: "\(layer.what) goes on where the one before stops; both are read as one", span: layer.span))
      } else {
        result.append(layer)
      }
    }
    return result
  }

  private static func continues(_ a: Layer, _ b: Layer, _ rate: FrameRate) -> Bool {
    guard a.row == b.row, a.frames.upperBound == b.frames.lowerBound, a.geometry == b.geometry, a.fill == b.fill,
      a.opacity == b.opacity, a.blend == b.blend, a.effects.isEmpty, b.effects.isEmpty, !a.isMoving, !b.isMoving,
      a.fadeOut == nil, b.fadeIn == nil, case .run(let x) = a.content, case .run(let y) = b.content
    else { return false }
    return follows(x, y, frames: a.frames.count, rate)
  }

  private static func follows(_ x: SourceRun, _ y: SourceRun, frames: Int, _ rate: FrameRate) -> Bool {
    x.media == y.media && x.speed == y.speed && x.pace == nil && y.pace == nil && x.wrap == nil && y.wrap == nil && x.bound == y.bound
      && !x.speed.isZero
      && y.first == x.time(afterFrames: frames, rate: rate)
  }

  private static func joined(_ voices: [SoundLayer], _ canvas: Canvas) -> [SoundLayer] {
    var result: [SoundLayer] = []
    for voice in voices {
      if let last = result.last, continues(last, voice, canvas) {
        result[result.count - 1].samples = last.samples.lowerBound..<voice.samples.upperBound
        result[result.count - 1].level.fadeOut = voice.level.fadeOut
        result[result.count - 1].edgeOut = voice.edgeOut
        result[result.count - 1].crossOut = voice.crossOut
      } else {
        result.append(voice)
      }
    }
    return result
  }

  /// Only sound that is copied sample by sample may be joined: a resampler that runs on gives other bits
  /// than one that starts anew.
  private static func continues(_ a: SoundLayer, _ b: SoundLayer, _ canvas: Canvas) -> Bool {
    guard a.row == b.row, a.isSequential, a.samples.upperBound == b.samples.lowerBound, a.strip == b.strip,
      a.key == b.key, a.duck == nil, b.duck == nil, a.sourceDecibels == b.sourceDecibels,
      a.level.isAlike(b.level), a.channels == b.channels, a.level.fadeOut == nil, b.level.fadeIn == nil,
      a.effects.isEmpty, b.effects.isEmpty, a.crossOut == 0, b.crossIn == 0, a.edgeOut == 0, b.edgeIn == 0,
      case .run(let x) = a.content, case .run(let y) = b.content, x.media == y.media, x.speed == 1, y.speed == 1, x.pace == nil,
      y.pace == nil,
      x.wrap == nil, y.wrap == nil
    else { return false }
    let rate = Rational(canvas.sound.rate)
    let there = (x.first * rate).roundedHalfUp.map { $0 + a.samples.count }
    return there == (y.first * rate).roundedHalfUp
  }
}
