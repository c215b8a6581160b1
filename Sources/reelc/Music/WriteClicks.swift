import Engine
import Glibc
import MediaTypes

/// Writes the music with a click on each beat, a higher one where a bar starts: 16 bits, 44.1 kHz, stereo.
func writeClicks(_ facts: MusicFacts, of path: String, to target: String) throws(Failure) {
  let shape = SoundShape(rate: 44100, layout: .stereo)
  let media = try sounding(path)
  let sound = media.sound!
  let count = ((sound.end - sound.start) * Rational(shape.rate)).roundedHalfUp ?? 0
  guard count < 1 << 29 else { throw Failure(code: .errors, message: "'\(path)' is too long for one WAV file") }
  var clicks = ClickTrack(facts, from: sound.start, rate: shape.rate)
  try writeFile(to: target) { write throws(Failure) in
    try write(waveHeader(samples: count, shape))
    try engine { () throws(EngineError) in
      try scanSound(media, as: shape) { rows throws(EngineError) in
        var rows = rows
        clicks.add(to: &rows)
        do throws(Failure) { try write(interleaved(rows)) } catch { throw EngineError(.output, error.message) }
      }
    }
  }
}

/// The facts of a file that has sound.
func sounding(_ path: String) throws(Failure) -> MediaFacts {
  let facts = try engine { () throws(EngineError) in try probeMedia(path: path) }
  guard facts.sound != nil else { throw Failure(code: .errors, message: "'\(path)' has no sound") }
  return facts
}

/// The engine's errors as the command line's.
func engine<Result>(_ body: () throws(EngineError) -> Result) throws(Failure) -> Result {
  do throws(EngineError) {
    return try body()
  } catch {
    throw Failure(code: .errors, message: error.message, notes: error.details)
  }
}

/// Clicks at the samples of the beats, added to a sound that comes in blocks.
private struct ClickTrack {
  private let starts: [(sample: Int, isBar: Bool)]
  private let rate: Int
  private var position = 0
  /// Samples of a click: 40 ms.
  private var length: Int { rate / 25 }

  init(_ facts: MusicFacts, from origin: Rational, rate: Int) {
    let bars = Set(facts.downbeats)
    starts = facts.beats.enumerated().map { index, beat in
      (((beat - origin) * Rational(rate)).roundedHalfUp ?? 0, bars.contains(index))
    }
    self.rate = rate
  }

  mutating func add(to rows: inout [[Float]]) {
    let count = rows[0].count
    for (start, isBar) in starts where start < position + count && start + length > position {
      for index in max(0, position - start)..<min(length, position + count - start) {
        let seconds = Float(index) / Float(rate)
        let value = 0.6 * expf(-seconds / 0.008) * sinf(2 * .pi * (isBar ? 2000 : 1400) * seconds)
        for row in rows.indices { rows[row][start + index - position] = 0.7 * rows[row][start + index - position] + value }
      }
    }
    position += count
  }
}

private func interleaved(_ rows: [[Float]]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(rows.count * rows[0].count * 2)
  for index in rows[0].indices {
    for row in rows {
      let value = UInt16(bitPattern: Int16((max(-1, min(1, row[index])) * 32767).rounded()))
      bytes.append(UInt8(value & 0xFF))
      bytes.append(UInt8(value >> 8))
    }
  }
  return bytes
}

private func waveHeader(samples: Int, _ shape: SoundShape) -> [UInt8] {
  let channels = shape.layout.channelCount, size = samples * channels * 2
  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
  let form = little(1, 2) + little(channels, 2) + little(shape.rate, 4) + little(shape.rate * channels * 2, 4)
  return Array("RIFF".utf8) + little(36 + size, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + form
    + little(channels * 2, 2) + little(16, 2) + Array("data".utf8) + little(size, 4)
}
