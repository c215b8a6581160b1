import CFFmpeg
import MediaTypes

/// How a container or a picture says that it must be turned: nine numbers, row by row, of which the first
/// two of the first two rows turn and mirror.
enum DisplayMatrix {
  static func numbers(_ data: UnsafeRawPointer) -> [Int32] {
    (0..<9).map { data.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
  }

  /// The nearest of the eight orientations: mirrored left to right first, then turned clockwise.
  static func orientation(_ matrix: [Int32]) -> Orientation {
    let (a, b, c, d) = (Int(matrix[0]), Int(matrix[1]), Int(matrix[3]), Int(matrix[4]))
    let isMirrored = a * d - b * c < 0
    // Where the picture's right side goes, before mirroring; pictures count y downwards.
    let (x, y) = isMirrored ? (-a, -b) : (a, b)
    let turns = abs(x) >= abs(y) ? (x >= 0 ? 0 : 2) : (y > 0 ? 1 : 3)
    return Orientation(quarterTurns: turns, isMirrored: isMirrored)
  }
}
