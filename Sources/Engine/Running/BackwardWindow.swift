/// Samples in falling order, read forwards a window at a time.
struct BackwardWindow: ~Copyable {
  private let planes: [UnsafeMutablePointer<Float>]
  private let length: Int
  private var held = 0..<0

  /// - Parameter length: samples a window.
  init(channels: Int, length: Int) {
    planes = (0..<channels).map { _ in .allocate(capacity: length) }
    self.length = length
  }

  deinit { for plane in planes { plane.deallocate() } }

  /// Samples `number`, `number - 1`, … to `target` from `offset`.
  mutating func read(
    downFrom number: Int, count: Int, _ reader: SoundReader, into target: [UnsafeMutablePointer<Float>],
    at offset: Int
  ) throws(EngineError) {
    for index in 0..<count {
      let wanted = number - index
      if !held.contains(wanted) {
        held = wanted - length + 1..<wanted + 1
        try reader.read(held.lowerBound, count: length, into: planes, at: 0)
      }
      for (channel, plane) in planes.enumerated() {
        target[channel][offset + index] = plane[wanted - held.lowerBound]
      }
    }
  }
}
