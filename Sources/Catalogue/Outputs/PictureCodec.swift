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
  /// Qualities, rising from 0 to 100, and their factors; between them it runs straight.
  package var scale: [(quality: Rational, factor: Rational)] = []
  package var options: [Filter.Option] = []
  /// Bytes depend on it, so it is a constant and not the machine's. Each takes about 25 MB at 1080p.
  package var threads = 3
  package var takesBitRate = true

  /// Every picture codec. x264's factor runs straight from 50 to 10, and 75 is hard to tell from the source; the factors
  /// of the others are those that come as near to the source (`Benchmarks/quality.py`, whose table is in the benchmarks'
  /// page). AV1 and VP9 know no worse than their last factor, which is better than x264's.
  package static let all: [PictureCodec] = [
    PictureCodec(
      name: .h264, encoder: "libx264", pixels: [.yuv420p, .yuv422p, .yuv444p, .yuv420p10, .yuv422p10, .yuv444p10],
      presets: EncoderPreset.words, standardPreset: "medium", factors: 0...51, scale: [(0, 50), (100, 10)]),
    PictureCodec(
      name: .hevc, encoder: "libx265", pixels: [.yuv420p, .yuv422p, .yuv444p, .yuv420p10, .yuv422p10, .yuv444p10],
      presets: EncoderPreset.words, standardPreset: "medium", factors: 0...51,
      scale: [(0, 51), (25, 41), (50, Rational(61, 2)), (75, Rational(39, 2)), (100, Rational(19, 2))],
      options: [.init("x265-params", "pools=3:frame-threads=2:log-level=error:info=0")]),
    PictureCodec(
      name: .av1, encoder: "libsvtav1", pixels: [.yuv420p, .yuv420p10], presets: (0...13).map(String.init),
      standardPreset: "8", factors: 0...63, scale: [(0, 63), (35, 62), (50, 54), (60, 46), (75, 31), (80, 26), (90, 13), (100, 2)],
      options: [.init("svtav1-params", "lp=3")]),
    PictureCodec(
      name: .vp9, encoder: "libvpx-vp9", pixels: [.yuv420p, .yuv422p, .yuv444p, .yuva420p, .yuv420p10, .yuv422p10, .yuv444p10],
      presets: (0...8).map(String.init), standardPreset: "3", presetOption: "cpu-used", factors: 0...63,
      scale: [(0, 63), (30, 62), (40, 56), (50, 49), (60, 41), (75, 30), (80, 26), (90, 15), (100, 7)],
      options: [.init("deadline", "good"), .init("row-mt", "1"), .init("tile-columns", "1")]),
    PictureCodec(
      name: .prores, encoder: "prores_ks", pixels: [.yuv422p10, .yuv444p10, .yuva444p10], presets: EncoderPreset.profiles,
      standardPreset: "hq", presetOption: "profile", options: [.init("vendor", "apl0")], takesBitRate: false),
    PictureCodec(name: .gif, encoder: "gif", pixels: [], threads: 1, takesBitRate: false),
  ]

  package static func named(_ name: PictureCodecName) -> PictureCodec { all.first { $0.name == name }! }

  /// The rate factor of a quality from 0 to 100, to a tenth; nil where the codec has none.
  package func factor(quality: Rational) -> Rational? {
    guard factors != nil, let next = scale.firstIndex(where: { $0.quality >= quality }) else { return nil }
    let (low, high) = (scale[max(0, next - 1)], scale[next])
    let way = high.quality - low.quality
    let exact = way.isZero ? high.factor : low.factor + (high.factor - low.factor) * (quality - low.quality) / way
    return Rational((exact * 10).roundedHalfUp ?? 0, 10)
  }

  /// How it codes alpha; nil where it does not. That of VP9 lies beside the picture, which Matroska and WebM alone can hold.
  package func alphaPixels(in container: ContainerName) -> PixelsName? {
    guard name != .vp9 || [.webm, .mkv].contains(container) else { return nil }
    return pixels.first { $0.hasAlpha }
  }

  /// The options for a film in high range: what light it was graded for, so that screens which cannot show it all know
  /// what to bring down. That is taken to be a monitor of P3 colours whose brightest is `peak` in cd/m² (SMPTE ST 2086,
  /// in the encoders' own words).
  package func masteringOptions(peak: Int) -> [Filter.Option] {
    switch name {
    case .hevc:
      let display = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(\(peak * 10_000),50)"
      return extended("hdr10=1:master-display=\(display)")
    case .av1: return extended("mastering-display=G(0.265,0.69)B(0.15,0.06)R(0.68,0.32)WP(0.3127,0.329)L(\(peak),0.005)")
    default: return options
    }
  }

  /// The options with more for the encoder itself.
  private func extended(_ words: String) -> [Filter.Option] {
    options.map { $0.name.hasSuffix("-params") ? .init($0.name, $0.value + ":" + words) : $0 }
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
