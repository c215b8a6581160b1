import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// What codings of one output are chosen for.
struct Coding {
  let container: Container
  let preset: OutputPreset?
  /// The frames of the film that are written; nil for all.
  let frames: Range<Int>?
}

extension OutputChoice {
  /// How pictures are coded; nil for none, or after an error.
  func pictureCoding(
    _ clause: Setting<PictureCodingClause>?, _ coding: Coding, _ bag: inout DiagnosticBag
  ) -> (encoder: EncoderPlan, finish: PictureFinish?, keepsAlpha: Bool)? {
    let container = coding.container
    let isWanted = clause != nil || coding.preset == nil || coding.preset?.picture != nil
    guard composition?.hasPicture ?? true, isWanted, clause?.value.isOff != true, !container.pictureCodecs.isEmpty else {
      if let clause, !clause.value.isOff, container.pictureCodecs.isEmpty {
        bag.error("wrong-codec", "\(container.name.rawValue) holds no pictures", at: clause.keySpan, caption: "drop 'video', or choose mp4")
      }
      return nil
    }
    let settings = clause?.value ?? PictureCodingClause()
    guard let codec = pictureCodec(settings, coding, &bag) else { return nil }
    let choice = EncoderChoice(
      codec: codec, container: container.name, settings: settings, preset: coding.preset, canvas: composition?.canvas ?? .unstated,
      peak: composition?.brightest ?? 1000)
    let plan = EncoderPlan(
      codec: codec.encoder, options: choice.options(&bag), threads: codec.threads, tag: codec.tag(in: container.name))
    return (plan, choice.finish(&bag), choice.keepsAlpha)
  }

  private func pictureCodec(_ settings: PictureCodingClause, _ coding: Coding, _ bag: inout DiagnosticBag) -> PictureCodec? {
    let container = coding.container
    guard let codec = settings.codec else {
      if composition?.canvas.color.isHDR == true, container.pictureCodecs.contains(.hevc) { return .named(.hevc) }
      let wanted = coding.preset?.picture
      if composition?.canvas.isTransparent == true, wanted == nil,
        let clear = container.pictureCodecs.first(where: { PictureCodec.named($0).alphaPixels(in: container.name) != nil })
      {
        return .named(clear)
      }
      return .named(wanted.flatMap { container.pictureCodecs.contains($0) ? $0 : nil } ?? container.pictureCodecs[0])
    }
    guard container.pictureCodecs.contains(codec.value) else {
      bag.error(
        "wrong-codec", "\(container.name.rawValue) cannot hold \(codec.value.rawValue)", at: codec.span,
        notes: ["\(container.name.rawValue) holds " + listed(container.pictureCodecs.map(\.rawValue), last: "and")])
      return nil
    }
    return .named(codec.value)
  }
}

/// One encoder's options, out of what the output and its preset say.
private struct EncoderChoice {
  let codec: PictureCodec
  let container: ContainerName
  let settings: PictureCodingClause
  let preset: OutputPreset?
  let canvas: Canvas
  /// Of the film's light, cd/m².
  let peak: Int

  private var name: String { codec.name.rawValue }
  private var rate: FrameRate { canvas.rate }

  /// What is transparent reaches the file.
  var keepsAlpha: Bool {
    guard canvas.isTransparent else { return false }
    return codec.name == .gif || pixels.hasAlpha && codec.alphaPixels(in: container) != nil
  }

  func options(_ bag: inout DiagnosticBag) -> [Filter.Option] {
    var options: [Filter.Option] = []
    if let word = presetWord(&bag) { options.append(.init(codec.presetOption, word)) }
    options += rateOptions(&bag)
    if let frames = keyframes(&bag) { options.append(.init("g", "\(frames)")) }
    return options + (canvas.color == .pq ? codec.masteringOptions(peak: peak) : codec.options)
  }

  private func refuse(_ key: String, at span: Span, _ takes: String, _ bag: inout DiagnosticBag) {
    bag.error("wrong-setting", "\(name) has no '\(key)'", at: span, caption: takes)
  }

  private func presetWord(_ bag: inout DiagnosticBag) -> String? {
    guard let written = settings.preset else {
      if let word = preset?.encoderPreset, codec.presets.contains(word), !keepsAlpha { return word }
      return codec.name == .prores ? profile : codec.presets.isEmpty ? nil : codec.standardPreset
    }
    guard !codec.presets.isEmpty else {
      refuse("preset", at: written.keySpan, "drop it", &bag)
      return nil
    }
    guard codec.presets.contains(written.value.word) else {
      bag.error(
        "wrong-setting", "\(name) has no preset '\(written.value.word)'", at: written.span,
        notes: ["presets of \(name): " + codec.presets.joined(separator: ", ")])
      return nil
    }
    return written.value.word
  }

  /// ProRes has profiles instead of a quality.
  private var profile: String {
    if pixels != .yuv422p10 { return "4444" }
    let quality = settings.quality?.value.value ?? preset?.quality ?? 75
    let number = min(3, (quality / 25).floor ?? 3)
    return EncoderPreset.profiles[number]
  }

