import Engine
import Foundation
import Testing

/// Stills that a person has looked at, kept as sketches in `Tests/Stills`. `UPDATE_GOLDEN=1` writes them anew.
struct Sketchbook {
  /// The file's name.
  var name: String
  /// What a field may differ by on another machine or library, in codes of 255.
  static let tolerance = 6

  private var file: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Stills/\(name).txt")
  }

  /// Compares stills with those kept, in order.
  func check(_ stills: [(title: String, sketch: [UInt8])]) throws {
    let lines = stills.map { "\($0.title)\t\(Self.text($0.sketch))" }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(kept.map { String($0[0]) } == stills.map(\.title), "UPDATE_GOLDEN=1 writes \(name).txt anew")
    for (still, line) in zip(stills, kept) where line.count == 2 {
      let worst = zip(still.sketch, Self.sketch(line[1])).map { abs(Int($0) - Int($1)) }.max() ?? 255
      #expect(worst <= Self.tolerance, "\(still.title) has changed by \(worst): look at it, then UPDATE_GOLDEN=1")
    }
  }

  private static func text(_ sketch: [UInt8]) -> String {
    sketch.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func sketch(_ text: Substring) -> [UInt8] {
    stride(from: 0, to: text.count - 1, by: 2).map { offset in
      let start = text.index(text.startIndex, offsetBy: offset)
      return UInt8(text[start...text.index(after: start)], radix: 16) ?? 0
    }
  }
}

extension GeneratedFilm {
  /// One sketch a picture.
  func sketches() throws -> [[UInt8]] {
    do { return try sketchFrames(plan()) } catch let error as EngineError {
      throw Refusal(description: "\(error.message) \(error.details)")
    }
  }
}
