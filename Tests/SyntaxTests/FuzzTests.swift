import Diagnostics
import Foundation
import Testing
import Timeline

/// Bytes thrown at the readers: they never trap, and what they say points into the text.
///
/// `REELC_FUZZ_SECONDS` makes it longer; the order of texts is the same every time.
@Suite struct FuzzTests {
  private static let tokens: [String] = [
    "[", "]", "{", "}", ": ", ", ", "- ", "? ", "&a ", "*a", "<<: ", "!x ", "!$x", "!", "| \n", ">-\n", "'",
    "\"", "#", " #fff",
    "${x}", "f(", ")", "\n", "\r", "\t", "  ", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "\\u",
    "\\ud83d", "\\0", "null",
    "~", "\u{2028}", "\u{85}", "🎬", "é", "//", "025", "\0", "\u{FEFF}", "\u{7F}",
  ]

  @Test("mutated documents") func mutated() throws {
    let seconds = ProcessInfo.processInfo.environment["REELC_FUZZ_SECONDS"].flatMap(Double.init) ?? 3
    let seeds = try corpus().map(\.bytes)
    #expect(seeds.count >= 20)
    var random = SplitMix(state: 0x5EED)
    let end = Date().addingTimeInterval(seconds)
    var rounds = 0
    while Date() < end {
      var bytes = seeds[random.below(seeds.count)]
      for _ in 0...random.below(6) { mutate(&bytes, seeds, &random) }
      check(bytes, isJSON: [nil, true, false][random.below(3)])
      rounds += 1
    }
    #expect(rounds > 100)
  }

  private func mutate(_ bytes: inout [UInt8], _ seeds: [[UInt8]], _ random: inout SplitMix) {
    let at = random.below(bytes.count + 1)
    let length = min(random.below(24), bytes.count - at)
    switch random.below(6) {
    case 0: if at < bytes.count { bytes[at] ^= 1 << UInt8(random.below(8)) }
    case 1: bytes.removeSubrange(at..<(at + length))
    case 2: bytes.insert(contentsOf: Array(bytes[at..<(at + length)]), at: random.below(bytes.count + 1))
    case 3:
      let other = seeds[random.below(seeds.count)]
      let start = random.below(other.count)
      bytes.insert(contentsOf: other[start..<min(other.count, start + random.below(60))], at: at)
    default: bytes.insert(contentsOf: Self.tokens[random.below(Self.tokens.count)].utf8, at: at)
    }
  }

  /// Reads bytes both as a file would be and, where they are no text, without that guard.
  private func check(_ bytes: [UInt8], isJSON: Bool?) {
    let decoded = decodeText(path: "fuzz", bytes: bytes)
    let source = decoded.diagnostic == nil ? decoded.source : SourceText(path: "fuzz", bytes: bytes)
    var diagnostics = decoded.diagnostic.map { [($0, decoded.source)] } ?? []
    let reading = readSyntax(source, sourceNumber: 0, isJSON: isJSON, limits: SyntaxLimits())
    diagnostics += reading.bag.diagnostics.map { ($0, source) }
    for (diagnostic, text) in diagnostics {
      let spans = [diagnostic.span] + diagnostic.labels.map(\.span) + diagnostic.fixIts.map(\.span)
      let areInside = spans.allSatisfy { $0.start >= 0 && $0.start <= $0.end && $0.end <= text.bytes.count }
      #expect(areInside, "\(diagnostic.code) \(Data(bytes).base64EncodedString())")
      _ = TextRenderer(usesColor: false).render(diagnostic, in: SourceMap(text))
    }
    #expect(reading.root != nil || reading.bag.hasErrors, "\(Data(bytes).base64EncodedString())")
    guard let root = reading.root, !reading.bag.hasErrors, decoded.diagnostic == nil else { return }
    checkPrint(root, bytes)
  }

  private func checkPrint(_ root: SyntaxNode, _ bytes: [UInt8]) {
    let again = read(printYAML(root), isJSON: false)
    #expect(outline(again.root) == outline(root), "\(Data(bytes).base64EncodedString())\n\(printYAML(root))")
  }
}

/// Steele, Lea and Flood's generator: the same numbers on every machine.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }
}
