import MediaTypes
import Timeline

/// What an output is made for, as settings that its own keys override.
package struct OutputPreset: Sendable {
  package var name: OutputPresetName
  package var container: ContainerName
  /// The canvas that the film is laid out on; nil for the document's own.
  package var size: PixelSize?
  /// Pictures a second are halved until they are at most this.
  package var mostRate: Int?
  /// The finished pictures are made smaller until no side is longer than this; layout does not change.
  package var longestSide: Int?
  package var picture: PictureCodecName?
  package var quality: Rational = 75
  package var encoderPreset: String?
  /// Seconds between key frames.
  package var keyframes: Rational?
  package var pixels: PixelsName?
  package var sound: SoundCodecName?
  /// Bits a second of the sound.
  package var soundBitRate: Int?

  /// Every preset, in the manual's order. Platforms code again what they are given, so theirs are of a quality
  /// above the usual, and have a key frame every two seconds.
  package static let all: [OutputPreset] = [
    OutputPreset(
      name: .youtube1080, container: .mp4, size: PixelSize(width: 1920, height: 1080), picture: .h264, quality: 80,
      keyframes: 2, sound: .aac, soundBitRate: 384_000),
    OutputPreset(
      name: .youtube4k, container: .mp4, size: PixelSize(width: 3840, height: 2160), picture: .h264, quality: 80,
      keyframes: 2, sound: .aac, soundBitRate: 384_000),
    OutputPreset(
      name: .tiktok, container: .mp4, size: PixelSize(width: 1080, height: 1920), mostRate: 60, picture: .h264, quality: 80,
      keyframes: 2, sound: .aac, soundBitRate: 256_000),
    OutputPreset(
      name: .instagramReel, container: .mp4, size: PixelSize(width: 1080, height: 1920), mostRate: 60, picture: .h264,
      quality: 80, keyframes: 2, sound: .aac, soundBitRate: 256_000),
    OutputPreset(
      name: .square, container: .mp4, size: PixelSize(width: 1080, height: 1080), mostRate: 60, picture: .h264, quality: 80,
      keyframes: 2, sound: .aac, soundBitRate: 256_000),
    OutputPreset(name: .webVP9, container: .webm, picture: .vp9, keyframes: 5, sound: .opus, soundBitRate: 128_000),
    OutputPreset(
      name: .archiveProRes, container: .mov, picture: .prores, encoderPreset: "hq", pixels: .yuv422p10, sound: .pcm24),
    OutputPreset(name: .gif, container: .gif, mostRate: 25, longestSide: 480, picture: .gif),
    OutputPreset(name: .audioMP3, container: .mp3, sound: .mp3, soundBitRate: 192_000),
    OutputPreset(
      name: .preview, container: .mp4, longestSide: 640, picture: .h264, quality: 55, encoderPreset: "veryfast", sound: .aac,
      soundBitRate: 96_000),
  ]

  package static func named(_ name: OutputPresetName) -> OutputPreset { all.first { $0.name == name }! }
}
