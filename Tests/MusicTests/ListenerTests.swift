import Foundation
import MediaTypes
import Music
import Testing

/// What is heard in sounds whose beats are known.
@Suite struct ListenerTests {
  /// Decaying sines of 5 ms and a soft bass, at times given in seconds; each bar's first is higher.
  private func clicks(_ times: [Double], length: Double, bar: Int = 4) -> [Float] {
    var samples = [Float](repeating: 0, count: Int(length * Double(Listener.rate)))
    for (number, time) in times.enumerated() {
      let first = Int((time * Double(Listener.rate)).rounded()), pitch = number % bar == 0 ? 2000.0 : 1500.0
      for index in 0..<1100 where first + index < samples.count {
        let seconds = Double(index) / Double(Listener.rate)
        samples[first + index] += Float(0.5 * exp(-seconds / 0.01) * sin(2 * .pi * pitch * seconds))
      }
    }
    return samples
  }

  private func heard(_ samples: [Float], _ hints: MusicHints = MusicHints()) -> MusicFacts {
    var listener = Listener()
    for start in stride(from: 0, to: samples.count, by: 5000) { listener.take(samples[start..<min(start + 5000, samples.count)]) }
    return listener.hear(hints)
  }

  /// The share of `times` with a beat within `tolerance`, and the median distance.
  private func match(_ facts: MusicFacts, _ times: [Double], tolerance: Double = 0.02) -> (share: Double, offset: Double) {
    let beats = facts.beats.map(\.approximation)
    let distances = times.compactMap { time in beats.map { $0 - time }.min { abs($0) < abs($1) } }
    let near = distances.filter { abs($0) <= tolerance }.sorted()
    let share = min(Double(near.count) / Double(times.count), Double(near.count) / Double(max(1, beats.count)))
    return (share, near.isEmpty ? 1 : near[near.count / 2])
  }

  @Test(arguments: [75.0, 100, 120, 150]) func clicksAreBeats(bpm: Double) {
    let times = Array(stride(from: 0.5, to: 11.5, by: 60 / bpm))
    let facts = heard(clicks(times, length: 12))
    let (share, offset) = match(facts, times)
    #expect(share > 0.9, "\(facts.beats.map(\.approximation))")
    #expect(abs(offset) < 0.0085)
    #expect(abs((facts.tempo?.bpm ?? 0) / bpm - 1) < 0.02)
    #expect(facts.onsets.count == times.count)
  }

  @Test func whatTheAuthorSaysOverrules() {
    let times = Array(stride(from: 0.3, to: 11.5, by: 0.5))
    let facts = heard(clicks(times, length: 12), MusicHints(bpm: 60, beatsPerBar: 3))
    #expect(abs((facts.tempo?.bpm ?? 0) - 60) < 1)
    #expect(facts.beatsPerBar == 3)
    let steps = zip(facts.downbeats, facts.downbeats.dropFirst()).map { $1 - $0 }
    #expect(!steps.isEmpty && steps.allSatisfy { $0 == 3 })
  }

  @Test func silenceHasNoBeats() {
    let facts = heard([Float](repeating: 0, count: 4 * Listener.rate))
    #expect(facts.beats.isEmpty && facts.tempo == nil && facts.onsets.isEmpty && facts.turns.isEmpty)
    #expect(heard([]).beats.isEmpty)
    #expect(heard([Float](repeating: 0.1, count: 4000)).beats.count < 3)
  }

  @Test func noiseIsNotTrusted() {
    var state: UInt64 = 7
    let samples = (0..<10 * Listener.rate).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 33) / Float(1 << 31)
    }
    #expect((heard(samples).tempo?.confidence ?? 0) < 0.5)
  }

  @Test func levelsAndDelaysChangeNothing() {
    let times = Array(stride(from: 0.5, to: 9.5, by: 0.5))
    let samples = clicks(times, length: 10)
    let plain = heard(samples).beats
    let soft = heard(samples.map { $0 * 0.1 }).beats
    #expect(soft.count == plain.count)
    #expect(zip(soft, plain).allSatisfy { ($0 - $1).magnitude < Rational(1, 100) })
    let late = heard([Float](repeating: 0, count: Listener.rate / 2) + samples).beats
    #expect(abs(late.count - plain.count) <= 1)
    #expect(match(heard([Float](repeating: 0, count: Listener.rate / 2) + samples), times.map { $0 + 0.5 }).share > 0.9)
  }
}
