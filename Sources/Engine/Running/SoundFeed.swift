import CFFmpeg
import FilterGraph
import MediaTypes

/// The samples of one voice's source, block after block, in the order the voice plays them.
final class SoundFeed {
  let shape: StreamShape
  private let source: SoundSource
  private let facts: SoundFacts
  private let pool: ReaderPool
  private let reader: SoundReader
  private var backwards: BackwardWindow?
  private var bent: BentReading?
  private(set) var fed = 0

  init(_ source: SoundSource, pool: ReaderPool) throws(EngineError) {
    let input = try pool.input(source.input)
    guard let sound = input.facts.sound else {
      throw EngineError(.fault, "'\(input.facts.path)' has no sound")
    }
    self.source = source
    self.pool = pool
    facts = sound
    shape = .sound(rate: source.way?.rate ?? sound.rate, layout: sound.layout, channels: sound.channels)
    reader = try pool.takeSound(source)
    if let way = source.way { bent = BentReading(source, way, reader) }
    if source.isReversed { backwards = BackwardWindow(channels: sound.channels, length: sound.rate) }
  }

  deinit { pool.give(back: reader, source) }

  var isOver: Bool { fed >= source.count }

  /// The next samples, at most `count`, stamped with their number.
  func next(_ count: Int) throws(EngineError) -> Frame {
    let length = min(count, source.count - fed)
    let layout = try Layout(name: facts.layout, channels: facts.channels)
    let frame = try Frame.samples(count: length, rate: source.way?.rate ?? facts.rate, layout: layout)
    let planes = frame.planes
    var done = 0
    if let bent {
      try bent.read(fed, count: length, into: planes)
      done = length
    }
    while done < length { done += try run(from: fed + done, count: length - done, planes, at: done) }
    frame.pointer.pointee.pts = Int64(fed)
    fed += length
    return frame
  }

  /// Reads samples up to where the source wraps; gives how many.
  private func run(
    from index: Int, count: Int, _ planes: [UnsafeMutablePointer<Float>], at offset: Int
  ) throws(EngineError) -> Int {
    var number = source.isReversed ? source.first - index : source.first + index
    var length = count
    if let wrap = source.wrap, !wrap.isEmpty {
      let inside = (number - wrap.lowerBound) % wrap.count
      number = wrap.lowerBound + (inside < 0 ? inside + wrap.count : inside)
      length = min(count, source.isReversed ? number - wrap.lowerBound + 1 : wrap.upperBound - number)
    }
    if backwards != nil {
      try backwards!.read(downFrom: number, count: length, reader, into: planes, at: offset)
    } else {
      try reader.read(number, count: length, into: planes, at: offset)
    }
    return length
  }
}
