import Engine
import MediaTypes

/// Draws what was heard: sections behind, energy, waveform, onsets and beats, as SVG. Ten seconds are 400 wide.
func writePlot(_ facts: MusicFacts, of path: String, to target: String) throws(Failure) {
  let media = try sounding(path)
  var envelope = Envelope()
  try engine { () throws(EngineError) in
    try scanSound(media, as: SoundShape(rate: Envelope.rate, layout: .mono)) { rows throws(EngineError) in envelope.take(rows[0]) }
  }
  try writeFile(MusicPlot(facts, envelope, start: media.sound!.start).svg, to: target)
}

/// The loudest sample of each fortieth of a second.
private struct Envelope {
  static let rate = 8000
  static let step = rate / 40
  private(set) var peaks: [Float] = []
  private var count = 0

  mutating func take(_ samples: [Float]) {
    for sample in samples {
      if count % Self.step == 0 { peaks.append(0) }
      peaks[peaks.count - 1] = max(peaks[peaks.count - 1], abs(sample))
      count += 1
    }
  }
}

private struct MusicPlot {
  private let facts: MusicFacts
  private let envelope: Envelope
  private let start: Rational
  private let height = 260
  private let middle = 100

  init(_ facts: MusicFacts, _ envelope: Envelope, start: Rational) {
    (self.facts, self.envelope, self.start) = (facts, envelope, start)
  }

  /// Forty pixels a second, to a tenth of a pixel.
  private func x(_ time: Rational) -> String { ((time - start) * 40).decimal(digits: 1) }

  var svg: String {
    let width = max(400, envelope.peaks.count)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)">
      <rect width="100%" height="100%" fill="#fff"/>
      \(sections)<path d="\(waveform)" stroke="#7a8a9a" fill="none"/>
      <path d="\(energy)" stroke="#2a7" fill="none" stroke-width="2"/>
      \(beats)\(onsets)\(words)</svg>

      """
  }

  private var sections: String {
    facts.sections.enumerated().map { index, section in
      let color = index % 2 == 0 ? "#eef3f8" : "#e0e8f0"
      let width = ((section.end - section.start) * 40).decimal(digits: 1)
      return "<rect x=\"\(x(section.start))\" y=\"0\" width=\"\(width)\" height=\"200\" fill=\"\(color)\"/>\n"
    }.joined()
  }

  private var waveform: String {
    envelope.peaks.enumerated().map { index, peak in
      let reach = Int((peak * 90).rounded())
      return "M\(index) \(middle - reach)V\(middle + reach)"
    }.joined()
  }

  private var energy: String {
    facts.energy.values.enumerated().map { index, value in
      "\(index == 0 ? "M" : "L")\(index * 4) \(200 - Int((value * 190).rounded()))"
    }.joined()
  }

  private var beats: String {
    let bars = Set(facts.downbeats)
    return facts.beats.enumerated().map { index, beat in
      let isBar = bars.contains(index)
      return "<path d=\"M\(x(beat)) \(isBar ? 0 : 20)V200\" stroke=\"\(isBar ? "#c22" : "#d88")\" stroke-width=\"\(isBar ? 2 : 1)\"/>\n"
    }.joined()
  }

  private var onsets: String {
    let peaks = Set(facts.peaks)
    return facts.onsets.map { onset in
      let length = Int((min(2, onset.strength) * 20).rounded())
      return "<path d=\"M\(x(onset.time)) 245V\(245 - length)\" stroke=\"\(peaks.contains(onset.time) ? "#05c" : "#69c")\"/>\n"
    }.joined()
  }

  private var words: String {
    let bars = facts.downbeats.enumerated().map { index, beat in
      "<text x=\"\(x(facts.beats[beat]))\" y=\"12\" dx=\"4\">\(index + 1)</text>\n"
    }
    let seconds = stride(from: 0, to: envelope.peaks.count / 40 + 1, by: 10).map { "<text x=\"\($0 * 40)\" y=\"258\">\($0) s</text>\n" }
    return "<g font-family=\"sans-serif\" font-size=\"11\" fill=\"#444\">\n\(bars.joined())\(seconds.joined())</g>\n"
  }
}
