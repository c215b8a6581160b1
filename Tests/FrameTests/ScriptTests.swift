import Compiler
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing

@testable import Engine

/// The printed script, run by stock ffmpeg, makes the pictures and samples that the engine makes.
@Suite struct ScriptTests {
  private static let cases: [(name: String, film: @Sendable () throws -> Film)] = [
    ("rates", { Film(30, RateTests.awkward(try CodedShelf.plain(CodedShelf.ntsc24))) }),
    ("whole rates", { Film(CodedShelf.ntsc60, RateTests.awkward(try CodedShelf.plain(50))) }),
    ("variable", { Film(25, RateTests.awkward(try CodedShelf.variable())) }),
    ("open groups", { Film(24, RateTests.awkward(try CodedShelf.layout("mp4-open")).dropLast()) }),
    ("late stream", { Film(25, [.clip(try CodedShelf.layout("ts-late"), 2, 4)]) }),
    ("faster", { Film(25, [.clip(try CodedShelf.plain(30), 1, 5).with { $0.speed = 2 }]) }),
    ("backwards", { Film(25, [.clip(try CodedShelf.plain(25), 1, 5).with { $0.speed = -1 }]) }),
    ("ramp", { Film(CodedShelf.ntsc30, [.clip(try CodedShelf.plain(25), 1).with { $0.ramp(to: 3) }]) }),
    ("ramp backwards", { Film(25, [.clip(try CodedShelf.plain(30)).with { $0.ramp(from: -1, to: -3) }]) }),
    ("loops", { Film(CodedShelf.ntsc30, [.clip(try CodedShelf.plain(25), 1, 2).with { $0.loops = 3 }]) }),
    (
      "other sound",
      { Film(25, [.clip(try CodedShelf.sound("44k"), 1, 3), .clip(try CodedShelf.sound("surround"))]) }
    ),
    (
      "turned",
      { Film(25, [.clip(try CodedShelf.shape("sideways")), .clip(try CodedShelf.shape("anamorphic"))]) }
    ),
    ("interlaced", { Film(25, [.clip(try CodedShelf.shape("interlaced"), 1, 2)]) }),
    (
      "animation",
      { Film(25, [.clip(try CodedShelf.gif()), .gap(1), .clip(try CodedShelf.plain(25), 1, 2)]) }
    ),
    (
      "layers",
      {
        var film = Film(25, [.clip(try CodedShelf.plain(25), 0, 3)])
        film.rows.append(Film.Row(items: [.gap(1), .clip(try CodedShelf.plain(30), 1, 2)]))
        return film
      }
    ),
  ]

  @Test(arguments: cases.indices) func agrees(number: Int) throws {
    let film = try Self.cases[number].film()
    let plan = try plan(film.document(output: nil))
    let engine = try hashFrames(plan)
    let script = scratchPath("film.sh"), soundFile = scratchPath("sound.f32")
    defer { for path in [script, soundFile] { try? FileManager.default.removeItem(atPath: path) } }
    try emitFFmpeg(plan).write(toFile: script, atomically: false, encoding: .utf8)
    let pictures = try runTool(
      "sh", [script], environment: ["REELC_FRAMEHASH": "raw", "REELC_SOUND": soundFile])
    let name = Self.cases[number].name
    #expect(pictureHashes(pictures, film) == engine.pictures, "\(name)")
    // What a decoder remembers of lossy sound depends on where reading started.
    guard plan.inputs.allSatisfy({ ["pcm_s16le", "flac"].contains($0.facts.sound?.codec ?? "flac") }) else {
      return
    }
    let sound = (try? Data(contentsOf: URL(fileURLWithPath: soundFile))) ?? Data()
    #expect(soundHashes(sound) == engine.sound, "\(name)")
  }

  private func pictureHashes(_ data: Data, _ film: Film) -> [UInt64] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: data.count, by: film.width * film.height * 3 / 2).map { start in
        var hash = WordHash()
        var place = start
        for part in [1, 2, 2] {
          for _ in 0..<film.height / part {
            hash.take(bytes.baseAddress! + place, count: film.width / part)
            place += film.width / part
          }
        }
        return hash.value
      }
    }
  }

  /// Stereo samples, in the engine's blocks.
  private func soundHashes(_ data: Data) -> [UInt64] {
    let samples = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    return stride(from: 0, to: samples.count, by: 2048).map { start in
      var hash = WordHash()
      let end = min(start + 2048, samples.count)
      for channel in 0..<2 {
        let plane = stride(from: start + channel, to: end, by: 2).map { samples[$0] }
        plane.withUnsafeBytes { if let base = $0.baseAddress { hash.take(base, count: $0.count) } }
      }
      return hash.value
    }
  }
}

extension Film.Item {
  /// A silent ramp of 3 s.
  fileprivate mutating func ramp(from: Int = 1, to: Int) {
    duration = 3
    more = ["speed: {from: \(from), to: \(to)}", "audio: false"]
  }
}
