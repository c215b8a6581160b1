import Diagnostics

/// What is written, and how.
package struct OutputClause: Construct {
  package var file: Setting<FilePath>?
  package var preset: Setting<OutputPresetName>?
  package var format: Setting<ContainerName>?
  package var video: Setting<PictureCodingClause>?
  package var audio: Setting<SoundCodingClause>?
  package var canvas: Setting<CanvasClause>?
  package var set: Setting<Named<Text>>?
  package var range: Setting<FilmRange>?
  package var loudness: Setting<Loudness>?
  package var truePeak: Setting<TruePeak>?
  package var chapters: Setting<Bool>?
  package var subtitles: Setting<[SubtitleUse]>?
  package var metadata: Setting<Named<Text>>?
  package var watermark: Setting<WatermarkClause>?
  package var still: Setting<TimeExpression>?
  package var captions: Setting<Name>?
  package var storyboard: Setting<SheetGrid>?
  package var frames: Setting<FilePath>?
  package var hls: Setting<StreamingClause>?

  package init() {}

  package static let declaration = Declaration<OutputClause>(
    "an output", "A file to write. A path alone is short for {file: path}.",
    examples: ["out/film.mp4", "{preset: youtube-1080}", "{file: out/film.mp4, video: {crf: 18, preset: slow}}"],
    [
      Parameter("file", \.file, "Where, relative to this document; the ending names the container.", example: "out/film.mp4"),
      Parameter("preset", \.preset, "What it is for: container, codecs and settings at once; other keys here win.", example: "tiktok"),
      Parameter("format", \.format, "The container, where the ending does not say it.", example: "mp4"),
      Parameter("video", \.video, "How pictures are coded; false leaves them out.", example: "{crf: 18, preset: slow}"),
      Parameter("audio", \.audio, "How sound is coded; false leaves it out.", example: "{codec: aac, bitrate: 192k}"),
      Parameter(
        "canvas", \.canvas, "Keys that take the place of the document's, before anything is laid out.", example: "{size: 1080x1920}"),
      Parameter("set", \.set, "Variables of the document, for this file.", example: "{lang: ar}"),
      Parameter("range", \.range, "The part of the film to write.", example: "[intro.end, 50%]"),
      Parameter("loudness", \.loudness, "The sound is measured and brought to this loudness.", example: "-14LUFS"),
      Parameter("true-peak", \.truePeak, "No louder than this; -1dBTP where 'loudness' is given.", example: "-1dBTP"),
      Parameter("chapters", \.chapters, "Whether titled markers become chapters.", default: "true"),
      Parameter(
        "subtitles", \.subtitles, "Captions as streams that a player can switch on: ids of captions tracks.", example: "[english, arabic]"),
      Parameter("metadata", \.metadata, "Tags for this file.", example: "{artist: Ada}"),
      Parameter("watermark", \.watermark, "A picture over the whole film: a path, or a mapping with src.", example: "logo.png"),
      Parameter(
        "still", \.still, "One picture of the film instead of the film, as PNG or JPEG: the one on screen then.", example: "drop + 12f"),
      Parameter("storyboard", \.storyboard, "A sheet of pictures instead of the film, columns by rows, as PNG or JPEG.", example: "4x4"),
      Parameter("frames", \.frames, "Every picture in a file of its own, PNG or JPEG, numbered from 1.", example: "frames/%04d.png"),
      Parameter("hls", \.hls, "A playlist and its segments, for streaming: true, how long a segment is, or a mapping.", example: "6s"),
      Parameter("captions", \.captions, "The captions of a track instead of the film: a .srt, .vtt or .ass file.", example: "english"),
    ])

  package static var shape: ValueShape { .oneOf([FilePath.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> OutputClause? {
    var clause = OutputClause()
    if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
      return clause
    }
    guard node.scalar != nil else {
      reading.wrongKind(node, expected: "a path, or a mapping with file")
      return nil
    }
    guard let path = FilePath.read(node, &reading) else { return nil }
    clause.file = Setting(path, span: node.span, keySpan: node.span)
    return clause
  }
}

/// How pictures are coded.
package struct PictureCodingClause: Construct {
  /// `video: false`.
  package var isOff = false
  package var codec: Setting<PictureCodecName>?
  package var quality: Setting<Quality>?
  package var crf: Setting<RateFactor>?
  package var bitrate: Setting<BitRate>?
  package var preset: Setting<EncoderPreset>?
  package var pixels: Setting<PixelsName>?
  package var keyframes: Setting<TimeExpression>?

  package init() {}

  package static let declaration = Declaration<PictureCodingClause>(
    "video", "How pictures are coded.", examples: ["{crf: 18, preset: slow}", "{bitrate: 8M, keyframes: 2s}"],
    [
      Parameter("codec", \.codec, "The codec; the container's first where absent.", example: "hevc"),
      Parameter("quality", \.quality, "How good, on one scale for all codecs: 75 is hard to tell from the source.", default: "75"),
      Parameter("crf", \.crf, "Constant quality in the encoder's own terms: less is better and larger.", example: "18"),
      Parameter("bitrate", \.bitrate, "A mean bitrate instead of constant quality.", example: "8M"),
      Parameter("preset", \.preset, "Time against size, in the encoder's own terms.", example: "veryfast"),
      Parameter("pixels", \.pixels, "Chroma, bits and alpha of the coded pictures; the canvas's where absent.", example: "yuv420p10"),
      Parameter("keyframes", \.keyframes, "The longest time between key frames.", default: "250f", example: "2s"),
    ])

  package static var shape: ValueShape { .oneOf([.boolean, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> PictureCodingClause? {
    readSwitchable(node, &reading) { $0.isOff = true }
  }
}

/// How sound is coded.
package struct SoundCodingClause: Construct {
  /// `audio: false`.
  package var isOff = false
  package var codec: Setting<SoundCodecName>?
  package var bitrate: Setting<BitRate>?

  package init() {}

  package static let declaration = Declaration<SoundCodingClause>(
    "audio", "How sound is coded.", examples: ["{codec: aac, bitrate: 192k}", "{codec: pcm}"],
    [
      Parameter("codec", \.codec, "The codec; the container's first where absent.", example: "aac"),
      Parameter("bitrate", \.bitrate, "Bits a second, for AAC, MP3, Opus and Vorbis.", default: "192k", example: "128k"),
    ])

  package static var shape: ValueShape { .oneOf([.boolean, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SoundCodingClause? {
    readSwitchable(node, &reading) { $0.isOff = true }
  }
}

/// Reads a mapping, or a boolean that switches the whole thing off.
private func readSwitchable<Clause: Construct>(
  _ node: SyntaxNode, _ reading: inout Reading, off: (inout Clause) -> Void
) -> Clause? {
  var clause = Clause()
  if let entries = node.map {
    Clause.declaration.read(entries, into: &clause, span: node.span, &reading)
    return clause
  }
  guard node.list == nil else {
    reading.wrongKind(node, expected: "false, or a mapping of \(Clause.declaration.parameters.map(\.key).joined(separator: ", "))")
    return nil
  }
  guard let isOn = Bool.read(node, &reading) else { return nil }
  if !isOn { off(&clause) }
  return clause
}
