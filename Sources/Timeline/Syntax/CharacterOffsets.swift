/// Turns libyaml's character numbers into byte offsets of the same text.
struct CharacterOffsets {
  /// The byte offset of every 64th character; empty where all characters are one byte.
  private let checkpoints: [Int]
  private let bytes: [UInt8]
  private static let stride = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var accumulated: UInt8 = 0
    for byte in bytes { accumulated |= byte }
    checkpoints = accumulated < 0x80 ? [] : Self.checkpoints(of: bytes)
  }

  private static func checkpoints(of bytes: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var character = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if character % stride == 0 { starts.append(offset) }
      character += 1
    }
    return starts
  }

  func byteOffset(ofCharacter index: Int) -> Int {
    if checkpoints.isEmpty { return min(index, bytes.count) }
    let checkpoint = index / Self.stride
    guard checkpoint < checkpoints.count else { return bytes.count }
    var offset = checkpoints[checkpoint]
    var left = index % Self.stride
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
