/// What is known of a filter beside its options.
extension Filter {
  /// The text of an option; nil where it is at its default.
  package func option(_ name: String) -> String? { options.last { $0.name == name }?.value }

  /// Output pads.
  package var outputCount: Int {
    switch name {
    case "split": option("outputs").flatMap { Int($0) } ?? 2
    case "extractplanes": option("planes").map { $0.split(separator: "+").count } ?? 1
    default: 1
    }
  }

  /// Its pixels are those that the next filter asks for.
  package var leavesFormatOpen: Bool { Self.converters.contains(name) || Self.sources.contains(name) }

  private static let converters: Set<String> = ["scale", "zscale", "colorspace"]
  /// Filters that make pictures from nothing.
  private static let sources: Set<String> = [
    "allrgb", "cellauto", "color", "gradients", "haldclutsrc", "life", "mandelbrot", "nullsrc", "pal75bars", "rgbtestsrc", "sierpinski",
    "smptebars", "smptehdbars", "testsrc", "testsrc2", "yuvtestsrc",
  ]

  /// A picture that leaves depends on nothing but the pictures that entered with it: not on time, number or
  /// what was there before.
  package var isTimeless: Bool {
    Self.timeless.contains(name) && options.allSatisfy { !Self.knowsTime($0.value) }
  }

  private static let timeless: Set<String> = [
    "alphaextract", "alphamerge", "bilateral", "blend", "boxblur", "chromashift", "colorbalance",
    "colorchannelmixer", "colorcorrect", "crop", "curves", "drawbox", "drawgrid", "eq", "erosion", "extractplanes",
    "fillborders", "format", "gblur", "geq", "hflip", "hstack", "hue", "lenscorrection", "lut", "lut2", "lut3d", "lutrgb",
    "lutyuv", "maskedmerge", "mergeplanes", "overlay", "pad", "perspective", "pixelize", "premultiply", "rgbashift", "rotate",
    "scale", "setparams", "setsar", "smartblur", "sobel", "split", "transpose", "unpremultiply", "unsharp",
    "vflip", "vstack", "zscale",
  ]

  /// Words of FFmpeg's expressions that stand for time, number or chance.
  private static let timeWords: Set<Substring> = ["t", "T", "n", "N", "pts", "PTS", "pos", "random", "on"]

  private static func knowsTime(_ text: String) -> Bool {
    text.split { !($0.isLetter || $0 == "_" || $0.isNumber) }.contains { timeWords.contains($0) }
  }

  /// Holds a single picture as `holdLast` and `holdJoined` do; nil for any other filter.
  package var heldCount: Int? {
    guard name == "tpad" else { return nil }
    if options.count == 2, option("stop_mode") == "clone" { return option("stop").flatMap { Int($0) } }
    return options.count == 3 && option("stop") == "0" ? option("start").flatMap { Int($0) } : nil
  }
}
