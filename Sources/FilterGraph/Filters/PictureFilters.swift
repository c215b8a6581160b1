import MediaTypes

/// The picture filters that the compiler uses, spelled once.
extension Filter {
  /// The only scaler flags in use: exact rounding, so that every machine gives the same pixels.
  private static let scalerFlags = "bicubic+accurate_rnd+full_chroma_int"

  /// Resamples to `size`, and converts what the numbers mean.
  package static func scale(to size: PixelSize, from: ColorTags, to tags: ColorTags) -> Filter {
    var options: [Option] = [
      Option("w", "\(size.width)"), Option("h", "\(size.height)"), Option("flags", scalerFlags),
    ]
    // RGB has no matrix of its own; the scaler takes it from the other side. Between two it goes by way of Y'CbCr,
    // and must come back by the same.
    if from.matrix != "gbr" || tags.matrix == "gbr" { options.append(Option("in_color_matrix", scalerMatrix(from.matrix))) }
    options += [
      Option("out_color_matrix", scalerMatrix(tags.matrix)), Option("in_range", from.range),
      Option("out_range", tags.range),
    ]
    var filter = Filter("scale")
    filter.options = options
    return filter
  }

  /// Resamples to `size` by zimg, as what moves is, and leaves what the numbers mean. For colours in 4:2:0 whose two sizes are
  /// even; a third of the other one's cost, and colours stay in their places between the rows of luma.
  package static func resample(to size: PixelSize) -> Filter {
    Filter("zscale", ["w": size.width, "h": size.height, "filter": "bicubic"])
  }

  /// The scaler's names of the matrices.
  private static func scalerMatrix(_ matrix: String) -> String {
    switch matrix {
    case "bt470bg", "smpte170m": "bt601"
    case "bt2020nc", "bt2020c": "bt2020"
    case "smpte240m", "fcc", "bt709": matrix
    default: "bt709"
    }
  }

  package static func format(_ pixelFormat: String) -> Filter { Filter("format", ["pix_fmts": pixelFormat]) }

  /// Cuts to a rectangle, in pixels from the top left.
  package static func crop(x: Int, y: Int, _ size: PixelSize) -> Filter {
    Filter("crop", ["w": size.width, "h": size.height, "x": x, "y": y, "exact": 1])
  }

  /// Puts a picture on a larger grey ground.
  /// - Parameter level: the ground's red, green and blue.
  package static func pad(to size: PixelSize, x: Int, y: Int, level: UInt8) -> Filter {
    let color = Color(red: level, green: level, blue: level)
    return Filter(
      "pad", ["w": size.width, "h": size.height, "x": x, "y": y, "color": "0x" + color.description.dropFirst()])
  }

  /// Puts a picture with alpha in the middle of a clear one of `size`.
  package static func clearMargin(_ margin: Int, around size: PixelSize) -> Filter {
    Filter("pad", ["w": size.width, "h": size.height, "x": margin, "y": margin, "color": "black@0"])
  }

  /// Paints the second input over the first, with its top left corner at `x`, `y`.
  package static func overlay(x: Int, y: Int) -> Filter {
    Filter("overlay", ["x": x, "y": y, "eval": "init", "format": "yuv420", "alpha": "straight"])
  }

  /// The filters that set a stored picture upright.
  package static func upright(_ orientation: Orientation) -> [Filter] {
    let turn: [Filter] =
      switch orientation.quarterTurns {
      case 1: [Filter("transpose", ["dir": "clock"])]
      case 2: [Filter("hflip"), Filter("vflip")]
      case 3: [Filter("transpose", ["dir": "cclock"])]
      default: []
      }
    return (orientation.isMirrored ? [Filter("hflip")] : []) + turn
  }

  /// Pictures of interlaced sources made whole, one a stored frame; progressive ones pass.
  package static let deinterlace = deinterlace(eachField: false, parity: "auto", all: false)

  /// Multiplies alpha by a value that changes with the picture, and leaves the other planes as they are: unasked,
  /// FFmpeg would bring them into limited range.
  package static let alphaGain = Filter("lutyuv", ["y": "val", "u": "val", "v": "val", "a": "val"])

  /// The automation of `alphaGain` for opacities from 0 to 1, one a picture.
  package static func alphaValues(_ opacities: [Double]) -> SpanGraph.Automation {
    SpanGraph.Automation(
      command: "a", values: opacities.map { "val*\(Rational(Int(($0 * 1_000_000).rounded()), 1_000_000).decimal(digits: 6))" })
  }

