import Catalogue
import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing
import Timeline

/// Levels, J- and L-cuts, buses and effects, sample by sample.
@Suite struct SoundMixTests {
  /// Eight seconds of mono at 48 kHz that hold `expression`, with pictures at 25 a second.
  private func source(_ name: String, _ expression: String) throws -> String {
    let path = scratchPath(name + ".mov")
    let words = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=gray:s=64x36:r=25:d=8", "-f", "lavfi"]
    try runTool(
      "ffmpeg",
      words + ["-i", "aevalsrc=\(expression):s=48000:d=8:c=mono", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_f32le"]
        + ["file:" + path])
    return path
  }

  private func film(_ body: String, _ source: String) throws -> [[Float]] {
    let path = scratchPath("mix.mov")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let document = """
      timeline: 1
      canvas: {size: 64x36, rate: 25, audio: {rate: 48000, layout: stereo}}
      media: {source: {src: "\(source)"}}
      \(body)
      outputs: {film: {file: "\(path)", video: {preset: ultrafast}, audio: {codec: pcm_s24le}}}
      """
    try render(plan(document))
    let data = try runTool("ffmpeg", ["-nostdin", "-v", "error", "-i", "file:" + path, "-f", "f32le", "-"])
    let words = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    return (0..<2).map { channel in stride(from: channel, to: words.count, by: 2).map { words[$0] } }
  }

  /// Sample n of the source is n / 1,000,000: every sample of the film says where it is from.
  @Test func movedCuts() throws {
    let source = try source("ramp", "n/1000000")
    defer { try? FileManager.default.removeItem(atPath: source) }
    let items = """
      {clip: source, in: 1s, out: 2s, audio: {lag: 0.4s}}, {clip: source, in: 3s, out: 5s},
      {clip: source, in: 6s, out: 7s, audio: {lead: 0.2s}},
      {sequence: {items: [{clip: source}]}, in: 2s, out: 3s, audio: {lead: 0.6s, lag: 0.2s}}, {clip: source, in: 5s, out: 6s}
      """
    let sound = try film("tracks: [{items: [\(items)]}]", source)[0]
    // Edges of the sounds on the film, and the source's sample at the first.
    let stretches = [
      (0..<67_200, 48_000), (67_200..<134_400, 144_000 + 19_200), (134_400..<163_200, 288_000 - 9600),
      (163_200..<249_600, 96_000 - 28_800), (249_600..<288_000, 240_000 + 9600),
    ]
    #expect(sound.count == 288_000)
    for (number, (range, first)) in stretches.enumerated() {
      for place in range.dropFirst(number == 0 ? 0 : 240).dropLast(number == 4 ? 0 : 240) {
        let expected = Float(first + place - range.lowerBound) / 1_000_000
        guard abs(sound[place] - expected) < 2e-6 else {
          Issue.record("sample \(place) is \(sound[place]), and \(expected) is there (sound \(number))")
          return
        }
      }
    }
  }

  /// Sixty clips of odd lengths with J- and L-cuts: every sample is where the language puts it, to the last clip.
  @Test func sixtyRaggedClips() throws {
    let source = try source("long-ramp", "n/1000000")
    defer { try? FileManager.default.removeItem(atPath: source) }
    // Milliseconds.
    let clips = (0..<60).map { k in
      (
        in: 1000 + k * 977 % 5000, length: 300 + k * 337 % 700, lead: k % 4 == 1 ? 40 + k * 53 % 160 : 0,
        lag: k % 4 == 2 ? 40 + k * 71 % 160 : 0
      )
    }
    let items = clips.map { clip in
      "{clip: source, in: \(clip.in)ms, out: \(clip.in + clip.length)ms, audio: {lead: \(clip.lead)ms, lag: \(clip.lag)ms}}"
    }
    let sound = try film("tracks: [{items: [\(items.joined(separator: ", "))]}]", source)[0]
    func sample(_ milliseconds: Int) -> Int { (milliseconds * 25 + 500) / 1000 * 1920 }
    var start = 0
    for (number, clip) in clips.enumerated() {
      let end = start + clip.length
      let first = sample(number > 0 && clips[number - 1].lag > 0 ? start + clips[number - 1].lag : start - clip.lead)
      let last = sample(number < 59 && clips[number + 1].lead > 0 ? end - clips[number + 1].lead : end + clip.lag)
      for place in first + 240..<last - 240 {
        let expected = Float(clip.in * 48 + place - sample(start)) / 1_000_000
        guard abs(sound[place] - expected) < 1.5e-6 else {
          Issue.record("sample \(place) of clip \(number) is \(sound[place]), and \(expected) is there")
          return
        }
      }
      start = end
    }
    #expect(sound.count == sample(start))
  }

  /// The same with a ramp in every third clip: what runs at its own speed is where it should be to the sample, to the last
  /// clip, and a ramp at every frame's edge within one of it, beside the gain of its resampler, which is right to 0.005 %.
  @Test func sixtyClipsWithRamps() throws {
    let source = try source("ramped", "n/1000000")
    defer { try? FileManager.default.removeItem(atPath: source) }
    let clips = (0..<60).map { k in
      (
        in: 1000 + k * 977 % 4000, frames: 10 + k * 7 % 17, isRamp: k % 3 == 1, lead: k % 6 == 0 && k > 0 ? 40 + k * 53 % 120 : 0,
        lag: k % 6 == 2 ? 40 + k * 71 % 120 : 0
      )
    }
    let items = clips.map { clip in
      let speed = clip.isRamp ? "speed: {from: 1, to: 2}, " : ""
      let audio = "audio: {pitch: shift, lead: \(clip.lead)ms, lag: \(clip.lag)ms}"
      return "{clip: source, in: \(clip.in)ms, duration: \(clip.frames)f, \(speed)\(audio)}"
    }
    let sound = try film("tracks: [{items: [\(items.joined(separator: ", "))]}]", source)[0]
    var start = 0
    for (number, clip) in clips.enumerated() {
      let (before, after) = (number > 0 ? clips[number - 1].lag : 0, number < 59 ? clips[number + 1].lead : 0)
      let heard = start * 1920 + edgeSamples(before) + 240..<(start + clip.frames) * 1920 - edgeSamples(after) - 240
      var position = Double(clip.in * 48)
      for frame in 0..<clip.frames {
        let speed = clip.isRamp ? ((1 + (Double(frame) + 0.5) / Double(clip.frames)) * 65536).rounded() / 65536 : 1
        for step in stride(from: 0, to: 1920, by: clip.isRamp ? 1920 : 1) where heard.contains((start + frame) * 1920 + step) {
          let read = Double(sound[(start + frame) * 1920 + step]) * 1_000_000
          guard abs(read - position - Double(step)) < (clip.isRamp ? 1 + read * 5e-5 : 1.5) else {
            Issue.record("frame \(frame) of clip \(number) has sample \(read), and \(position + Double(step)) is there")
            return
          }
        }
        position += speed * 1920
      }
      start += clip.frames
    }
    #expect(sound.count == start * 1920)
  }

  /// Samples to the frame edge at which a moved cut of so many milliseconds lies.
  private func edgeSamples(_ milliseconds: Int) -> Int { (milliseconds * 25 + 500) / 1000 * 1920 }

  /// A level that says itself: the source is constant.
  @Test func levels() throws {
    let source = try source("level", "0.5")
    defer { try? FileManager.default.removeItem(atPath: source) }
    let sides = try film(
      """
      buses: {quiet: {gain: {from: 0dB, to: -12dB}}}
      tracks:
        - gain: -6dB
          items:
            - {clip: source, out: 2s, audio: {gain: {from: 0dB, to: -20dB}, fade-in: {duration: 1s, curve: equal-power}}}
            - {clip: source, in: 2s, out: 4s, audio: {pan: {from: -1, to: 1}, bus: quiet}}
      """, source)
    func decibels(_ value: Double) -> Double { pow(10, value / 20) }
    for second in stride(from: 0.1, to: 3.95, by: 0.0137) where abs(second - 2) > 0.01 {
      let place = Int(second * 48000)
      var expected = (0.5 * decibels(-6), 0.5 * decibels(-6))
      if second < 2 {
        let level = decibels(-10 * second) * (second < 1 ? sin(second * .pi / 2) : 1)
        expected = (expected.0 * level, expected.1 * level)
      } else {
        let (pan, bus) = (second - 3, decibels(-3 * second))
        expected = (expected.0 * min(1, 1 - pan) * bus, expected.1 * min(1, 1 + pan) * bus)
      }
      guard abs(Double(sides[0][place]) - expected.0) < 2e-4, abs(Double(sides[1][place]) - expected.1) < 2e-4 else {
        Issue.record("at \(second)s there are \(sides[0][place]) and \(sides[1][place]), and \(expected) were meant")
        return
      }
    }
  }

  /// Every example of every effect keeps the film's length, and a click in its place; a tail rings into what
  /// follows, and a fade-out ends it.
  @Test func effects() throws {
    let source = try source("clicks", "if(lt(mod(n+24000\\,48000)\\,6)\\,0.6\\,0)")
    defer { try? FileManager.default.removeItem(atPath: source) }
    let uses = soundEffects.flatMap { effect in examples(effect).map { (effect.name, $0) } }
    let items = uses.map { "{clip: source, in: 1s, out: 2s, audio: {effects: [\($0.1)]}}, {gap: 1s}" }
    let ends = "{clip: source, in: 1s, out: 2s, audio: {effects: [{echo: 0.2s}], fade-out: 0.1s}}, {gap: 1s}, {clip: source, out: 1s}"
    let sound = try film("tracks: [{items: [\(items.joined(separator: ", ")), \(ends)]}]", source)[0]
    #expect(sound.count == (2 * uses.count + 3) * 48000)
    for (number, use) in uses.enumerated() where use.0 != "pitch" {
      let middle = number * 96_000 + 24_000
      let peak = (middle - 4000..<middle + 4000).max { abs(sound[$0]) < abs(sound[$1]) }!
      #expect((-2...48).contains(peak - middle), "\(use.1) moves a click by \(peak - middle) samples")
    }
    let echo = uses.firstIndex { $0.1 == "{echo: 300ms}" }! * 96_000
    #expect(abs(sound[echo + 24_000 + 3 * 14_400 + 2] - 0.6 * 0.125) < 0.001)
    #expect(sound[uses.count * 96_000 + 48_000..<uses.count * 96_000 + 96_000].allSatisfy { abs($0) < 1e-6 })
  }

  private func examples<Effect: SoundEffect>(_ effect: Effect.Type) -> [String] { effect.declaration.examples }

  /// Cut in three, a clip with effects that remember is the clip.
  @Test func splitsWithEffects() throws {
    let source = try source("swell", "0.4*sin(2*PI*(200+40*t)*t)*abs(sin(t*3))")
    defer { try? FileManager.default.removeItem(atPath: source) }
    let effects = "audio: {effects: [{compressor: -30dB}, {high-pass: 150Hz}, denoise]}"
    let whole = try film("tracks: [{items: [{clip: source, out: 4s, \(effects)}]}]", source)
    let pieces = ["out: 1.2s", "in: 1.2s, out: 2.04s", "in: 2.04s, out: 4s"].map { "{clip: source, \($0), \(effects)}" }
    #expect(try film("tracks: [{items: [\(pieces.joined(separator: ", "))]}]", source) == whole)
  }

  /// Down by as much as is said while the other is heard, also over short pauses; back where it is silent.
  @Test func ducking() throws {
    let speech = "0.3*sin(2*PI*300*t)*(gt(t\\,2)*lt(t\\,2.6)+gt(t\\,2.9)*lt(t\\,3.5)+gt(t\\,6)*lt(t\\,7))"
    let (source, music) = (try source("speech", speech), try self.source("music", "0.5"))
    defer { for path in [source, music] { try? FileManager.default.removeItem(atPath: path) } }
    let sound = try film(
      """
      buses: {bed: {duck: {under: talk, by: 12dB, attack: 0.2s, hold: 0.4s, release: 0.5s}}}
      tracks:
        - {id: talk, items: [{clip: source}], bus: away}
        - {kind: audio, bus: bed, items: [{clip: "\(music)"}]}
      """, source)[0]
    // What is heard of the speech has no mean over its own period.
    func level(_ second: Double) -> Double {
      let first = Int(second * 48000)
      return 20 * log10(sound[first..<first + 480].reduce(0) { $0 + Double($1) } / 480 / 0.5)
    }
    for second in [0.5, 1.7, 4.6, 5.7] { #expect(abs(level(second)) < 0.02, "\(level(second)) dB at \(second)s") }
    for second in [2.01, 2.75, 3.4, 3.8, 6.5, 7.3] {
      #expect(abs(level(second) + 12) < 0.02, "\(level(second)) dB at \(second)s")
    }
  }

  /// What FFmpeg's own meter says of films that were brought to a loudness, with and without the limiter.
  @Test(arguments: [
    (-23.0, -1.0, "mov", "pcm_s24le"), (-14.0, -1.0, "mov", "pcm_s24le"), (-16.0, -9.0, "mov", "pcm_s24le"),
    (-14.0, -1.0, "mkv", "mp3"), (-14.0, -1.0, "mp4", "aac"), (-16.0, -3.0, "webm", "opus"), (-14.0, -1.0, "mkv", "vorbis"),
  ])
  func loudness(wanted: Double, ceiling: Double, container: String, codec: String) throws {
    let noise = "0.1*(random(0)-0.5)*(1+8*gt(mod(t\\,1)\\,0.97))"
    let source = try source("noise", noise), path = scratchPath("loud.\(container)")
    defer { for path in [source, path] { try? FileManager.default.removeItem(atPath: path) } }
    let document = """
      timeline: 1
      canvas: {size: 64x36, rate: 25, audio: {rate: 48000, layout: stereo}}
      tracks: [{items: [{clip: "\(source)"}]}]
      outputs: {film: {file: "\(path)", audio: {codec: \(codec)}, loudness: \(wanted)LUFS, true-peak: \(ceiling)dBTP}}
      """
    try render(plan(document))
    let words = ["-nostdin", "-hide_banner", "-i", "file:" + path, "-af", "ebur128=metadata=1:peak=true,ametadata=print:file=-"]
    let text = String(decoding: try runTool("ffmpeg", words + ["-vn", "-f", "null", "-"]), as: UTF8.self)
    let last = text.split(separator: "\n").last { $0.hasPrefix("lavfi.r128.I=") }
    let found = Double(last?.dropFirst(13) ?? "") ?? 0
    #expect(abs(found - wanted) <= 0.3)
    let peaks = text.split(separator: "\n").filter { $0.hasPrefix("lavfi.r128.true_peaks_ch") }
    let highest = peaks.compactMap { Double($0.split(separator: "=").last ?? "") }.max() ?? 9
    #expect(20 * log10(highest) <= ceiling + 0.06)
  }
}
