import Diagnostics

/// How pictures are coded.
package enum PictureCodecName: String, WordChoice {
  case h264, hevc, av1, vp9, prores, gif

  package var help: String {
    switch self {
    case .h264: "H.264, by x264: plays everywhere."
    case .hevc: "HEVC, by x265: a third smaller than H.264, slower to make; 10 bits and HDR."
    case .av1: "AV1, by SVT-AV1: about half of H.264; 10 bits and HDR."
    case .vp9: "VP9, by libvpx: for the web; may hold alpha."
    case .prores: "ProRes, by FFmpeg: for editors, large; may hold alpha."
    case .gif: "GIF: 256 colours."
    }
  }
}

/// How sound is coded.
package enum SoundCodecName: String, WordChoice {
  case aac, mp3, opus, vorbis, flac, pcm
  case pcm16 = "pcm_s16le"
  case pcm24 = "pcm_s24le"

  package var help: String {
    switch self {
    case .aac: "AAC-LC: plays everywhere."
    case .mp3: "MP3, by LAME."
    case .opus: "Opus: the best at any size, for the web."
    case .vorbis: "Vorbis: Opus's forerunner."
    case .flac: "Lossless, about half the size of PCM."
    case .pcm, .pcm16: "Uncompressed, 16 bits."
    case .pcm24: "Uncompressed, 24 bits."
    }
  }
}

/// The numbers that a coded picture is made of: chroma, bits, alpha.
package enum PixelsName: String, WordChoice {
  case yuv420p, yuv422p, yuv444p, yuva420p
  case yuv420p10, yuv422p10, yuv444p10, yuva444p10

  package var help: String {
    switch self {
    case .yuv420p: "8 bits, a colour sample for four pixels: what everything plays."
    case .yuv422p: "8 bits, a colour sample for two pixels."
    case .yuv444p: "8 bits, full chroma."
    case .yuva420p: "8 bits, with alpha."
    case .yuv420p10: "10 bits: no bands in skies; HDR."
    case .yuv422p10: "10 bits, a colour sample for two pixels: for editors."
    case .yuv444p10: "10 bits, full chroma."
    case .yuva444p10: "10 bits, full chroma, with alpha."
    }
  }

  package var hasAlpha: Bool { self == .yuva420p || self == .yuva444p10 }
}

/// An encoder's trade of time against size, in its own terms; which are its own depends on the codec.
package struct EncoderPreset: ParameterValue {
  package var word: String

  /// x264's and x265's.
  package static let words = [
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
  ]
  /// prores_ks's profiles, smallest first.
  package static let profiles = ["proxy", "lt", "standard", "hq", "4444", "4444xq"]

  package static let shape = ValueShape.form(
    name: "a preset of the encoder",
    help: "x264, x265: ultrafast … veryslow. AV1: 0 (slow) to 13. VP9: 0 (slow) to 8. ProRes: proxy, lt, standard, hq.",
    pattern: "^([a-z]+|[0-9]+(xq)?)$", examples: ["veryfast"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> EncoderPreset? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a preset such as 'veryfast'")
      return nil
    }
    let numbers = (0...13).map(String.init)
    return reading.choose(node, among: words + profiles + numbers).map(EncoderPreset.init)
  }

  init(_ word: String) { self.word = word }
}
