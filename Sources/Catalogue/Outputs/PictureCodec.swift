import FilterGraph
import MediaTypes
import Timeline

/// How a picture codec is driven: its encoder, the encoder's own terms, and what `quality` means to it.
package struct PictureCodec: Sendable {
  package var name: PictureCodecName
  /// FFmpeg's encoder.
  package var encoder: String
  /// What it codes; the first where nothing is said and the canvas is of 8 bits.
  package var pixels: [PixelsName]
  /// Its presets, and the one where none is named.
  package var presets: [String] = []
  package var standardPreset = ""
  /// The option that takes the preset.
  package var presetOption = "preset"
  /// Constant rate factors that it takes; nil where it knows none.
  package var factors: ClosedRange<Rational>?
  /// The factors of quality 0 and 100; between them it runs straight.
  package var scale: (worst: Rational, best: Rational) = (0, 0)
  package var options: [Filter.Option] = []
  /// Bytes depend on it, so it is a constant and not the machine's. Each takes about 25 MB at 1080p.
  package var threads = 3
  package var takesBitRate = true

  /// Every picture codec. The scales are meant to meet at quality 75, which is hard to tell from the source; the
  /// factors are those that encoders' own guides call alike, and were not measured against each other.
  package static let all: [PictureCodec] = [
    PictureCodec(
      name: .h264, encoder: "libx264", pixels: [.yuv420p, .yuv422p, .yuv444p, .yuv420p10, .yuv422p10, .yuv444p10],
      presets: EncoderPreset.words, standardPreset: "medium", factors: 0...51, scale: (50, 10)),
    PictureCodec(
      name: .hevc, encoder: "libx265", pixels: [.yuv420p, .yuv422p, .yuv444p, .yuv420p10, .yuv422p10, .yuv444p10],
      presets: EncoderPreset.words, standardPreset: "medium", factors: 0...51, scale: (52, 12),
      options: [.init("x265-params", "pools=3:frame-threads=2:log-level=error:info=0")]),
    PictureCodec(
      name: .av1, encoder: "libsvtav1", pixels: [.yuv420p, .yuv420p10], presets: (0...13).map(String.init),
      standardPreset: "8", factors: 0...63, scale: (63, 17), options: [.init("svtav1-params", "lp=3")]),
    PictureCodec(
      name: .vp9, encoder: "libvpx-vp9", pixels: [.yuv420p, .yuv422p, .yuv444p, .yuva420p, .yuv420p10, .yuv422p10, .yuv444p10],
      presets: (0...8).map(String.init), standardPreset: "3", presetOption: "cpu-used", factors: 0...63, scale: (63, 17),
      options: [.init("deadline", "good"), .init("row-mt", "1"), .init("tile-columns", "1")]),
    PictureCodec(
      name: .prores, encoder: "prores_ks", pixels: [.yuv422p10, .yuv444p10, .yuva444p10], presets: EncoderPreset.profiles,
      standardPreset: "hq", presetOption: "profile", options: [.init("vendor", "apl0")], takesBitRate: false),
    PictureCodec(name: .gif, encoder: "gif", pixels: [], threads: 1, takesBitRate: false),
  ]

  package static func named(_ name: PictureCodecName) -> PictureCodec { all.first { $0.name == name }! }

  /// The rate factor of a quality from 0 to 100, to a tenth; nil where the codec has none.
  package func factor(quality: Rational) -> Rational? {
    guard factors != nil else { return nil }
    let exact = scale.worst + (scale.best - scale.worst) * quality / 100
    return Rational((exact * 10).roundedHalfUp ?? 0, 10)
  }

  /// How it codes alpha; nil where it does not. That of VP9 lies beside the picture, which Matroska and WebM alone can hold.
  package func alphaPixels(in container: ContainerName) -> PixelsName? {
    guard name != .vp9 || [.webm, .mkv].contains(container) else { return nil }
    return pixels.first { $0.hasAlpha }
  }

  /// The code that players of the container know it by, where FFmpeg would choose another.
  package func tag(in container: ContainerName) -> String? {
    name == .hevc && [.mp4, .mov].contains(container) ? "hvc1" : nil
  }
}

extension PictureCodecName {
  /// FFmpeg's encoder.
  package var encoder: String { PictureCodec.named(self).encoder }
}

extension PixelsName {
  /// FFmpeg's name of the format.
  package var format: String { rawValue.hasSuffix("10") ? rawValue + "le" : rawValue }
}
