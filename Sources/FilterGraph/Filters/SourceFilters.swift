import MediaTypes

/// Filters on a file's own pictures, at its own rate.
extension Filter {
  /// Whole pictures from interlaced ones.
  /// - Parameter all: of pictures that are not marked as interlaced, too.
  package static func deinterlace(eachField: Bool, parity: String, all: Bool) -> Filter {
    Filter("bwdif", ["mode": eachField ? "send_field" : "send_frame", "parity": parity, "deint": all ? "all" : "interlaced"])
  }

  /// Pictures in between, `rate` of them a second. Nothing is remembered beyond the pictures around one, so that it does
  /// not matter where reading began; held pictures stand in after the last. Formats that the filter does not know go
  /// through 8 bits.
  /// - Parameters:
  ///   - follows: along the way of what moves; otherwise they are mixed.
  ///   - format: FFmpeg's name of the pixels that enter, and leave.
  package static func inBetween(rate: Rational, follows: Bool, format: String) -> [Filter] {
    let ways: [Option] =
      follows
      ? [Option("mi_mode", "mci"), Option("mc_mode", "obmc"), Option("me_mode", "bilat"), Option("me", "hexbs"), Option("vsbmc", "0")]
      : [Option("mi_mode", "blend")]
    var filter = Filter("minterpolate", ["fps": rate.description])
    filter.options += ways
    let filters = [Filter("tpad", ["stop": 3, "stop_mode": "clone"]), filter]
    guard !interpolated.contains(format) else { return filters }
    let convert = Filter("scale", ["flags": "bicubic+accurate_rnd+full_chroma_int"])
    let known = format.hasPrefix("yuva") ? "yuva444p" : format.hasPrefix("yuv") || format.hasPrefix("nv") ? "yuv444p" : "gbrp"
    return [convert, .format(known)] + filters + [convert, .format(format)]
  }

  private static let interpolated: Set<String> = [
    "yuv420p", "yuv422p", "yuv444p", "yuvj420p", "yuvj422p", "yuvj444p", "yuva420p", "yuva422p", "yuva444p", "gbrp", "gray",
  ]
}
