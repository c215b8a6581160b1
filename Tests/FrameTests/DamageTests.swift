import Compiler
import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Damaged media and damaged documents: an error in words or a film, and never a crash.
@Suite struct DamageTests {
  private static let seconds = Double(ProcessInfo.processInfo.environment["REELC_FUZZ_SECONDS"] ?? "") ?? 4

  /// Files of every kind, each with bytes changed, lost, doubled or cut off, through probe and engine.
  @Test func damagedMedia() throws {
    let names = ["mp4-open", "mkv-flac", "webm", "ts", "avi", "mov-intra", "mp4-mpeg4"]
    var files = try names.map { try CodedShelf.layout($0).path }
    files += [
      try CodedShelf.gif().path, try CodedShelf.still("a.png", id: 57).path,
      try CodedShelf.still("b.jpg", id: 58).path,
    ]
    let end = Date(timeIntervalSinceNow: Self.seconds)
    var (round, opened) = (0, 0)
    while round < files.count * 2 || Date() < end {
      var dice = Dice(seed: round)
      let file = files[round % files.count]
      let path = scratchPath("damaged-" + (file.split(separator: "/").last ?? ""))
      defer { try? FileManager.default.removeItem(atPath: path) }
      try damaged(Data(contentsOf: URL(fileURLWithPath: file)), &dice).write(to: URL(fileURLWithPath: path))
      opened += survives(path) ? 1 : 0
      round += 1
    }
    #expect(opened > 0)
  }

  private func damaged(_ data: Data, _ dice: inout Dice) -> Data {
    var bytes = [UInt8](data)
    // Headers are small and matter most.
    let reach = dice.once(in: 2) ? min(bytes.count, 2000) : bytes.count
    switch dice.next() % 4 {
    case 0: bytes.removeLast(Int(dice.next() % UInt64(bytes.count)))
    case 1:
      let place = Int(dice.next() % UInt64(reach))
      bytes.removeSubrange(place..<min(bytes.count, place + 1 + Int(dice.next() % 5000)))
    case 2:
      let place = Int(dice.next() % UInt64(reach))
      bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 400)], at: place)
    default:
      for _ in 0...dice.next() % 40 {
        bytes[Int(dice.next() % UInt64(reach))] = UInt8(truncatingIfNeeded: dice.next())
      }
    }
    return Data(bytes)
  }

  /// Compiles and runs a clip of a file.
  /// - Returns: whether the file was taken at all.
  private func survives(_ path: String) -> Bool {
    let document = """
      timeline: 1
      canvas: {size: 64x36, rate: 25}
      tracks: [{items: [{clip: "\(path)", in: 0.1s, duration: 0.4s, hold: true}]}]
      outputs: {film: {file: /nowhere/film.mkv}}
      """
    guard let plan = try? plan(document) else { return false }
    do { _ = try hashFrames(plan) } catch {
      #expect(error.kind == .media, "\(error.message) for a damaged file is not the media's fault: \(path)")
    }
    return true
  }

  /// Documents with words lost, doubled, swapped and replaced, through the whole compiler.
  @Test func damagedDocuments() throws {
    let words = [
      "in", "out", "-1", "0", "1/0", "99999999999999999999999999999", "1e99", "end", "start + 1f", "50%",
      "fit", "share",
      "true", "[]", "{}", "null", "~", "loop: 2", "at: end", "until: end", "00:00:01:29", "bar 2", "\"",
      "clip", "a.start",
      "speed: 1/705600001", "1f", "5.5e-17", "-0.000001s", "170141183460469231731687303715884105727",
    ]
    let end = Date(timeIntervalSinceNow: Self.seconds)
    var (round, compiled) = (0, 0)
    while round < 200 || Date() < end {
      var dice = Dice(seed: round)
      var random = try RandomFilm(seed: round % 50, isDecorated: true)
      var parts = random.make().document(output: nil).split(separator: " ", omittingEmptySubsequences: false)
        .map(String.init)
      for _ in 0...dice.next() % 3 {
        let place = Int(dice.next() % UInt64(parts.count))
        switch dice.next() % 4 {
        case 0: parts.remove(at: place)
        case 1: parts.insert(parts[Int(dice.next() % UInt64(parts.count))], at: place)
        case 2: parts[place] = dice.pick(words)
        default: parts[place] = dice.pick(words) + ","
        }
      }
      let text = parts.joined(separator: " ")
      do {
        _ = try plan(text)
        compiled += 1
      } catch let error as BrokenPromise {
        Issue.record("\(error.pass) broke its promise: \(error.fault)\n\(text)")
      } catch {}
      round += 1
    }
    #expect(compiled > 0)
  }
}