  /// Holds the last picture until there are `count` more.
  package static func holdLast(_ count: Int) -> Filter {
    Filter("tpad", ["stop": count, "stop_mode": "clone"])
  }

  /// The same for a single picture that comes from a filter which joins others: these say that they end when their
  /// last picture starts, and `stop` would count from there; that there is none tells it from a picture put before others.
  package static func holdJoined(_ count: Int) -> Filter {
    Filter("tpad", ["start": count, "start_mode": "clone", "stop": 0])
  }

  /// Only pictures `first ..< first + count`, stamped from 0.
  package static func pick(first: Int, count: Int) -> [Filter] {
    let trim = Filter("trim", ["start_frame": first, "end_frame": first + count])
    return first == 0 ? [trim] : [trim, Filter("setpts", ["expr": "PTS-STARTPTS"])]
  }

  /// Turned clockwise about its middle, on a transparent ground of `size`.
  package static func rotate(degrees: Double, to size: PixelSize) -> Filter {
    var filter = turn(within: size)
    filter.options.insert(.init("angle", "\(degrees)*PI/180"), at: 0)
    return filter
  }

  /// Turns a picture about its middle onto a clear one, by an `angle` that is still to be said.
  package static func turn(within size: PixelSize) -> Filter {
    Filter("rotate", ["out_w": size.width, "out_h": size.height, "bilinear": 1, "fillcolor": "black@0"])
  }

  /// The colours that stand for a film's, by how often each is seen.
  package static func makePalette(colors: Int, hasAlpha: Bool) -> Filter {
    Filter("palettegen", ["max_colors": colors, "reserve_transparent": hasAlpha ? 1 : 0, "stats_mode": "full"])
  }

  /// Pictures in the colours of a palette. The dither is ordered: a still area stays still, so that a GIF stays small.
  package static let usePalette = Filter("paletteuse", ["dither": "bayer", "bayer_scale": 3, "diff_mode": "rectangle"])

  /// Colour multiplied by alpha, and back: pictures are mixed in this form, so that no colour of what is
  /// transparent shows.
  package static let premultiply = Filter("premultiply", ["inplace": 1])
  package static let unpremultiply = Filter("unpremultiply", ["inplace": 1])

  /// One picture gives way to another over a second of its time stamps.
  package static func cross(_ name: String) -> Filter {
    Filter("xfade", ["transition": name, "duration": 1, "offset": 0])
  }

  /// Stamps that say how far a crossing has come: millionths, one a picture, after a picture at 0 that only
  /// sets the start.
  package static func stampProgress(_ progress: [Double]) -> [Filter] {
    let terms = progress.enumerated().map { "eq(N,\($0.offset + 1))*\(Int(($0.element * 1_000_000).rounded()))" }
    return [
      Filter("tpad", ["start": 1, "start_mode": "clone"]), Filter("settb", ["expr": "1/1000000"]),
      Filter("setpts", ["expr": terms.joined(separator: "+")]),
    ]
  }

  /// A crossing that has come some millionths further, or less far; the picture that sets the start stays at 0.
  package static func shiftProgress(by millionths: Int) -> Filter {
    Filter("setpts", ["expr": "gt(N,0)*clip(PTS+\(millionths),0,1000000)"])
  }

  /// Pictures counted again in 1/rate, without the one that set the start.
  package static func restamp(rate: FrameRate) -> [Filter] {
    [
      Filter("trim", ["start_frame": 1]), Filter("settb", ["expr": rate.frameDuration.description]),
      Filter("setpts", ["expr": "N"]),
    ]
  }

  package static func split(_ outputs: Int) -> Filter { Filter("split", ["outputs": outputs]) }

  /// A soft blur of about `radius` pixels: three box blurs, in integers.
  package static func softBlur(radius: Int) -> Filter {
    Filter("boxblur", ["luma_radius": radius, "luma_power": 3, "chroma_radius": max(1, radius / 2), "chroma_power": 3])
  }

  /// A filter that makes pictures at `rate`.
  package static func source(
    _ name: String, size: PixelSize, rate: FrameRate, _ options: [Option]
  ) -> Filter {
    var filter = Filter(name, ["s": size.description, "r": rate.description])
    filter.options += options
    return filter
  }
}
