import MediaTypes

/// Mixing the colours of two pictures of one size in planar RGB.
extension Filter {
  /// The colour of a layer (second input) as it meets what is below (first input), both taken as solid. W3C's
  /// formulas, to one code value; nil where the layer's own colour is the result.
  package static func blended(_ mode: BlendMode) -> Filter? {
    switch mode {
    case .normal: nil
    case .multiply: Filter("blend", ["all_mode": "multiply"])
    case .screen: Filter("blend", ["all_mode": "screen"])
    case .darken: Filter("blend", ["all_mode": "darken"])
    case .lighten: Filter("blend", ["all_mode": "lighten"])
    case .add: Filter("blend", ["all_mode": "addition"])
    case .difference: Filter("blend", ["all_mode": "difference"])
    case .overlay: table("if(lte(x,127),2*x*y/255,255-2*(255-x)*(255-y)/255)")
    case .hardLight: table("if(lte(y,127),2*x*y/255,255-2*(255-x)*(255-y)/255)")
    case .softLight: table(softLight)
    case .colorDodge: table("if(eq(x,0),0,if(eq(y,255),255,min(255,255*x/(255-y))))")
    case .colorBurn: table("if(eq(x,255),255,if(eq(y,0),0,255-min(255,255*(255-x)/y)))")
    }
  }

  /// W3C's, which is smooth where FFmpeg's own `softlight` has a kink.
  private static let softLight =
    "st(0,x/255);st(1,2*y/255-1);255*(ld(0)+if(lte(ld(1),0),ld(1)*ld(0)*(1-ld(0)),"
    + "ld(1)*(if(lte(ld(0),0.25),((16*ld(0)-12)*ld(0)+4)*ld(0),sqrt(ld(0)))-ld(0))))"

  /// Every pair of codes is worked out once, when the filter starts: exact, and as fast for any formula.
  private static func table(_ formula: String) -> Filter {
    let rounded = "floor(0.5+(\(formula)))"
    return Filter("lut2", ["c0": rounded, "c1": rounded, "c2": rounded])
  }

  /// A plane of shares as the three planes of a picture in planar RGB.
  package static let sharesOfEveryPrimary = Filter(
    "mergeplanes", ["map0p": 0, "map1s": 0, "map1p": 0, "map2s": 0, "map2p": 0, "format": "gbrp"])

  /// A plane of shares (and, where a format halves its colour planes, the same at half its size) as a picture of it.
  package static func sharesOfAllPlanes(of format: String, count: Int, isHalved: Bool) -> Filter {
    var filter = Filter("mergeplanes")
    for plane in 0..<count {
      filter.options.append(Option("map\(plane)s", isHalved && (1...2).contains(plane) ? "1" : "0"))
      filter.options.append(Option("map\(plane)p", "0"))
    }
    filter.options.append(Option("format", format))
    return filter
  }

  /// The second input where the third has its full share, the first where it has none.
  package static let maskedMerge = Filter("maskedmerge")

  /// One plane of a picture, as a picture of its own.
  package static func plane(_ name: String) -> Filter { Filter("extractplanes", ["planes": name]) }

  /// Puts a plane of shares in a larger one of nothing, with its top left corner at `x`, `y`. Black is 16 to the padding
  /// of a grey picture, and 0 to that of R'G'B'.
  package static func insetOfShares(x: Int, y: Int, in size: PixelSize) -> [Filter] {
    [
      .sharesOfEveryPrimary, Filter("pad", ["w": size.width, "h": size.height, "x": x, "y": y, "color": "black"]), .plane("g"),
    ]
  }

  /// Limited-range luma as shares of 255.
  package static let fullRange = Filter("lut", ["c0": "clip((val-16)*255/219,0,255)"])
  package static let lighterOfShares = Filter("blend", ["all_mode": "lighten"])
  package static let productOfShares = Filter("blend", ["all_mode": "multiply"])

  package static let alphaExtract = Filter("alphaextract")
  package static let alphaMerge = Filter("alphamerge")
}
