import MediaTypes

/// Changes of what a picture's numbers mean that a matrix cannot express: transfer and primaries.
extension Filter {
  /// cd/m² of white of standard range on a high one, and of what becomes white on a standard one (BT.2408).
  package static let white = 203

  /// Brings pictures of one meaning to another and to `size`; they end in `format`.
  /// - Parameters:
  ///   - peak: the brightest of an HDR source, in cd/m²; 1000 where nothing is known, as films are mastered to.
  ///   - hasAlpha: the pictures have an alpha plane.
  package static func recolor(
    to size: PixelSize, from source: ColorTags, to target: ColorTags, peak: Int?, hasAlpha: Bool, format final: String
  ) -> [Filter] {
    var middle = source
    middle.range = "tv"
    if source.matrix == "gbr" { middle.matrix = "bt709" }
    var filters: [Filter] = [
      .scale(to: size, from: source, to: middle), .format(hasAlpha ? "yuva444p10le" : "yuv444p10le"), .tag(middle),
    ]
    if source.isHDR, !target.isHDR {
      filters += [.linearLight, .format(hasAlpha ? "gbrapf32le" : "gbrpf32le"), .toneMap(peak: peak ?? 1000)]
    }
    // `zscale` fills a missing alpha plane beyond what 10 bits hold; the scaler does it right.
    return filters + [
      .zscale(to: target), .format(hasAlpha ? "yuva444p10le" : "yuv444p10le"), .scale(to: size, from: target, to: target), .format(final),
    ]
  }

  /// Says what pictures are, for filters that believe their tags.
  static func tag(_ tags: ColorTags) -> Filter {
    Filter(
      "setparams",
      ["range": tags.range, "color_primaries": tags.primaries, "color_trc": tags.transfer, "colorspace": tags.matrix])
  }

  /// Converts from what pictures are tagged as.
  private static func zscale(to tags: ColorTags) -> Filter {
    Filter(
      "zscale",
      ["t": tags.transfer, "m": tags.matrix, "p": tags.primaries, "r": tags.range, "npl": white, "dither": "none"])
  }

  /// Linear light of BT.709's primaries, 1 for white of standard range.
  private static let linearLight = Filter("zscale", ["t": "linear", "m": "gbr", "p": "bt709", "r": "pc", "npl": white])

  /// Below half of white nothing changes, above it everything up to the peak finds room: faces keep their light, and
  /// a standard picture that was put on a high range comes back nearly as it was.
  private static func toneMap(peak: Int) -> Filter {
    let ratio = Rational(max(peak, white + 1), white)
    return Filter("tonemap", ["tonemap": "mobius", "param": "0.5", "desat": 2, "peak": ratio.decimal(digits: 6)])
  }
}

extension ColorTags {
  /// Between the two lies more than a matrix and a range.
  package func needsRecoloring(to target: ColorTags) -> Bool {
    if isHDR || target.isHDR { return transfer != target.transfer || isWide != target.isWide }
    return isWide != target.isWide
  }
}
