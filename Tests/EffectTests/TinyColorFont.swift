import Foundation

/// A font of one coloured letter, U+1F600, as large as its line: a picture of ten pixels by ten that is red above and blue
/// below, but for its right half, which is clear below. Its other letters are missing.
enum TinyColorFont {
  /// The file, made once for this process.
  static let path: String = {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tiny-\(ProcessInfo.processInfo.processIdentifier).ttf")
    try? Data(font()).write(to: file)
    return file.path
  }()

  private static func font() -> [UInt8] {
    let tables: [(String, [UInt8])] = [
      ("CBDT", pictures), ("CBLC", places), ("OS/2", metrics), ("cmap", letters), ("head", head), ("hhea", lines),
      ("hmtx", all(short(1000), short(0), short(1000), short(0))), ("maxp", all(long(0x5000), short(2))), ("name", names),
    ]
    var offset = 12 + 16 * tables.count
    var directory = all(long(0x10000), short(tables.count), zeros(6))
    var body: [UInt8] = []
    for (tag, table) in tables {
      directory += all(Array(tag.utf8), long(0), long(offset), long(table.count))
      let padded = table + zeros((4 - table.count % 4) % 4)
      body += padded
      offset += padded.count
    }
    return directory + body
  }

  // MARK: tables, as the OpenType specification has them

  private static let head = all(
    long(0x10000), long(0x10000), long(0), long(0x5F0F_3CF5), short(0), short(1000), zeros(16), short(0), short(-200), short(1000),
    short(800), short(0), short(8), short(2), short(0), short(0))
  private static let lines = all(
    long(0x10000), short(800), short(-200), short(0), short(1000), zeros(20), short(0), short(2))
  /// Version 0: the last two fields are the space above and below the baseline.
  private static let metrics = all(zeros(68), short(800), short(-200), short(0), short(800), short(200))
  private static let letters = all(
    short(0), short(1), short(3), short(10), long(12), short(12), short(0), long(28), long(0), long(1), long(0x1F600), long(0x1F600),
    long(1))
  private static let names: [UInt8] = {
    let text = Array("Tiny".utf16).flatMap { short(Int($0)) }
    return all(short(0), short(1), short(18), short(3), short(1), short(0x409), short(1), short(text.count), short(0), text)
  }()

  /// Small metrics (height, width, bearings, advance), then the picture.
  private static let pictures = all(long(0x30000), [10, 10, 0, 8, 10], long(png.count), png)
  private static let places: [UInt8] = {
    let line: [UInt8] = [8, UInt8(bitPattern: -2), 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let subtable = all(short(1), short(1), long(8), short(1), short(17), long(4), long(0), long(9 + png.count))
    let strike = all(long(56), long(subtable.count), long(1), long(0), line, line, short(1), short(1), [10, 10, 32, 1])
    return all(long(0x30000), long(1), strike, subtable)
  }()

  // MARK: the picture

  private static let png: [UInt8] = {
    let rows: [UInt8] = (0..<10).flatMap { row -> [UInt8] in
      let pixels: [[UInt8]] = (0..<10).map { column in row < 5 ? [255, 0, 0, 255] : [0, 0, 255, column < 5 ? 255 : 0] }
      return [0] + pixels.joined()
    }
    let count = rows.count
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], shape: [UInt8] = [8, 6, 0, 0, 0]
    // One stored block of zlib's format (RFC 1950, 1951); lengths there are little-endian.
    let stored = all([0x78, 1, 1], short(count).reversed(), short(~count).reversed(), rows, long(adler(rows)))
    return all(head, chunk("IHDR", all(long(10), long(10), shape)), chunk("IDAT", stored), chunk("IEND", []))
  }()

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + bytes
    return all(long(bytes.count), body, long(Int(checksum(body))))
  }

  private static func adler(_ bytes: [UInt8]) -> Int {
    let sums = bytes.reduce(into: (1, 0)) { sums, byte in
      sums.0 = (sums.0 + Int(byte)) % 65521
      sums.1 = (sums.1 + sums.0) % 65521
    }
    return sums.1 << 16 | sums.0
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func all(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }
  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
  private static func short(_ value: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)] }
  private static func long(_ value: Int) -> [UInt8] { short(value >> 16) + short(value) }
}
