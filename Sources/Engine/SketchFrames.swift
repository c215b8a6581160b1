import CFFmpeg
import FilterGraph

/// Runs a plan without encoding it, and keeps a sketch of each picture: the mean luma of 8 by 6 fields, row by row, and
/// the two mean colour differences. Sketches of one film agree to a few codes on every machine, where hashes do not.
package func sketchFrames(_ plan: RenderPlan) throws(EngineError) -> [[UInt8]] {
  let sketcher = FilmSketcher()
  _ = try runFilm(plan, into: sketcher, cancellation: Cancellation(), progress: { _ in })
  return sketcher.sketches
}

private final class FilmSketcher: FilmSink {
  let soundBlock = 1024
  private(set) var sketches: [[UInt8]] = []

  func take(picture: Frame) throws(EngineError) {
    let content = picture.pointer.pointee
    let (width, height) = (Int(content.width), Int(content.height))
    let data = [content.data.0, content.data.1, content.data.2]
    let strides = [content.linesize.0, content.linesize.1, content.linesize.2]
    var sketch: [UInt8] = []
    for plane in 0..<3 {
      guard let start = data[plane] else { continue }
      let size = plane == 0 ? (x: width, y: height) : (x: (width + 1) / 2, y: (height + 1) / 2)
      let fields = plane == 0 ? (x: 8, y: 6) : (x: 1, y: 1)
      for row in 0..<fields.y {
        for column in 0..<fields.x {
          let x = size.x * column / fields.x..<size.x * (column + 1) / fields.x
          let y = size.y * row / fields.y..<size.y * (row + 1) / fields.y
          sketch.append(Self.mean(start, Int(strides[plane]), x, y))
        }
      }
    }
    sketches.append(sketch)
  }

  private static func mean(_ start: UnsafeMutablePointer<UInt8>, _ stride: Int, _ x: Range<Int>, _ y: Range<Int>) -> UInt8 {
    let sum = y.reduce(0) { sum, row in x.reduce(sum) { $0 + Int(start[row * stride + $1]) } }
    return UInt8(clamping: sum / max(1, x.count * y.count))
  }

  func take(sound: Frame) throws(EngineError) {}
}
