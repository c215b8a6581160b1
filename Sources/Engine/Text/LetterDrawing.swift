import MediaTypes

/// A letter's picture, resampled for where it is drawn.
struct LetterDrawing {
  private let picture: ColorScript.Picture
  private let place: LetterPlace
  private let origin: (x: Int, y: Int)
  private let size: PixelSize

  /// - Parameters:
  ///   - x: the first column of the script's frame that the target shows, as `y` is its first row.
  ///   - size: of the target.
  init(_ picture: ColorScript.Picture, at place: LetterPlace, x: Int, y: Int, inside size: PixelSize) {
    (self.picture, self.place, origin, self.size) = (picture, place, (x, y), size)
  }

  /// Hands out what is seen: columns and rows of the target, a colour of 24 bits and its alpha.
  func forEachPixel(_ body: (Int, Int, UInt32, UInt32) -> Void) {
    // A letter's measures are shares of its line's height; the rectangle says how many pixels that is now.
    let letter = picture.letter
    let scale = (x: place.width / letter.advance, y: place.height / (letter.top - letter.bottom))
    for part in letter.parts {
      let left = place.left + part.left * scale.x - Double(origin.x)
      let top = place.top + (letter.top - part.top) * scale.y - Double(origin.y)
      let across = Resampler(
        from: part.pixels.size.width, start: left, length: part.width * scale.x, limit: size.width, softness: softness(scale.x))
      let down = Resampler(
        from: part.pixels.size.height, start: top, length: part.height * scale.y, limit: size.height, softness: softness(scale.y))
      paint(part.pixels, across, down, body)
    }
  }

  /// Of a silhouette's edge in pixels of the target.
  private func softness(_ scale: Double) -> Double {
    picture.softness == 0 ? 0 : picture.softness * scale * picture.letter.advance / picture.width
  }

  private func paint(_ pixels: ColorPixels, _ across: Resampler, _ down: Resampler, _ body: (Int, Int, UInt32, UInt32) -> Void) {
    let width = pixels.size.width
    // Rows first: each source row squeezed once, colours multiplied by alpha.
    var squeezed: [Int: [SIMD4<Float>]] = [:]
    for target in down.targets {
      var sums = [SIMD4<Float>](repeating: .zero, count: across.targets.count)
      for tap in down.taps(of: target) {
        let row = squeezed[tap.source] ?? pixels.bytes.withUnsafeBufferPointer { across.row($0, from: tap.source * width) }
        squeezed[tap.source] = row
        for index in sums.indices { sums[index] += row[index] * tap.weight }
      }
      for (index, sum) in sums.enumerated() where sum.w >= 0.5 {
        let column = across.targets.lowerBound + index
        body(column, target, picture.silhouette ?? color(sum), UInt32(min(255, sum.w.rounded())))
      }
    }
  }

  private func color(_ sum: SIMD4<Float>) -> UInt32 {
    func code(_ value: Float) -> UInt32 { UInt32(max(0, min(255, (value * 255 / sum.w).rounded()))) }
    return code(sum.x) << 16 | code(sum.y) << 8 | code(sum.z)
  }
}

/// One direction of a resampling: a triangle as wide as the coarser of the two grids, so that nothing is left out where a
/// picture shrinks and nothing has steps where it grows. A silhouette's is as wide as its blur.
struct Resampler {
  struct Tap {
    var source: Int
    var weight: Float
  }

  /// Pixels of the target that anything falls on.
  let targets: Range<Int>
  private let taps: [[Tap]]

  /// - Parameters:
  ///   - count: pixels of the source.
  ///   - start: where its first edge is in the target, which has `limit` pixels.
  init(from count: Int, start: Double, length: Double, limit: Int, softness: Double) {
    let scale = length / Double(max(1, count))
    // A triangle's standard deviation is its half width over the square root of six.
    let reach = max(1, scale, softness * 2.449)
    let first = max(0, Int((start - reach).rounded(.down))), last = min(limit, Int((start + length + reach).rounded(.up)))
    targets = first..<max(first, last)
    taps = targets.map { target in
      let middle = Double(target) + 0.5
      guard scale > 0 else { return [] }
      let low = Int(((middle - reach - start) / scale - 0.5).rounded(.up))
      let high = Int(((middle + reach - start) / scale - 0.5).rounded(.down))
      let weights = (low...max(low, high)).map { max(0, 1 - abs(start + (Double($0) + 0.5) * scale - middle) / reach) }
      // What lies beyond the picture is clear and counts.
      let total = max(weights.reduce(0, +), 1e-9)
      return weights.indices.filter { weights[$0] > 0 && (0..<count).contains(low + $0) }
        .map { Tap(source: low + $0, weight: Float(weights[$0] / total)) }
    }
  }

  func taps(of target: Int) -> [Tap] { taps[target - targets.lowerBound] }

  /// A row of pixels, four bytes each, in the target's pixels; colours are multiplied by alpha.
  func row(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> [SIMD4<Float>] {
    taps.map { taps in
      var sum = SIMD4<Float>.zero
      for tap in taps {
        let place = 4 * (first + tap.source)
        let alpha = Float(bytes[place + 3]) * tap.weight
        let shade = alpha / 255
        sum += SIMD4(Float(bytes[place]) * shade, Float(bytes[place + 1]) * shade, Float(bytes[place + 2]) * shade, alpha)
      }
      return sum
    }
  }
}
