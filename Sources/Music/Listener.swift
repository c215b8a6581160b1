import Glibc

/// Hears music as it comes: mono samples go in, and what beats, onsets and sections are found in is kept, a
/// row for each hop. Memory grows with the length of the music, by 0.9 MB a minute.
package struct Listener {
  /// Samples a second that it takes.
  package static let rate = 22050
  static let hop = 220
  /// Rows a second; never exactly 100.
  static let rowRate = Double(rate) / Double(hop)

  private let mel = MelBands(rate: Double(rate))
  private var batch = SpectrumBatch()
  /// Samples that no window has passed yet; zeros before the first, so that row `t` is centred on sample
  /// `hop * t`.
  private var pending = [Float](repeating: 0, count: SpectrumBatch.size / 2)
  private var taken = 0
  /// The sum of the samples' squares.
  private var squares = 0.0
  private(set) var spectrogram = Spectrogram()

  package init() {}

  /// Takes the next samples.
  package mutating func take(_ samples: some Collection<Float>) {
    pending += samples
    taken += samples.count
    for sample in samples { squares += Double(sample * sample) }
    process()
  }

  /// Everything that was heard, once the music is over.
  mutating func finish() -> Spectrogram {
    let rows = taken == 0 ? 0 : taken / Self.hop + 1
    let wanted = (max(0, rows - spectrogram.rowCount) + 8) * Self.hop + SpectrumBatch.size
    pending += [Float](repeating: 0, count: wanted)
    process()
    spectrogram.cut(to: rows)
    spectrogram.compress(loudness: taken > 0 ? (squares / Double(taken)).squareRoot() : 0)
    return spectrogram
  }

  private mutating func process() {
    let needed = 7 * Self.hop + SpectrumBatch.size
    var start = 0
    while pending.count - start >= needed {
      pending.withUnsafeBufferPointer { batch.transform($0.baseAddress! + start, hop: Self.hop) }
      spectrogram.append(batch.magnitudes, mel)
      start += 8 * Self.hop
    }
    pending.removeFirst(start)
  }
}

/// What is kept of the music, a row for each hop.
struct Spectrogram {
  /// Logarithmic levels of the mel bands, row after row.
  private(set) var levels: [Float] = []
  /// Square roots of the magnitudes of single bins up to 2500 Hz, for harmony: one row for every `stride` hops.
  private(set) var harmony: [Float] = []
  /// Power as the ear weights it, a value for each hop.
  private(set) var power: [Float] = []
  private(set) var rowCount = 0

  static let bandCount = MelBands.count
  /// Bins of `harmony`: from 43 Hz to 2500 Hz.
  static let harmonyBins = 2..<117
  static let stride = 4
  /// How strongly quiet sound counts: levels are log(1 + gain * magnitude), in music of the usual loudness.
  private static let gain = 200.0
  /// Root mean square of the music that the gain was found with.
  private static let usualLoudness = 0.08

  fileprivate mutating func append(_ magnitudes: [SpectrumBatch.Lanes], _ mel: MelBands) {
    appendLevels(magnitudes, mel)
    appendHarmony(magnitudes)
    appendPower(magnitudes)
    rowCount += 8
  }

  private mutating func appendLevels(_ magnitudes: [SpectrumBatch.Lanes], _ mel: MelBands) {
    let base = levels.count
    levels.append(contentsOf: repeatElement(0, count: 8 * Self.bandCount))
    for (number, band) in mel.bands.enumerated() {
      var sum = SpectrumBatch.Lanes()
      for (index, weight) in band.weights.enumerated() { sum += magnitudes[band.first + index] * weight }
      for lane in 0..<8 { levels[base + lane * Self.bandCount + number] = sum[lane] }
    }
  }

  /// Makes levels of the magnitudes that were kept so far. Louder or softer copies of one piece come out alike.
  fileprivate mutating func compress(loudness: Double) {
    guard loudness > 0 else { return }
    let gain = Float(Self.gain * max(0.01, min(100, Self.usualLoudness / loudness)))
    for index in levels.indices { levels[index] = log1pf(gain * levels[index]) }
  }

  private mutating func appendHarmony(_ magnitudes: [SpectrumBatch.Lanes]) {
    for group in 0..<8 / Self.stride {
      for bin in Self.harmonyBins {
        let root = magnitudes[bin].squareRoot()
        var sum: Float = 0
        for lane in group * Self.stride..<(group + 1) * Self.stride { sum += root[lane] }
        harmony.append(sum)
      }
    }
  }

  private mutating func appendPower(_ magnitudes: [SpectrumBatch.Lanes]) {
    var sum = SpectrumBatch.Lanes()
    for bin in 1..<magnitudes.count { sum += magnitudes[bin] * magnitudes[bin] * Self.loudnessWeights[bin] }
    for lane in 0..<8 { power.append(sum[lane]) }
  }

  /// The K-weighting of ITU-R BS.1770 in outline: little below 60 Hz, 4 dB more above 2 kHz.
  private static let loudnessWeights: [Float] = (0..<SpectrumBatch.binCount).map { bin in
    let hertz = Float(bin) * Float(Listener.rate) / Float(SpectrumBatch.size)
    let low = powf(hertz / 60, 4) / (1 + powf(hertz / 60, 4))
    let high = 1 + 1.5 * powf(hertz / 1500, 2) / (1 + powf(hertz / 1500, 2))
    return low * high
  }

  fileprivate mutating func cut(to rows: Int) {
    rowCount = min(rows, rowCount)
    levels.removeLast(levels.count - rowCount * Self.bandCount)
    power.removeLast(power.count - rowCount)
    let harmonyRows = (rowCount + Self.stride - 1) / Self.stride
    harmony.removeLast(max(0, harmony.count - harmonyRows * Self.harmonyBins.count))
  }
}
