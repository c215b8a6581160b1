import MediaTypes

/// Filters of what moves.
extension Filter {
  /// Brings four points of a picture, one frame after another, to its corners: top left, top right, bottom left,
  /// bottom right.
  package static func moveCorners(_ frames: [[(x: Double, y: Double)]]) -> Filter {
    var filter = Filter("perspective")
    for corner in 0..<4 {
      filter.options.append(Option("x\(corner)", frameTable(frames.map { $0[corner].x }, counter: "on-1")))
      filter.options.append(Option("y\(corner)", frameTable(frames.map { $0[corner].y }, counter: "on-1")))
    }
    filter.options += [Option("interpolation", "cubic"), Option("sense", "source"), Option("eval", "frame")]
    return filter
  }

  /// Puts a picture with alpha in a clear one of `size`, with its top left corner at `x`, `y`.
  package static func clearMargin(x: Int, y: Int, in size: PixelSize) -> Filter {
    Filter("pad", ["w": size.width, "h": size.height, "x": x, "y": y, "color": "black@0"])
  }

  /// Makes a picture larger to the right and below.
  package static func plainMargin(in size: PixelSize) -> Filter {
    Filter("pad", ["w": size.width, "h": size.height, "x": 0, "y": 0])
  }

  /// Repeats the outermost pixels of what lies at `x`, `y` to the edges of `size`.
  package static func smearedBorders(x: Int, y: Int, around inner: PixelSize, in size: PixelSize) -> Filter {
    Filter(
      "fillborders",
      [
        "left": x, "right": size.width - x - inner.width, "top": y, "bottom": size.height - y - inner.height, "mode": "smear",
      ])
  }
}

/// FFmpeg's expression for one value a frame, in pixels; the last value holds.
/// - Parameter counter: an expression of the frame's number from 0.
package func frameTable(_ values: [Double], counter: String) -> String {
  var runs: [(last: Int, text: String)] = []
  for (frame, value) in values.enumerated() {
    let text = Rational(Int((value * 10_000).rounded()), 10_000).decimal(digits: 4)
    if runs.last?.text == text { runs[runs.count - 1].last = frame } else { runs.append((frame, text)) }
  }
  /// Halves at a time, so that it is neither deep nor slow.
  func tree(_ runs: ArraySlice<(last: Int, text: String)>) -> String {
    guard runs.count > 1 else { return runs.first?.text ?? "0" }
    let middle = runs.startIndex + runs.count / 2
    return "if(gt(\(counter),\(runs[middle - 1].last)),\(tree(runs[middle...])),\(tree(runs[..<middle])))"
  }
  return tree(runs[...])
}
