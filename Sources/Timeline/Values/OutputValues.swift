/// The container that a film is written into.
package enum ContainerName: String, WordChoice {
  case mp4, mov, mkv, wav, flac

  package var help: String {
    switch self {
    case .mp4: "MP4: plays everywhere; H.264 and AAC."
    case .mov: "QuickTime: for editors; H.264, AAC and PCM."
    case .mkv: "Matroska: holds everything; milliseconds only."
    case .wav: "Sound alone, uncompressed."
    case .flac: "Sound alone, lossless."
    }
  }
}

/// How pictures are coded.
package enum PictureCodecName: String, WordChoice {
  case h264

  package var help: String { "H.264, by x264." }
}

/// How sound is coded.
package enum SoundCodecName: String, WordChoice {
  case aac, pcm
  case pcm16 = "pcm_s16le"
  case pcm24 = "pcm_s24le"
  case flac

  package var help: String {
    switch self {
    case .aac: "AAC-LC: plays everywhere."
    case .pcm, .pcm16: "Uncompressed, 16 bits."
    case .pcm24: "Uncompressed, 24 bits."
    case .flac: "Lossless, about half the size of PCM."
    }
  }
}

/// x264's trade of time against size.
package enum EncoderPreset: String, WordChoice {
  case ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow

  package var help: String { "x264's preset of this name." }
}
