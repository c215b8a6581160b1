import MediaTypes

/// Where a picture is on each frame, to fractions of a pixel: one resampling from its own pixels, done by the
/// engine between two parts of a graph, because no filter moves a picture smoothly at a bearable price.
public struct Motion: Codable, Hashable, Sendable {
  /// Of the pictures that enter.
  public var entering: PixelSize
  /// Of the pictures that leave.
  public var size: PixelSize
  /// FFmpeg's name of the pixels that leave: those that enter, or the same with an alpha plane; `gray` is a plane of shares.
  public var pixelFormat: String
  /// One for each picture that enters, by its stamp, which counts from 0; the last holds.
  public var poses: [Pose]

  public init(from entering: PixelSize, to size: PixelSize, pixelFormat: String, poses: [Pose]) {
    self.entering = entering
    self.size = size
    self.pixelFormat = pixelFormat
    self.poses = poses
  }

  /// A part of the picture that enters, and where it lies in the one that leaves. Outside of `place` nothing is
  /// seen: its edges are smooth in the alpha plane, or in the plane of shares.
  public struct Pose: Codable, Hashable, Sendable {
    public var window: Rect
    public var place: Rect

    public init(window: Rect, place: Rect) {
      self.window = window
      self.place = place
    }
  }

  /// Pixels, fractions allowed; distances in a picture are no times.
  public struct Rect: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    public init(_ size: PixelSize) {
      self.init(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
    }

    /// It holds the whole of a picture of `size`.
    public func covers(_ size: PixelSize) -> Bool {
      x <= 0 && y <= 0 && x + width >= Double(size.width) && y + height >= Double(size.height)
    }
  }
}

/// Four numbers, so that a plan stays short.
extension Motion.Rect: Codable {
  public init(from decoder: any Decoder) throws {
    var numbers = try decoder.unkeyedContainer()
    x = try numbers.decode(Double.self)
    y = try numbers.decode(Double.self)
    width = try numbers.decode(Double.self)
    height = try numbers.decode(Double.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var numbers = encoder.unkeyedContainer()
    for number in [x, y, width, height] { try numbers.encode(number) }
  }
}
