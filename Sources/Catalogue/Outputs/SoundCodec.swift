import FilterGraph
import MediaTypes
import Timeline

/// How a sound codec is driven, and which sound it takes.
package struct SoundCodec: Sendable {
  package var name: SoundCodecName
  /// FFmpeg's encoder.
  package var encoder: String
  /// Bits a second where none are said; nil for what knows none.
  package var bitRate: Int?
  /// Sample rates that it takes, rising; all where empty.
  package var rates: [Int] = []
  /// Layouts that it takes; all where empty.
  package var layouts: [ChannelLayout] = []

  package static let all: [SoundCodec] = [
    SoundCodec(
      name: .aac, encoder: "aac", bitRate: 192_000,
      rates: [7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000]),
    SoundCodec(
      name: .mp3, encoder: "libmp3lame", bitRate: 192_000, rates: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000],
      layouts: [.mono, .stereo]),
    SoundCodec(
      name: .opus, encoder: "libopus", bitRate: 128_000, rates: [8000, 12000, 16000, 24000, 48000],
      layouts: [.mono, .stereo, .three, .quad, .five, .fivePointOne]),
    SoundCodec(
      name: .vorbis, encoder: "libvorbis", bitRate: 160_000, layouts: [.mono, .stereo, .three, .quad, .five, .fivePointOne]),
    SoundCodec(name: .flac, encoder: "flac"),
    SoundCodec(name: .pcm, encoder: "pcm_s16le"),
    SoundCodec(name: .pcm16, encoder: "pcm_s16le"),
    SoundCodec(name: .pcm24, encoder: "pcm_s24le"),
  ]

  package static func named(_ name: SoundCodecName) -> SoundCodec { all.first { $0.name == name }! }

  /// The sound that is coded for a film of `shape`: the next rate above that the codec takes, and its layout, or
  /// stereo.
  package func shape(for shape: SoundShape) -> SoundShape {
    let rate = rates.isEmpty ? shape.rate : rates.first { $0 >= shape.rate } ?? rates.last!
    return SoundShape(rate: rate, layout: layouts.isEmpty || layouts.contains(shape.layout) ? shape.layout : .stereo)
  }
}

extension SoundCodecName {
  /// FFmpeg's encoder.
  package var encoder: String { SoundCodec.named(self).encoder }
}
