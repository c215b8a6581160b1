import Catalogue
import Engine
import Timeline

/// What this program cannot do without, and whether the machine has it.
struct Needs {
  /// A part of FFmpeg that is asked for by name.
  struct Part {
    var kind: String
    var name: String
    var isThere: Bool
    /// The Debian package that holds it.
    var package: String
  }

  let parts: [Part]
  /// Libraries that are older or newer by a major version than what the program was built for.
  let mismatches: [LibraryInventory.Library]

  init(_ inventory: LibraryInventory) {
    func parts(_ kind: String, _ names: [String], _ known: Set<String>, _ package: String) -> [Part] {
      names.map { Part(kind: kind, name: $0, isThere: known.contains($0), package: package) }
    }
    self.parts =
      parts("filter", Self.filters, inventory.filters, "libavfilter8")
      + parts("encoder", Self.encoders, inventory.encoders, "libavcodec59")
      + parts("muxer", Self.muxers, inventory.muxers, "libavformat59")
      + parts("decoder", Self.decoders, inventory.decoders, "libavcodec59")
    mismatches = inventory.libraries.filter { Self.major($0.built) != Self.major($0.running) }
  }

  var missing: [Part] { parts.filter { !$0.isThere } }
  var areMet: Bool { missing.isEmpty && mismatches.isEmpty }

  private static func major(_ version: String) -> Substring { version.prefix { $0 != "." } }

  /// Every filter that the compiler or the engine asks for; a test compares this list with the sources.
  static let filters = [
    "abuffer", "abuffersink", "acompressor", "acrossover", "adelay", "aecho", "aevalsrc", "afade", "afftdn",
    "afir", "aformat", "agate", "alimiter", "allrgb", "alphaextract", "alphamerge", "amix", "amultiply",
    "anoisesrc", "apad", "aresample", "asetpts", "asetrate", "asplit", "ass", "atadenoise", "atempo", "atrim", "bass",
    "bilateral", "blend", "boxblur", "buffer", "buffersink", "bwdif", "chromashift", "color", "colorbalance",
    "colorchannelmixer", "colorcorrect", "crop", "curves", "deband", "dnn_processing", "drawbox", "drawgrid", "ebur128", "eq", "erosion",
    "equalizer", "extractplanes", "fillborders", "format", "gblur", "geq", "gradients", "hflip", "highpass",
    "hstack", "hue", "join", "lenscorrection", "lowpass", "lut", "lut2", "lut3d", "lutrgb", "lutyuv",
    "maskedmerge", "mergeplanes", "minterpolate", "noise", "null", "overlay", "pad", "palettegen", "paletteuse", "pan", "perspective",
    "pixelize", "premultiply", "rgbashift", "rotate", "rubberband", "scale", "setparams", "setpts", "settb",
    "smartblur", "smptehdbars", "sobel", "split", "testsrc2", "tile", "tmix", "tonemap", "tpad", "transpose",
    "treble", "trim", "unpremultiply", "unsharp", "vflip", "vignette", "volume", "vstack", "xfade",
    "zscale",
  ]

  private static var encoders: [String] {
    let pictures = PictureCodecName.allCases.map(\.encoder)
    let files = ["mjpeg", "png"]
    let sounds = SoundCodecName.allCases.map(\.encoder)
    return Array(Set(pictures + sounds + files)).sorted()
  }

  private static var muxers: [String] { Array(Set(Container.all.map(\.muxer))).sorted() }

  /// What films and cameras usually come in.
  private static let decoders = ["aac", "flac", "gif", "h264", "hevc", "mjpeg", "mp3", "opus", "png", "vp9"]
}
