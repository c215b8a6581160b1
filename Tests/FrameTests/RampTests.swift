import Engine
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing

@testable import Compiler

/// Speeds that change while a clip runs: every picture, and every click, where the sum of speeds puts them.
@Suite struct RampTests {
  /// A ramp as the language explains it, worked out without a look at the compiler.
  struct Model {
    /// Source time at each edge of the item's frames.
    var edges: [Rational]
    var rate: Rational

    /// - Parameter value: the speed at a moment of the item, in seconds.
    init(start: Rational, rate: Rational, frames: Int, value: (Rational) -> Rational) {
      self.rate = rate
      edges = [start]
      for k in 0..<frames {
        let speed = (value((Rational(k) + Rational(1, 2)) / rate) * 65536).roundedHalfUp ?? 0
        edges.append(edges[k] + Rational(speed, 65536) / rate)
      }
    }

    func shown(_ k: Int, of source: CodedSource, before bound: Rational?) -> Int {
      let instant = (edges[k] + edges[k + 1]) / 2
      return source.stamps.lastIndex { $0 < instant && $0 < bound ?? .overflow } ?? 0
    }

    /// Where in the item each of the source's clicks is heard, in seconds.
    func clicks(_ source: CodedSource) -> [Rational] {
      source.clicks.compactMap { click in
        guard
          let k = edges.indices.dropLast().first(where: { min(edges[$0], edges[$0 + 1]) <= click && click < max(edges[$0], edges[$0 + 1]) })
        else { return nil }
        return (Rational(k) + (click - edges[k]) / (edges[k + 1] - edges[k])) / rate
      }
    }
  }

  private func document(_ rate: Rational, _ item: String, path: String) -> String {
    """
    timeline: 1
    canvas: {size: 160x90, rate: \(rate), audio: {rate: 48000, layout: stereo}}
    tracks:
      - items:
          - \(item)
    outputs: {film: {file: "\(path)", video: {preset: ultrafast, crf: 18}, audio: {codec: pcm}}}

    """
  }

  private func check(
    _ source: CodedSource, _ rate: Rational, _ keys: String, _ model: Model, bound: Rational?, clicks tolerance: Double
  ) throws {
    let path = scratchPath("film.mov")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = document(rate, "{clip: \"\(source.path)\", \(keys)}", path: path)
    let plan = try plan(text)
    try proveEqual(plan, try FrameTests.plan(text, isOptimised: false))
    _ = try render(plan)
    let read = try FilmReading.codes(path)
    #expect(read.count == model.edges.count - 1)
    for (k, code) in read.enumerated() where k < model.edges.count - 1 {
      #expect(code == PictureCode(source: source.id, index: model.shown(k, of: source, before: bound)), "frame \(k) of \(keys)")
    }
    let samples = try FilmReading.sound(path).samples
    let heard = model.clicks(source).map { ($0 * 48000).approximation }.filter { 1000 < $0 && $0 < Double(samples.count) - 1000 }
    #expect(!heard.isEmpty)
    for click in heard {
      let found = middle(samples, near: Int(click))
      #expect(abs(found - click) <= tolerance, "a click at sample \(found), expected at \(click), of \(keys)")
    }
  }

  /// The middle of the loudest thing within 30 ms.
  private func middle(_ samples: [Float], near place: Int) -> Double {
    let range = max(0, place - 1440)..<min(samples.count, place + 1440)
    let loudest = range.max { abs(samples[$0]) < abs(samples[$1]) } ?? place
    let around = max(0, loudest - 300)..<min(samples.count, loudest + 300)
    let power = around.reduce(0.0) { $0 + Double(samples[$1] * samples[$1]) }
    return around.reduce(0.0) { $0 + Double($1) * Double(samples[$1] * samples[$1]) } / power
  }

  private func line(_ a: Rational, _ b: Rational, over length: Rational) -> (Rational) -> Rational {
    { $0 <= 0 ? a : $0 >= length ? b : a + (b - a) * $0 / length }
  }

  @Test(arguments: [("shift", 12.0), ("keep", 360)]) func upAndDown(pitch: String, tolerance: Double) throws {
    let source = try CodedShelf.plain(25)
    for rate in [Rational(25), CodedShelf.ntsc30] {
      let up = Model(start: 1, rate: rate, frames: (3 * rate).roundedHalfUp ?? 0, value: line(1, 2, over: 3))
      try check(
        source, rate, "in: 1s, duration: 3s, speed: {from: 1, to: 2}, audio: {pitch: \(pitch)}", up, bound: nil, clicks: tolerance)
      let down = Model(start: Rational(1, 3), rate: rate, frames: (3 * rate).roundedHalfUp ?? 0) { time in
        time < 1 ? 2 : line(2, Rational(1, 2), over: 1)(time - 1)
      }
      let keys = "speed: {keyframes: [{at: 1s, value: 2}, {at: 2s, value: 1/2}]}"
      try check(
        source, rate, "in: 1/3s, duration: 3s, \(keys), audio: {pitch: \(pitch)}", down, bound: nil, clicks: tolerance)
    }
  }

