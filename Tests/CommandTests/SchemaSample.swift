/// A document whose shape is right, or wrong in one place.
struct SchemaSample: CustomStringConvertible, Sendable {
  let text: String
  let isGood: Bool

  var description: String { text.split(separator: "\n").last.map(String.init) ?? "" }

  static let all =
    good.map { SchemaSample(text: page($0), isGood: true) }
    + bad.map { SchemaSample(text: page($0), isGood: false) }

  private static func page(_ rest: String) -> String {
    "timeline: 1\ncanvas: {size: 64x48, rate: 25}\n\(rest)\n"
  }

  private static let good = [
    "tracks: [{items: [{generate: {color: white}, duration: 2s}]}]",
    "tracks: [{items: [{generate: {color: {color: \"#fc0\", x-mine: 1}}, duration: 2}]}]",
    "tracks: [{items: [{generate: noise, duration: 50f}, {gap: 0.5}, {generate: {noise: 0.5}, duration: 1}]}]",
    "tracks: [{items: [{generate: {test-pattern: bars}, duration: '2', fade-in: 250ms}], x-note: [1, 2]}]",
    "x-about: {anything: at all}\ntracks: [{defaults: {duration: 2s}, items: [{generate: noise}]}]",
    "tracks: [{items: [{generate: noise, duration: 2s}]}, {kind: overlay, items: [{generate: noise, at: 1s, duration: 1s}]}]",
    "tracks: [{kind: audio, gain: -6, items: [{generate: {tone: 1kHz}, duration: 2s, pan: -0.5, gain: -3dB}]}]",
    "markers: {drop: 1s, end-of-talk: {at: 0.5s, title: Talk}}\ntracks: [{items: [{generate: noise, until: drop}]}]",
    "metadata: {year: 2024, artist: Ada}\ntracks: [{id: main, items: [{generate: noise, duration: 2s, audio: false}]}]",
    "outputs: {film: out/a.mp4}\ntracks: [{items: [{generate: noise, duration: 2s}]}]",
    "outputs: {a: {file: a.mkv, video: {crf: 18, preset: slow, keyframes: 2s}, audio: {codec: flac}}}\n"
      + "tracks: [{items: [{generate: noise, duration: 2s}]}, {kind: audio, items: [{generate: silence, duration: 1s}]}]",
  ]

  private static let bad = [
    "tracks: [{items: [{generate: {colour: white}, duration: 2s}]}]",
    "tracks: [{items: [{generate: {color: {color: white, size: 3}}, duration: 2s}]}]",
    "tracks: [{items: [{generate: color, duration: 2s}]}]",
    "tracks: [{items: [{generate: noise, duration: 2s, colour: red}]}]",
    "tracks: [{items: [{generate: noise, duration: [2s]}]}]",
    "tracks: [{items: [{duration: 2s}]}]",
    "tracks: [{items: {generate: noise, duration: 2s}}]",
    "tracks: [{itmes: [{generate: noise, duration: 2s}]}]",
    "tracks: [{kind: vidoe, items: [{generate: noise, duration: 2s}]}]",
    "tracks: [{kind: audio, items: [{generate: noise, duration: 2s}]}]",
    "tracks: [{kind: audio, items: [{generate: {tone: 440}, duration: 2s, fit: cover}]}]",
    "track: [{items: [{generate: noise, duration: 2s}]}]",
    "tracks: [{enabled: maybe, items: [{generate: noise, duration: 2s}]}]",
    "outputs: {a: {file: a.mp4, video: {codec: h265}}}\ntracks: [{items: [{generate: noise, duration: 2s}]}]",
    "tracks: [{items: [{generate: {test-pattern: {pattern: stripes}}, duration: 2s}]}]",
  ]
}
