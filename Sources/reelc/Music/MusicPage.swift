import Compiler
import Diagnostics
import MediaTypes
import Timeline

/// What was kept of a file; the form is this program's own, so it reads.
func heardFacts(_ bytes: [UInt8], path: String) -> MusicFacts {
  (try? readBeats(bytes, path: path, limits: SyntaxLimits())) ?? MusicFacts(beats: [])
}

extension MusicFacts {
  /// What a person wants to know, a few lines.
  func page(_ path: String) -> String {
    guard let tempo else { return "\(printable(path)): nothing beats here\n" }
    var lines = ["\(printable(path)): \(number(tempo.bpm)) beats a minute, \(sureness(tempo.confidence))"]
    if !tempo.alternatives.isEmpty {
      lines.append("  it may be    " + tempo.alternatives.map(number).joined(separator: " or ") + " instead; --bpm says which")
    }
    lines.append("  beats        \(beats.count), from \(seconds(beats[0])) to \(seconds(beats[beats.count - 1]))")
    if let first = downbeats.first, let beatsPerBar {
      lines.append("  bars         \(downbeats.count) of \(beatsPerBar) beats, the first at \(seconds(beats[first]))")
    }
    lines.append("  onsets       \(onsets.count), \(peaks.count) of them peaks")
    lines += sections.map { section in
      "  section      \(seconds(section.start)) to \(seconds(section.end)), energy \(Int((100 * section.energy).rounded())) %"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Audacity's labels: `bar.beat` at each beat.
  var labels: String {
    let bars = Set(downbeats), isCounted = !downbeats.isEmpty
    var (bar, beat) = (0, 0)
    // Beats before the first bar line count towards it.
    beat = isCounted ? (beatsPerBar ?? 4) - (downbeats.first ?? 0) : 0
    return beats.enumerated().map { index, time in
      if bars.contains(index) { (bar, beat) = (bar + 1, 0) }
      beat += 1
      let text = time.decimal(digits: 6)
      return "\(text)\t\(text)\t\(isCounted ? "\(bar).\(max(1, beat))" : "\(index + 1)")\n"
    }.joined()
  }

  private func number(_ value: Double) -> String { Rational(Int((value * 10).rounded()), 10).decimal(digits: 1) }
  private func seconds(_ time: Rational) -> String { time.decimal(digits: 3) + "s" }

  private func sureness(_ confidence: Double) -> String {
    let words = confidence >= 0.8 ? "sure" : confidence >= 0.6 ? "fairly sure" : "uncertain"
    return "\(words) (\(Int((100 * confidence).rounded())) %)"
  }
}
