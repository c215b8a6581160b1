/// A short text that changes when a file's content does.
enum Fingerprint {
  private static let sampleLength = 64 * 1024

  /// Size, time of change, and a hash of the first and last 64 KiB.
  static func text(path: String, status: FileStatus) -> String {
    var hash = Hash()
    hash.take(readBytes(path, from: 0, count: min(sampleLength, status.size)))
    hash.take(
      readBytes(path, from: max(0, status.size - sampleLength), count: min(sampleLength, status.size)))
    return "\(status.size)-\(status.changed)-\(hash.hexadecimal)"
  }

  /// FNV-1a, 64 bits.
  struct Hash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func take(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var hexadecimal: String {
      let digits = String(state, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
  }
}
