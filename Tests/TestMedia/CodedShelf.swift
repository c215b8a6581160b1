import MediaTypes

/// The coded files that tests share.
package enum CodedShelf {
  package static let ntsc24 = Rational(24000, 1001)
  package static let ntsc30 = Rational(30000, 1001)
  package static let ntsc60 = Rational(60000, 1001)
  /// The rates that sources and canvases are proved at.
  package static let rates: [Rational] = [ntsc24, 24, 25, ntsc30, 30, 50, ntsc60, 60]

  package static let pcm = ["-c:a", "pcm_s16le"]
  package static let aac = ["-c:a", "aac", "-b:a", "192k"]
  package static let flac = ["-c:a", "flac"]

  /// Eight seconds at a rate, in a container that suits it, with PCM or AAC.
  package static func plain(_ rate: Rational) throws -> CodedSource {
    let place = rates.firstIndex(of: rate) ?? 8
    let isWhole = rate.isInteger
    var recipe = Recipe(
      isWhole ? "plain.mov" : "plain.mp4", id: 1 + place, rate: rate, frames: count(rate, 8))
    recipe.sound = Recipe.Sound(isWhole ? pcm : aac, length: 8)
    return try CodedSource.make(recipe)
  }

  /// Small and quick to encode and decode: thousands of clips come from it.
  package static func brief(_ name: String, id: Int, rate: Rational = 25, seconds: Int = 4) throws
    -> CodedSource
  {
    var recipe = Recipe(name, id: id, rate: rate, frames: count(rate, seconds))
    recipe.sound = Recipe.Sound(pcm, length: Double(seconds))
    return try CodedSource.make(recipe)
  }

  private static func count(_ rate: Rational, _ seconds: Int) -> Int {
    (rate * Rational(seconds)).roundedHalfUp ?? 0
  }

  /// A 30 a second source whose stamps jitter by up to most of a frame.
  package static func variable() throws -> CodedSource {
    var recipe = Recipe("variable.mp4", id: 20, rate: 30, frames: 240)
    recipe.filters = ["settb=1/90000", "setpts=N*3000+mod(N*7919\\,2401)"]
    recipe.output = ["-enc_time_base", "1/90000", "-video_track_timescale", "90000"]
    recipe.sound = Recipe.Sound(aac, length: 8)
    return try CodedSource.make(recipe)
  }

  /// Long and very short holds, as screen recordings have.
  package static func slides() throws -> CodedSource {
    let holds = [0, 63000, 180_000, 216_000, 405_000, 408_600, 504_000, 540_000]
    let stamps = holds.enumerated().map { "eq(N\\,\($0.offset))*\($0.element)" }.joined(separator: "+")
    var recipe = Recipe("slides.mp4", id: 21, rate: 30, frames: holds.count)
    recipe.filters = ["settb=1/90000", "setpts=\(stamps)"]
    recipe.output = ["-enc_time_base", "1/90000", "-video_track_timescale", "90000"]
    return try CodedSource.make(recipe)
  }

  /// Ways that files are laid out: containers, codecs and groups of pictures.
  package static let layouts = [
    "mp4-open", "mp4-long", "mp4-aac", "mov-intra", "mkv-flac", "mkv-60", "webm", "ts", "ts-late", "avi",
    "mp4-mpeg4", "mkv-late-picture",
  ]

  package static func layout(_ name: String) throws -> CodedSource {
    var recipe = Recipe("", id: 24 + (layouts.firstIndex(of: name) ?? 0), rate: 25, frames: 150)
    recipe.sound = Recipe.Sound(pcm, length: 6)
    recipe.name = name + "." + String(name.prefix { $0 != "-" })
    switch name {
    case "mp4-open":
      recipe.codec = Recipe.h264(
        "keyint=24:min-keyint=24:bframes=3:b-adapt=0:b-pyramid=normal:open-gop=1:scenecut=0")
      recipe.sound?.codec = aac
    case "mp4-long":
      recipe.codec = Recipe.h264("keyint=250:bframes=3:b-adapt=0:scenecut=0")
      recipe.sound = nil
    case "mp4-aac":
      recipe.sound?.codec = aac
    case "mov-intra":
      recipe.codec = ["-c:v", "prores_ks", "-profile:v", "0", "-pix_fmt", "yuv422p10le"] + Recipe.tags
    case "mkv-flac":
      recipe.sound?.codec = flac
    case "mkv-60":
      recipe.rate = ntsc60
      recipe.frames = 360
      recipe.sound = Recipe.Sound(flac, length: 6)
    case "webm":
      recipe.codec =
        [
          "-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "20", "-deadline", "realtime", "-cpu-used", "8", "-g",
          "30",
        ]
        + Recipe.tags
      recipe.sound?.codec = ["-c:a", "libopus", "-b:a", "128k"]
    case "ts":
      recipe.sound?.codec = ["-c:a", "mp2", "-b:a", "192k"]
    case "ts-late":
      recipe.sound?.codec = ["-c:a", "mp2", "-b:a", "192k"]
      recipe.output = ["-output_ts_offset", "10"]
    case "avi":
      recipe.codec = ["-c:v", "mpeg4", "-q:v", "2", "-g", "12", "-bf", "0"]
    case "mp4-mpeg4":
      recipe.codec = ["-c:v", "mpeg4", "-q:v", "2", "-g", "12", "-bf", "2"]
      recipe.sound?.codec = aac
    default:
      recipe.filters = ["setpts=PTS+0.52/TB"]
    }
    return try CodedSource.make(recipe)
  }
}
