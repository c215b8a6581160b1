import CFFmpeg

/// The brightness of a picture, smoothed, at its own size and at half, a quarter … of it.
struct LumaPyramid {
  struct Level {
    var width: Int
    var height: Int
    var values: [Float]
  }

  /// The picture's own size first.
  let levels: [Level]

  /// Levels go down to this many pixels across or down.
  private static let smallest = 24

  init(_ frame: Frame) {
    var levels = [Self.smoothed(Self.luma(frame))]
    while min(levels.last!.width, levels.last!.height) / 2 >= Self.smallest { levels.append(Self.smoothed(Self.halved(levels.last!))) }
    self.levels = levels
  }

  private static func luma(_ frame: Frame) -> Level {
    let content = frame.pointer.pointee, stride = Int(content.linesize.0)
    let (width, height) = (Int(content.width), Int(content.height))
    let values = [Float](unsafeUninitializedCapacity: width * height) { buffer, count in
      for y in 0..<height { for x in 0..<width { buffer[y * width + x] = Float(content.data.0![y * stride + x]) } }
      count = width * height
    }
    return Level(width: width, height: height, values: values)
  }

  private static func halved(_ level: Level) -> Level {
    let (width, height) = (level.width / 2, level.height / 2)
    let values = [Float](unsafeUninitializedCapacity: width * height) { buffer, count in
      level.values.withUnsafeBufferPointer { from in
        for y in 0..<height {
          for x in 0..<width {
            let at = 2 * y * level.width + 2 * x
            buffer[y * width + x] = (from[at] + from[at + 1] + from[at + level.width] + from[at + level.width + 1]) / 4
          }
        }
      }
      count = width * height
    }
    return Level(width: width, height: height, values: values)
  }

  /// After (1 2 1)/4 across and down: what is finer than a pixel cannot be followed, and would draw towards whole pixels.
  private static func smoothed(_ level: Level) -> Level {
    let across = pass(level.values, count: level.values.count) { index in
      let x = index % level.width
      return (x > 0 ? index - 1 : index, x < level.width - 1 ? index + 1 : index)
    }
    let values = pass(across, count: across.count) { index in
      (index >= level.width ? index - level.width : index, index + level.width < across.count ? index + level.width : index)
    }
    return Level(width: level.width, height: level.height, values: values)
  }

  @inline(__always)
  private static func pass(_ values: [Float], count: Int, _ around: (Int) -> (Int, Int)) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, made in
      values.withUnsafeBufferPointer { from in
        for index in 0..<count {
          let (before, after) = around(index)
          buffer[index] = (from[before] + 2 * from[index] + from[after]) / 4
        }
      }
      made = count
    }
  }
}
