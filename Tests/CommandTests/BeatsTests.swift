import Foundation
import FoundationXML
import Testing

/// `reelc beats` on clicks at known times: each of its forms says the same.
@Suite struct BeatsTests {
  private static let rate = 44100
  /// Seconds: 120 a minute, from 0.5 on.
  private static let times = (0..<18).map { 0.5 + 0.5 * Double($0) }

  /// A mono WAV of 10 s with decaying sines at the times; every fourth is higher.
  private static let song: [UInt8] = {
    var samples = [Int16](repeating: 0, count: 10 * rate)
    for (number, time) in times.enumerated() {
      for index in 0..<2200 {
        let seconds = Double(index) / Double(rate), pitch = number % 4 == 0 ? 2000.0 : 1500.0
        samples[Int(time * Double(rate)) + index] = Int16(16000 * exp(-seconds / 0.01) * sin(2 * .pi * pitch * seconds))
      }
    }
    func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    let size = samples.count * 2
    let form = little(1, 2) + little(1, 2) + little(rate, 4) + little(rate * 2, 4) + little(2, 2) + little(16, 2)
    let head = Array("RIFF".utf8) + little(36 + size, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + form
    return head + Array("data".utf8) + little(size, 4) + samples.flatMap { little(Int($0), 2) }
  }()

  private struct Heard: Decodable {
    var beats: [Double]
    var downbeats: [Double]
    var bpm: Double
  }

  private func heard(_ reelc: Reelc) throws -> Heard {
    let outcome = try reelc.run("beats", "song.wav", "--json")
    #expect(outcome.status == 0, "\(outcome.err)")
    return try JSONDecoder().decode(Heard.self, from: Data(outcome.out.utf8))
  }

  private func inFolder(_ body: (Reelc) throws -> Void) throws {
    let reelc = try Reelc()
    defer { reelc.remove() }
    try Data(Self.song).write(to: reelc.folder.appending(path: "song.wav"))
    try body(reelc)
  }

  @Test func everyFormSaysTheSame() throws {
    try inFolder { reelc in
      let heard = try heard(reelc)
      #expect(abs(heard.bpm - 120) < 1)
      for time in Self.times { #expect(heard.beats.contains { abs($0 - time) < 0.01 }, "no beat at \(time)") }
      let labels = try reelc.run("beats", "song.wav", "--labels").out.split(separator: "\n").map { $0.split(separator: "\t") }
      #expect(labels.map { Double($0[0]) } == heard.beats && labels.allSatisfy { $0.count == 3 && $0[0] == $0[1] })
      #expect(labels.filter { $0[2].hasSuffix(".1") }.compactMap { Double($0[0]) } == heard.downbeats)
      let page = try reelc.run("beats", "song.wav").out
      let tempo = String(format: "%.1f", heard.bpm)
      let shown = tempo.hasSuffix(".0") ? String(tempo.dropLast(2)) : tempo
      #expect(page.contains("\(shown) beats a minute") && page.contains("\(heard.beats.count), from"), "\(page)")
    }
  }

  /// The song at 0.7 of its level, and a click that begins on the very sample of each beat.
  @Test func clicksBeginOnTheSample() throws {
    try inFolder { reelc in
      let beats = try heard(reelc).beats
      #expect(try reelc.run("beats", "song.wav", "--click", "heard.wav").status == 0)
      let bytes = [UInt8](try Data(contentsOf: reelc.folder.appending(path: "heard.wav")))
      let song = Self.samples(Self.song, channels: 1), mixed = Self.samples(bytes, channels: 2)
      try #require(song.count == mixed.count)
      let added = zip(mixed, song).map { Double($0) - 0.7 * Double($1) }
      for beat in beats {
        let first = Int((beat * Double(Self.rate)).rounded())
        // The click's sine starts at zero.
        #expect(added[first - 40...first].allSatisfy { abs($0) < 2 }, "before \(beat)")
        #expect(added[first + 1] > 1000 && added[first + 4] > 3000, "at \(beat)")
      }
      #expect(try reelc.run("beats", "song.wav", "--click", "no/such/folder.wav").status != 0)
    }
  }

  private static func samples(_ bytes: [UInt8], channels: Int) -> [Int16] {
    stride(from: 44, to: bytes.count - 1, by: 2 * channels).map { Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8) }
  }

  @Test func thePlotIsADrawing() throws {
    try inFolder { reelc in
      let heard = try heard(reelc)
      #expect(try reelc.run("beats", "song.wav", "--plot", "heard.svg").status == 0)
      let drawing = Drawing()
      let parser = XMLParser(data: try Data(contentsOf: reelc.folder.appending(path: "heard.svg")))
      parser.delegate = drawing
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      #expect(drawing.root == "svg" && drawing.bars == heard.downbeats.count && drawing.bars + drawing.beats == heard.beats.count)
    }
  }

  /// What a plot draws.
  private final class Drawing: NSObject, XMLParserDelegate {
    var root: String?
    var beats = 0
    var bars = 0

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
      root = root ?? name
      if attributes["stroke"] == "#c22" { bars += 1 }
      if attributes["stroke"] == "#d88" { beats += 1 }
    }
  }
}