  /// With `out`, the least number of frames whose sum reaches it.
  @Test func untilOut() throws {
    let source = try CodedShelf.plain(30)
    let rate = Rational(25)
    let value: (Rational) -> Rational = { time in time < 1 ? 1 : self.line(1, 3, over: 1)(time - 1) }
    let long = Model(start: 1, rate: rate, frames: 200, value: value)
    let count = long.edges.firstIndex { $0 >= 6 } ?? 0
    let keys = "in: 1s, out: 6s, speed: {keyframes: [{at: 1s, value: 1}, {at: 2s, value: 3}]}, audio: {pitch: shift}"
    try check(source, rate, keys, Model(start: 1, rate: rate, frames: count, value: value), bound: 6, clicks: 12)
    // Keyframes in % are laid over the very number of frames that is looked for.
    let fits = (1...200).first { count in
      Model(start: 1, rate: rate, frames: count, value: line(1, 3, over: Rational(count) / rate)).edges[count] >= 6
    }!
    try check(
      source, rate, "in: 1s, out: 6s, speed: {from: 1, to: 3}, audio: {pitch: shift}",
      Model(start: 1, rate: rate, frames: fits, value: line(1, 3, over: Rational(fits) / rate)), bound: 6, clicks: 12)
  }

  @Test func backwards() throws {
    let source = try CodedShelf.plain(25)
    let rate = CodedShelf.ntsc30
    let model = Model(start: 6, rate: rate, frames: 60, value: line(-1, -2, over: 60 / rate))
    try check(
      source, rate, "out: 6s, duration: 60f, speed: {from: -1, to: -2}, audio: {pitch: shift}", model, bound: nil, clicks: 12)
  }

  /// Inside a sequence that is itself sped up, the clip is sampled once, at both speeds.
  @Test func nested() throws {
    let source = try CodedShelf.plain(25)
    let rate = Rational(25)
    let path = scratchPath("film.mov")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let inner = "{items: [{clip: \"\(source.path)\", in: 1s, duration: 4s, speed: {from: 1/2, to: 3/2}}]}"
    _ = try render(try plan(document(rate, "{sequence: \(inner), speed: 2}", path: path)))
    let model = Model(start: 1, rate: rate, frames: 100, value: line(Rational(1, 2), Rational(3, 2), over: 4))
    for (k, code) in try FilmReading.codes(path).enumerated() {
      let index = source.stamps.lastIndex { $0 < model.edges[2 * k + 1] } ?? 0
      #expect(code == PictureCode(source: source.id, index: index), "frame \(k)")
    }
    let sequence = "{items: [{clip: \"\(source.path)\", in: 1s, duration: 5s}]}"
    _ = try render(try plan(document(rate, "{sequence: \(sequence), duration: 3s, speed: {from: 1, to: 2}}", path: path)))
    let outer = Model(start: 1, rate: rate, frames: 75, value: line(1, 2, over: 3))
    for (k, code) in try FilmReading.codes(path).enumerated() {
      #expect(code == PictureCode(source: source.id, index: outer.shown(k, of: source, before: nil)), "frame \(k)")
    }
  }

  /// The script's pictures are the engine's; its sound is as long, and near.
  @Test func script() throws {
    let source = try CodedShelf.plain(25)
    let path = scratchPath("film.mov"), script = scratchPath("film.sh"), soundFile = scratchPath("sound.f32")
    defer { for path in [path, script, soundFile] { try? FileManager.default.removeItem(atPath: path) } }
    let item = "{clip: \"\(source.path)\", in: 1s, duration: 3s, speed: {from: 1, to: 2}, audio: {pitch: shift}}"
    let plan = try plan(document(CodedShelf.ntsc30, item, path: path))
    try emitFFmpeg(plan).write(toFile: script, atomically: false, encoding: .utf8)
    _ = try runTool("sh", [script], environment: ["REELC_FRAMEHASH": "raw", "REELC_SOUND": soundFile])
    _ = try render(plan)
    let engine = try FilmReading.sound(path).samples
    let data = try Data(contentsOf: URL(fileURLWithPath: soundFile))
    let stereo = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let other = stride(from: 0, to: stereo.count, by: 2).map { stereo[$0] }
    #expect(engine.count == other.count)
    let model = Model(start: 1, rate: CodedShelf.ntsc30, frames: 90, value: line(1, 2, over: 3))
    for click in model.clicks(source).map({ ($0 * 48000).approximation }).filter({ 2000 < $0 && $0 < 140_000 }) {
      #expect(abs(middle(engine, near: Int(click)) - middle(other, near: Int(click))) < 240)
    }
  }
}
