import CFFmpeg
import FilterGraph
import MediaTypes

/// Gives any stretch of a file's samples, exact to the sample, in any order, with bounded memory.
final class SoundReader {
  private let decoder: SoundDecoder
  private var piece: SoundPiece?
  /// From this sample on, `piece` and what follows it is all there is.
  private var knownFrom = Int.max
  private var isEnded = false

  /// - Parameter index: asked for where a file's stamps do not tell where its samples are.
  init(_ input: PlanInput, index: @escaping () -> SoundIndex? = { nil }) throws(EngineError) {
    decoder = try SoundDecoder(input, index: index)
  }

  var channels: Int { decoder.sound.channels }
  var rate: Int { decoder.sound.rate }
  /// Where the reader stands.
  var position: Int? { piece?.start }

  /// Samples `first ..< first + count`; silence where the stream has none.
  /// - Parameter planes: one row of floats a channel, with room from `offset`.
  func read(
    _ first: Int, count: Int, into planes: [UnsafeMutablePointer<Float>], at offset: Int
  ) throws(EngineError) {
    var number = first
    let end = first + count
    while number < end {
      let place = offset + number - first
      if number < 0 {
        number += silence(min(end, 0) - number, planes, place)
      } else if let piece = try piece(coveringOrAfter: number) {
        if piece.start > number {
          number += silence(min(end, piece.start) - number, planes, place)
        } else {
          let length = min(end, piece.end) - number
          for (channel, source) in piece.frame.planes.enumerated() where channel < planes.count {
            (planes[channel] + place).update(from: source + (number - piece.start), count: length)
          }
          number += length
        }
      } else {
        try checkEnd(number)
        number += silence(end - number, planes, place)
      }
    }
  }

  private func silence(_ count: Int, _ planes: [UnsafeMutablePointer<Float>], _ place: Int) -> Int {
    for plane in planes { (plane + place).update(repeating: 0, count: count) }
    return count
  }

  /// The piece that holds the sample, or the next one after it; nil after the last.
  private func piece(coveringOrAfter number: Int) throws(EngineError) -> SoundPiece? {
    let isFar = piece.map { number > $0.end + rate } ?? true
    if number < knownFrom || isFar && !isEnded { try jump(to: number) }
    while let current = piece, current.end <= number { try advance(after: current) }
    return piece
  }

  private func advance(after current: SoundPiece) throws(EngineError) {
    knownFrom = max(knownFrom, current.end)
    piece = try decoder.next()
    while let next = piece, next.end <= current.end { piece = try decoder.next() }
    isEnded = piece == nil
    if isEnded { lastEnd = current.end }
  }

  private func jump(to number: Int) throws(EngineError) {
    let settling = decoder.settling
    for early in [settling, settling + rate, settling + 5 * rate, settling + 25 * rate] {
      guard number - early > 0, decoder.seek(notAfter: number - early) else { break }
      // Half of what leads in is for the decoder to settle.
      if let first = try decoder.next(), first.start <= number - settling / 2 {
        return begin(first, from: first.start + settling / 4)
      }
    }
    try decoder.rewind()
    begin(try decoder.next(), from: .min)
  }

  private func begin(_ first: SoundPiece?, from known: Int) {
    piece = first
    knownFrom = known
    isEnded = first == nil
    lastEnd = 0
  }

  /// Where the last piece ended, once the stream is over.
  private var lastEnd = 0

  /// - Throws: `.media` where the stream ended earlier than it should have.
  private func checkEnd(_ number: Int) throws(EngineError) {
    let sound = decoder.sound
    let length = ((sound.end - sound.start) * Rational(rate)).floor ?? 0
    guard number < length, length - lastEnd > rate / 10 else { return }
    throw EngineError(
      .media, "'\(decoder.facts.path)' ends before it should: the rest of its sound could not be read",
      details: LibraryLog.take(), sourceTime: sound.start + Rational(lastEnd, rate))
  }
}
