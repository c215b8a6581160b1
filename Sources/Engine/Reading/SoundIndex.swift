import CFFmpeg
import FilterGraph
import MediaTypes

/// Where the samples of a file are whose stamps are too coarse to tell (milliseconds in Matroska): packets are counted from the
/// first, by their heads and without decoding, as far as somebody wants to go.
final class SoundIndex {
  /// A packet, and the samples that come of it.
  struct Anchor {
    let mark: PacketMark
    let samples: Range<Int>
  }

  private let sound: SoundFacts
  private let file: SourceFile
  private let length: PacketLength
  private var anchors: [Anchor] = []
  private var packets = 0
  /// Samples counted so far.
  private var counted = 0
  private var isOver = false

  /// One packet in so many is kept, about three a second.
  private static let stride = 16

  /// Nil where packets do not tell how long they are.
  init?(_ input: PlanInput) {
    guard let sound = input.facts.sound, let file = try? SourceFile(input, .sound), let length = PacketLength(file.stream)
    else { return nil }
    (self.sound, self.file, self.length) = (sound, file, length)
  }

  /// The last packet kept whose samples start at or before one; nil where the file cannot be counted so far.
  func anchor(notAfter sample: Int) -> Anchor? {
    while counted <= sample, !isOver { count() }
    guard counted > sample else { return nil }
    var (low, high) = (0, anchors.count)
    while low < high {
      let middle = (low + high) / 2
      if anchors[middle].samples.lowerBound <= sample { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? anchors[low - 1] : nil
  }

  /// Counts as a decoder does: from 0 where the stream starts within a stamp's rounding of its stated start, and anew
  /// behind a gap.
  private func count() {
    guard let packet = file.nextPacket(), packet.pointee.pts != reel_no_pts, let length = length.samples(packet) else {
      isOver = true
      return
    }
    if length > 0 {
      let stamped = file.ticks.sample(packet.pointee.pts, of: sound)
      let isGap = counted == 0 ? abs(stamped) > file.ticks.rounding(sound) : abs(stamped - counted) > sound.rate / 50
      if isGap { counted = stamped }
    }
    if packets % Self.stride == 0, length > 0 {
      anchors.append(Anchor(mark: PacketMark(packet), samples: counted..<counted + length))
    }
    packets += 1
    counted += length
  }
}

extension Ticks {
  /// The number of the sample that starts nearest to a stamp.
  func sample(_ stamp: Int64, of sound: SoundFacts) -> Int {
    ((seconds(stamp) - sound.start) * Rational(sound.rate)).roundedHalfUp ?? 0
  }

  /// How far a stamp may be off, in samples.
  func rounding(_ sound: SoundFacts) -> Int { ((base * Rational(2 * sound.rate)).ceiling ?? 0) + 1 }
}
