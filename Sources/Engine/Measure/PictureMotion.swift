import FilterGraph
import Glibc
import MediaTypes

/// How the whole picture moves, as the camera does: a line for each picture that starts in a stretch of a file, with
/// its time in source seconds, exact, and how far the camera went since the picture before, in shares of the upright
/// picture's width and height. `0 0` where nothing can be said.
/// - Throws: `.media` where the file cannot be read; `.library` where FFmpeg was built without libvidstab.
package func pictureMotion(path: String, from start: Rational, to end: Rational) throws(EngineError) -> [UInt8] {
  let facts = try probeMedia(path: path)
  guard facts.picture != nil else { throw EngineError(.media, "'\(path)' has no picture") }
  let stretch = try MotionStretch(PlanInput(facts: facts), from: start, to: end)
  let lines = try stretch.lines()
  return Array((lines.joined(separator: "\n") + "\n").utf8)
}

/// Runs FFmpeg's detector over a stretch and reads what it wrote.
private final class MotionStretch {
  private let decoder: PictureDecoder
  private let conformer: Conformer
  private let input: PlanInput
  private let range: SourceRange
  /// When each picture that was looked at starts.
  private var stamps: [Rational] = []

  /// Pictures are looked at no wider than this.
  private static let widest = 1280

  init(_ input: PlanInput, from start: Rational, to end: Rational) throws(EngineError) {
    self.input = input
    decoder = try PictureDecoder(input)
    conformer = Conformer(input)
    range = SourceRange(start: start, end: end)
    // The first picture needs the one before it.
    let early = decoder.file.ticks.last(before: start) - decoder.file.ticks.length(1)
    if start > (input.facts.picture?.start ?? 0) + 2, !decoder.seek(notAfter: early) { try decoder.rewind() }
  }

  func lines() throws(EngineError) -> [String] {
    let found = try withTemporaryFolder { folder throws(EngineError) in
      let size = try detect(into: folder + "/motion")
      return (size: size, motions: Self.motions(folder + "/motion"))
    }
    guard let (size, motions) = found else { throw EngineError(.output, "no folder for temporary files can be made") }
    return stamps.indices.compactMap { index in
      guard stamps[index] >= range.start else { return nil }
      let motion = motions.indices.contains(index) ? motions[index] : (x: 0, y: 0)
      return "\(stamps[index]) \(Self.text(motion.x / Double(size.width))) \(Self.text(motion.y / Double(size.height)))"
    }
  }

  /// To a millionth, so that every machine says the same.
  private static func text(_ share: Double) -> String {
    Rational(Int((share * 1_000_000).rounded()), 1_000_000).decimal(digits: 6)
  }

  /// - Returns: the size of the pictures that were looked at.
  private func detect(into path: String) throws(EngineError) -> PixelSize {
    let picture = input.facts.picture!
    let size = Self.reduced(picture.codedSize)
    var graph = SpanGraph()
    let small = Filter("scale", ["w": size.width, "h": size.height, "flags": "bilinear"])
    let upright = Filter.upright(picture.orientation)
    graph.output = graph.chain(
      [small, .format("yuv420p")] + upright + [.detectMotion(to: path)], to: .source(0), origin: 0)
    let shape = try StreamShape.pictures(picture, path: input.facts.path, rate: FrameRate.nearestStandard(to: picture.meanRate ?? 25))
    let run = try FilterRun(graph, sources: [shape], medium: .picture)
    var last: Picture?
    while let next = try decoder.next(skippingBefore: .min / 2) {
      let time = decoder.file.ticks.seconds(next.tick)
      if time >= range.end { break }
      if time < range.start {
        last = next
        continue
      }
      if let before = last { try look(at: before, run) }
      last = nil
      try look(at: next, run)
    }
    try run.close(0, end: Int64(stamps.count))
    try drain(run)
    return upright.contains { $0.name == "transpose" } ? PixelSize(width: size.height, height: size.width) : size
  }

  private static func reduced(_ size: PixelSize) -> PixelSize {
    guard size.width > widest else {
      return PixelSize(width: max(2, size.width / 2 * 2), height: max(2, size.height / 2 * 2))
    }
    return PixelSize(width: widest, height: max(2, size.height * widest / size.width / 2 * 2))
  }

  private func look(at picture: Picture, _ run: FilterRun) throws(EngineError) {
    let copy = try conformer.conform(picture.frame).reference()
    copy.pointer.pointee.pts = Int64(stamps.count)
    stamps.append(decoder.file.ticks.seconds(picture.tick))
    try run.send(copy, to: 0)
    try drain(run)
  }

  private func drain(_ run: FilterRun) throws(EngineError) {
    let frame = Frame()
    while case .frame = try run.receive(into: frame) {}
  }

  // MARK: what the detector wrote

  /// Pixels that the camera moved before each picture: of its fields' motions, the mean of those near their median.
  private static func motions(_ path: String) -> [(x: Double, y: Double)] {
    guard let status = FileStatus(path: path) else { return [] }
    let text = String(decoding: readBytes(path, from: 0, count: status.size), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix("Frame") }.map { line in
      let fields = line.split(separator: "(").filter { $0.hasPrefix("LM ") }.map { field in
        field.dropFirst(3).split(separator: " ").prefix(2).compactMap { Double($0) }
      }
      return mean(fields.filter { $0.count == 2 })
    }
  }

  private static func mean(_ fields: [[Double]]) -> (x: Double, y: Double) {
    guard fields.count > 2 else { return (0, 0) }
    let middle = (0...1).map { axis in fields.map { $0[axis] }.sorted()[fields.count / 2] }
    let near = fields.filter { abs($0[0] - middle[0]) <= 1.5 && abs($0[1] - middle[1]) <= 1.5 }
    guard !near.isEmpty else { return (0, 0) }
    return (near.reduce(0) { $0 + $1[0] } / Double(near.count), near.reduce(0) { $0 + $1[1] } / Double(near.count))
  }
}
