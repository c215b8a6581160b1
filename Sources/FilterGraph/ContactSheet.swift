import MediaTypes

/// Pictures of a film that stand in one, row by row.
public struct ContactSheet: Hashable, Codable, Sendable {
  /// Frames of the film, counted from 0.
  public var frames: [Int]
  public var columns: Int
  public var rows: Int
  /// The size of each.
  public var tile: PixelSize

  public init(frames: [Int], columns: Int, rows: Int, tile: PixelSize) {
    (self.frames, self.columns, self.rows, self.tile) = (frames, columns, rows, tile)
  }
}
