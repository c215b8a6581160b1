import Diagnostics

/// The container that a film is written into.
package enum ContainerName: String, WordChoice {
  case mp4, mov, mkv, webm, gif, m4a, mp3, wav, flac, ogg, opus, hls

  package var help: String {
    switch self {
    case .mp4: "MP4: plays everywhere; H.264 and AAC."
    case .mov: "QuickTime: for editors; H.264, ProRes and PCM."
    case .mkv: "Matroska: holds everything; milliseconds only."
    case .webm: "WebM: for the web; VP9, AV1 and Opus."
    case .gif: "An animated GIF: no sound, 256 colours, hundredths of a second."
    case .m4a: "Sound alone: AAC in MP4."
    case .mp3: "Sound alone, plays everywhere."
    case .wav: "Sound alone, uncompressed."
    case .flac: "Sound alone, lossless."
    case .ogg: "Sound alone: Vorbis, Opus or FLAC in Ogg."
    case .opus: "Sound alone: Opus in Ogg."
    case .hls: "For streaming: a playlist (.m3u8) and segments beside it; H.264 or HEVC, and AAC."
    }
  }
}

/// What a film is made for: a name for a container, its codecs and their settings.
package enum OutputPresetName: String, WordChoice {
  case youtube1080 = "youtube-1080"
  case youtube4k = "youtube-4k"
  case tiktok
  case instagramReel = "instagram-reel"
  case square
  case webVP9 = "web-vp9"
  case archiveProRes = "archive-prores"
  case gif
  case audioMP3 = "audio-mp3"
  case preview

  package var help: String {
    switch self {
    case .youtube1080: "1920x1080 H.264 and AAC in MP4, for upload."
    case .youtube4k: "3840x2160 H.264 and AAC in MP4, for upload."
    case .tiktok: "1080x1920 H.264 and AAC in MP4."
    case .instagramReel: "1080x1920 H.264 and AAC in MP4, at most 60 pictures a second."
    case .square: "1080x1080 H.264 and AAC in MP4."
    case .webVP9: "VP9 and Opus in WebM, on the film's own canvas."
    case .archiveProRes: "ProRes 422 HQ and 24-bit PCM in MOV, on the film's own canvas."
    case .gif: "A GIF, at most 480 pixels a side and 25 pictures a second."
    case .audioMP3: "The sound alone, as MP3."
    case .preview: "A small MP4 that is made quickly: at most 640 pixels a side."
    }
  }
}

/// A part of the film, `[from, to]`.
package struct FilmRange: ParameterValue {
  package var from: Setting<TimeExpression>
  package var to: Setting<TimeExpression>

  package static let shape = ValueShape.list(TimeExpression.shape, minimum: 2)

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> FilmRange? {
    guard let nodes = node.list, nodes.count == 2 else {
      reading.wrongKind(node, expected: "two times: [from, to]")
      return nil
    }
    guard let from = TimeExpression.read(nodes[0], &reading), let to = TimeExpression.read(nodes[1], &reading) else {
      return nil
    }
    return FilmRange(
      from: Setting(from, span: nodes[0].span, keySpan: node.span), to: Setting(to, span: nodes[1].span, keySpan: node.span))
  }
}

/// Columns and rows of a sheet of pictures: `4x4`.
package struct SheetGrid: ParameterValue {
  package var columns: Int
  package var rows: Int

  package static let shape = ValueShape.form(
    name: "columns by rows", help: "How many pictures stand beside and below each other, at most 20 each.",
    pattern: "^[0-9]+x[0-9]+$", examples: ["4x4"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SheetGrid? {
    let words = "columns by rows, each from 1 to 20, such as '4x4'"
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: words)
      return nil
    }
    let parts = scalar.text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...20).contains(columns), (1...20).contains(rows) else {
      reading.wrongValue(node, expected: words)
      return nil
    }
    return SheetGrid(columns: columns, rows: rows)
  }
}
