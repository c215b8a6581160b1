/// Which picture of which source is being shown, written into the picture itself: eight by four black and
/// white cells that hold a source number, a picture number and a check of both.
package struct PictureCode: Hashable, Codable, Sendable, CustomStringConvertible {
  package static let columns = 8
  package static let rows = 4
  package static let cellCount = columns * rows

  /// 0 to 63.
  package var source: Int
  /// 0 to 4095.
  package var index: Int

  package init(source: Int, index: Int) {
    self.source = source
    self.index = index
  }

  /// The corners are fixed and say how bright black and white have become.
  private static let corners: [Int: Bool] = [0: true, 7: false, 24: true, 31: false]
  private static let payload = (0..<cellCount).filter { corners[$0] == nil }

  /// A gray picture of one byte a cell, row after row.
  package var cells: [UInt8] {
    var cells = Self.corners.reduce(into: [UInt8](repeating: 0, count: Self.cellCount)) { cells, corner in
      cells[corner.key] = corner.value ? 255 : 0
    }
    let word = Self.word(source << 12 | index)
    for (bit, cell) in Self.payload.enumerated() { cells[cell] = word >> (27 - bit) & 1 == 1 ? 255 : 0 }
    return cells
  }

  /// Reads the mean brightness of each cell; nil where the check fails.
  package init?(cells: some RandomAccessCollection<UInt8>) {
    let levels = cells.map(Int.init)
    let bright = (levels[0] + levels[24]) / 2
    let dark = (levels[7] + levels[31]) / 2
    guard bright - dark > 64 else { return nil }
    let word = Self.payload.reduce(0) { $0 << 1 | (2 * levels[$1] > bright + dark ? 1 : 0) }
    let value = word >> 10
    guard Self.word(value) == word else { return nil }
    self.init(source: value >> 12, index: value & 0xFFF)
  }

  /// 18 bits with a 10-bit check behind them, which one wrong cell or a blend of two pictures breaks.
  private static func word(_ value: Int) -> Int {
    let mixed = (UInt32(value) &+ 0x5EED) &* 2_654_435_761
    return value << 10 | Int((mixed ^ mixed >> 15) >> 7 & 0x3FF)
  }

  package var description: String { "\(source):\(index)" }
}
