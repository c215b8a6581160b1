import CFFmpeg
import FilterGraph
import MediaTypes

/// What can be seen of a video, four times a second from its first picture: three bytes each, how much moved since
/// the sample before, how sharp it is, and how bright.
/// - Throws: `.media` where the file cannot be read or has no moving pictures.
package func pictureInterest(path: String) throws(EngineError) -> [UInt8] {
  let facts = try probeMedia(path: path)
  guard let picture = facts.picture, picture.end > picture.start else {
    throw EngineError(.media, "'\(path)' has no moving pictures")
  }
  let count = max(1, ((picture.end - picture.start) * 4).floor ?? 1)
  let sampling = Sampling(first: picture.start + Rational(1, 8), step: Rational(1, 4), count: count)
  let span = PictureSpan(
    first: 0, count: count, sources: [PictureSource(input: 0, sampling: sampling, origin: 0)], graph: InterestMeter.graph)
  let plan = PicturePlan(
    size: InterestMeter.size, rate: FrameRate(4)!, pixelFormat: "gray", color: .bt709, frameCount: count, spans: [])
  let nowhere = OutputPlan(path: "", format: "", formatOptions: [], picture: nil, sound: nil, metadata: [])
  let film = RenderPlan(inputs: [PlanInput(facts: facts)], picture: plan, sound: nil, output: nowhere, origins: [])
  let run = try SpanRun(span, plan: plan, pool: ReaderPool(film))
  var meter = InterestMeter()
  var result: [UInt8] = []
  while let frame = try run.next() { result += meter.measure(frame) }
  return result
}

/// Measures small grey pictures, each against the one before.
private struct InterestMeter {
  static let size = PixelSize(width: 96, height: 54)

  /// Any picture, as a small grey one.
  static var graph: SpanGraph {
    var graph = SpanGraph()
    let scale = Filter("scale", ["w": "96", "h": "54", "flags": "bilinear"])
    graph.output = graph.chain([scale, Filter("format", ["pix_fmts": "gray"])], to: .source(0), origin: 0)
    return graph
  }

  private var previous: [UInt8] = []

  /// Motion (a quarter of a code value each), sharpness (half of one) and brightness.
  mutating func measure(_ frame: Frame) -> [UInt8] {
    let picture = Self.pixels(of: frame)
    defer { previous = picture }
    let motion = previous.isEmpty ? 0 : zip(picture, previous).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    let brightness = picture.reduce(0) { $0 + Int($1) }
    let byte = { (sum: Int, scale: Int) in UInt8(min(255, sum * scale / picture.count)) }
    return [byte(motion, 4), byte(Self.edges(picture), 2), byte(brightness, 1)]
  }

  /// The sum of the magnitudes of the Laplacian.
  private static func edges(_ picture: [UInt8]) -> Int {
    var sum = 0
    for y in 1..<size.height - 1 {
      for x in 1..<size.width - 1 {
        let at = y * size.width + x
        let around = Int(picture[at - 1]) + Int(picture[at + 1]) + Int(picture[at - size.width]) + Int(picture[at + size.width])
        sum += abs(4 * Int(picture[at]) - around)
      }
    }
    return sum
  }

  private static func pixels(of frame: Frame) -> [UInt8] {
    guard let data = frame.pointer.pointee.data.0 else { return [UInt8](repeating: 0, count: size.width * size.height) }
    let stride = Int(frame.pointer.pointee.linesize.0)
    return (0..<size.height).flatMap { row in UnsafeBufferPointer(start: data + row * stride, count: size.width) }
  }
}
