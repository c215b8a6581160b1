import CFFmpeg
import FilterGraph
import MediaTypes

/// How the whole picture moves, as the camera makes it: a line for each picture that starts in a stretch of a file, with
/// its time in source seconds, exact, how far what is seen went since the picture before, in shares of the upright
/// picture's width and height, and by how many degrees it turned clockwise about the middle. `0 0 0` where nothing can
/// be said.
/// - Throws: `.media` where the file cannot be read.
package func pictureMotion(path: String, from start: Rational, to end: Rational) throws(EngineError) -> [UInt8] {
  let facts = try probeMedia(path: path)
  guard facts.picture != nil else { throw EngineError(.media, "'\(path)' has no picture") }
  let stretch = try MotionStretch(PlanInput(facts: facts), from: start, to: end)
  let lines = try stretch.lines()
  return Array((lines.joined(separator: "\n") + "\n").utf8)
}

/// Looks at the pictures of a stretch, each beside the one before.
private final class MotionStretch {
  private let decoder: PictureDecoder
  private let conformer: Conformer
  private let input: PlanInput
  private let range: SourceRange
  /// When each picture that was looked at starts.
  private var stamps: [Rational] = []
  private var motions: [PictureShift] = []
  private var before: LumaPyramid?

  /// Pictures are looked at no wider than this.
  private static let widest = 640

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
    let size = try look()
    return zip(stamps, motions).compactMap { stamp, motion in
      guard stamp >= range.start else { return nil }
      let shares = [motion.x / Double(size.width), motion.y / Double(size.height), motion.angle * 180 / .pi]
      return ([stamp.description] + shares.map(Self.text)).joined(separator: " ")
    }
  }

  /// To a millionth, so that every machine says the same.
  private static func text(_ share: Double) -> String {
    Rational(Int((share * 1_000_000).rounded()), 1_000_000).decimal(digits: 6)
  }

  /// - Returns: the size of the pictures that were looked at.
  private func look() throws(EngineError) -> PixelSize {
    let picture = input.facts.picture!
    let size = Self.reduced(picture.displaySize)
    var graph = SpanGraph()
    let stored = picture.orientation.isSideways ? size.turned : size
    let small = Filter("scale", ["w": stored.width, "h": stored.height, "flags": "area+accurate_rnd"])
    graph.output = graph.chain([small, .format("yuv420p")] + Filter.upright(picture.orientation), to: .source(0), origin: 0)
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
    return size
  }

  private static func reduced(_ size: (width: Rational, height: Rational)) -> PixelSize {
    let scale = min(1, Rational(widest) / size.width)
    func even(_ length: Rational) -> Int { max(2, 2 * ((length * scale / 2).roundedHalfUp ?? 1)) }
    return PixelSize(width: even(size.width), height: even(size.height))
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
    while case .frame = try run.receive(into: frame) {
      let pyramid = LumaPyramid(frame)
      motions.append(before.flatMap { shift(from: $0, to: pyramid) } ?? PictureShift())
      before = pyramid
      av_frame_unref(frame.pointer)
    }
  }
}
