/// What a file is, as far as a timeline cares.
public enum MediaKind: String, Codable, Sendable {
  case video, sound, still, animation
  case pictureSequence = "picture-sequence"
}

/// Everything the compiler knows of a media file. All times are exact seconds counted from source time 0,
/// the least presentation stamp of any stream after the priming that the container says to discard.
public struct MediaFacts: Hashable, Codable, Sendable {
  /// As the document gave it, made usable from the working directory.
  public var path: String
  public var kind: MediaKind
  /// FFmpeg's name of the container (`mov,mp4,m4a,3gp,3g2,mj2`).
  public var container: String
  /// The container's own stamp of source time 0, in seconds.
  public var origin: Rational
  public var picture: PictureFacts?
  public var sound: SoundFacts?
  /// Changes when the file's content does: size, time of change and the hash of its head.
  public var fingerprint: String

  public init(
    path: String, kind: MediaKind, container: String, origin: Rational, picture: PictureFacts?,
    sound: SoundFacts?, fingerprint: String
  ) {
    self.path = path
    self.kind = kind
    self.container = container
    self.origin = origin
    self.picture = picture
    self.sound = sound
    self.fingerprint = fingerprint
  }
}

/// The picture stream of a file.
public struct PictureFacts: Hashable, Codable, Sendable {
  /// Its number in the container.
  public var stream: Int
  public var codec: String
  /// Stored pixels, before rotation and pixel shape.
  public var codedSize: PixelSize
  /// Width over height of one stored pixel.
  public var pixelAspect: Rational
  public var orientation: Orientation
  /// FFmpeg's name of the decoded pixel format (`yuv420p`).
  public var pixelFormat: String
  public var hasAlpha: Bool
  public var isInterlaced: Bool
  /// Missing tags are filled by convention: BT.601 below 720 lines, BT.709 from there, full range for RGB.
  public var color: ColorTags
  /// The brightest that an HDR source says it holds, in cd/m²; nil where it says nothing.
  public var peak: Int?
  /// When the first picture starts.
  public var start: Rational
  /// When the last picture's time ends. Equals `start` for a still.
  public var end: Rational
  /// Mean pictures a second; nil for a still.
  public var meanRate: Rational?
  /// Pictures in the stream, where the container says or it was cheap to count.
  public var frameCount: Int?

  public init(
    stream: Int, codec: String, codedSize: PixelSize, pixelAspect: Rational, orientation: Orientation,
    pixelFormat: String, hasAlpha: Bool, isInterlaced: Bool, color: ColorTags, start: Rational, end: Rational,
    meanRate: Rational?, frameCount: Int?, peak: Int? = nil
  ) {
    self.stream = stream
    self.codec = codec
    self.codedSize = codedSize
    self.pixelAspect = pixelAspect
    self.orientation = orientation
    self.pixelFormat = pixelFormat
    self.hasAlpha = hasAlpha
    self.isInterlaced = isInterlaced
    self.color = color
    self.start = start
    self.end = end
    self.meanRate = meanRate
    self.frameCount = frameCount
    self.peak = peak
  }

  /// Exact width and height as a viewer sees them: square pixels, upright.
  public var displaySize: (width: Rational, height: Rational) {
    let width = Rational(codedSize.width) * pixelAspect
    let height = Rational(codedSize.height)
    return orientation.isSideways ? (height, width) : (width, height)
  }
}

/// The sound stream of a file.
public struct SoundFacts: Hashable, Codable, Sendable {
  /// Its number in the container.
  public var stream: Int
  public var codec: String
  /// Samples a second.
  public var rate: Int
  public var channels: Int
  /// FFmpeg's description of the layout (`stereo`, `5.1(side)`).
  public var layout: String
  /// When the first sample that is heard starts.
  public var start: Rational
  /// When the last one ends.
  public var end: Rational

  public init(
    stream: Int, codec: String, rate: Int, channels: Int, layout: String, start: Rational, end: Rational
  ) {
    self.stream = stream
    self.codec = codec
    self.rate = rate
    self.channels = channels
    self.layout = layout
    self.start = start
    self.end = end
  }
}