  private func rateOptions(_ bag: inout DiagnosticBag) -> [Filter.Option] {
    let written = [("quality", settings.quality?.keySpan), ("crf", settings.crf?.keySpan), ("bitrate", settings.bitrate?.keySpan)]
    let stated = written.compactMap { key, span in span.map { (key: key, span: $0) } }
    if stated.count > 1 {
      bag.error(
        "two-qualities", "'\(stated[0].key)' and '\(stated[1].key)' both say how good the picture is; keep one", at: stated[1].span,
        labels: [.init(stated[0].span, "the other one")])
      return []
    }
    if let bitrate = settings.bitrate {
      guard codec.takesBitRate else {
        refuse("bitrate", at: bitrate.keySpan, "say 'quality'", &bag)
        return []
      }
      return [.init("b", "\(bitrate.value.bitsPerSecond.roundedHalfUp ?? 0)")]
    }
    if let crf = settings.crf {
      guard let factors = codec.factors else {
        refuse("crf", at: crf.keySpan, "say 'quality'", &bag)
        return []
      }
      guard factors.contains(crf.value.value) else {
        bag.error(
          "out-of-range", "'crf' of \(name) takes a number from 0 to \(factors.upperBound), not '\(crf.value.value)'", at: crf.span)
        return []
      }
      return factorOptions(crf.value.value)
    }
    return codec.factor(quality: settings.quality?.value.value ?? preset?.quality ?? 75).map(factorOptions) ?? []
  }

  /// AV1 and VP9 take whole factors; VP9 wants to hear that no bitrate is meant.
  private func factorOptions(_ factor: Rational) -> [Filter.Option] {
    switch codec.name {
    case .vp9: [.init("crf", "\(factor.roundedHalfUp ?? 0)"), .init("b", "0")]
    case .av1: [.init("crf", "\(factor.roundedHalfUp ?? 0)")]
    default: [.init("crf", factor.decimal(digits: 3))]
    }
  }

  private func keyframes(_ bag: inout DiagnosticBag) -> Int? {
    guard codec.factors != nil else {
      if let keyframes = settings.keyframes { refuse("keyframes", at: keyframes.keySpan, "all its pictures are key frames", &bag) }
      return nil
    }
    guard let setting = settings.keyframes else {
      return preset?.keyframes.flatMap { ($0 * rate.value).roundedHalfUp }.map { max(1, $0) }
    }
    var seconds = Rational.zero
    for term in setting.value.terms {
      let value: Rational
      switch term.value {
      case .seconds(let seconds): value = seconds
      case .frames(let frames): value = frames / rate.value
      default:
        bag.error("bad-keyframes", "'keyframes' is a length such as 2s or 50f", at: setting.span)
        return nil
      }
      seconds = term.isSubtracted ? seconds - value : seconds + value
    }
    guard let frames = (seconds * rate.value).roundedHalfUp, (1...100_000).contains(frames) else {
      bag.error("bad-keyframes", "'keyframes' is at least one frame", at: setting.span)
      return nil
    }
    return frames
  }

  /// What stands between the film's pictures and the encoder; nil for nothing.
  func finish(_ bag: inout DiagnosticBag) -> PictureFinish? {
    let size = finishedSize(canvas.size)
    guard codec.name != .gif else { return gifFinish(size, canvas.color) }
    guard checkPixels(&bag) else { return nil }
    let tags = canvas.color.tags
    let film = canvas.color.format(keepsAlpha ? WorkingFormat.alpha : WorkingFormat.opaque)
    guard size != canvas.size || pixels.format != film else { return nil }
    let filters: [Filter] = [.scale(to: size, from: tags, to: tags), .format(pixels.format)]
    return PictureFinish(filters: filters, size: size, pixelFormat: pixels.format, color: tags)
  }

  /// A transparent canvas is coded with alpha where that can be, and a deep one in 10 bits, but for H.264, of which most
  /// players know 8 bits alone.
  private var pixels: PixelsName {
    if let written = settings.pixels?.value { return written }
    if canvas.isTransparent, let clear = codec.alphaPixels(in: container) { return clear }
    if let wanted = preset?.pixels, codec.pixels.contains(wanted) { return wanted }
    let deep = codec.pixels.first { $0.format.hasSuffix("10le") }
    let plain = codec.pixels.first ?? .yuv420p
    return canvas.color.isHDR || canvas.color.isDeep && codec.name != .h264 ? deep ?? plain : plain
  }

  private func checkPixels(_ bag: inout DiagnosticBag) -> Bool {
    guard let written = settings.pixels, !codec.pixels.contains(written.value) else { return true }
    bag.error(
      "wrong-pixels", "\(name) does not code '\(written.value.rawValue)'", at: written.span,
      notes: ["\(name) codes " + listed(codec.pixels.map(\.rawValue), last: "and")])
    return false
  }

  /// No side longer than the preset says; sides stay even.
  private func finishedSize(_ size: PixelSize) -> PixelSize {
    let longest = max(size.width, size.height)
    guard let most = preset?.longestSide, longest > most else { return size }
    let factor = Rational(most, longest)
    return PixelSize(
      width: max(2, evenNearest(Rational(size.width) * factor)), height: max(2, evenNearest(Rational(size.height) * factor)))
  }

  /// One palette for the whole film; quality says of how many colours.
  private func gifFinish(_ size: PixelSize, _ color: CanvasColor) -> PictureFinish {
    let quality = settings.quality?.value.value ?? 75
    let colors = max(4, min(256, (quality * 256 / 75).roundedHalfUp ?? 256))
    let format = keepsAlpha ? WorkingFormat.alpha : WorkingFormat.opaque
    let standard =
      color.isHDR ? Filter.recolor(to: size, from: color.tags, to: .bt709, peak: nil, hasAlpha: keepsAlpha, format: format) : []
    let filters: [Filter] = standard + [.scale(to: size, from: .bt709, to: .rgb), .format("bgra")]
    return PictureFinish(
      filters: filters, palette: .init(make: .makePalette(colors: colors, hasAlpha: keepsAlpha), use: .usePalette), size: size,
      pixelFormat: "pal8", color: .rgb)
  }
}

extension Composition {
  /// The brightest that one of its sources says it holds, at least that of a usual monitor for grading, in cd/m².
  fileprivate var brightest: Int {
    max(1000, media.compactMap { $0.facts.picture }.filter(\.color.isHDR).compactMap(\.peak).max() ?? 0)
  }
}
