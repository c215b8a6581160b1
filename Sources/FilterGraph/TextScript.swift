import MediaTypes

/// Text that is drawn by libass: a script in the ASS format, the frame that it is laid out on, and the fonts
/// that it names by file.
public struct TextScript: Codable, Hashable, Sendable {
  public var text: String
  public var frame: PixelSize
  /// Added to what the machine has; found by their family's name.
  public var fonts: [FontFile]

  public init(text: String, frame: PixelSize, fonts: [FontFile] = []) {
    self.text = text
    self.frame = frame
    self.fonts = fonts
  }
}

/// A font that a document names by its file.
public struct FontFile: Codable, Hashable, Sendable {
  public var path: String
  /// Changes with the file's content.
  public var fingerprint: String

  public init(path: String, fingerprint: String) {
    self.path = path
    self.fingerprint = fingerprint
  }
}

/// Pictures of a script as a span needs them: one a film frame, with alpha, stamped 0, 1, 2 … in 1/rate.
public struct TextSource: Codable, Hashable, Sendable {
  /// Index into the plan's texts.
  public var script: Int
  /// Which part of the script's frame is drawn; even numbers.
  public var x: Int
  public var y: Int
  public var size: PixelSize
  /// Script time of the first picture, seconds; libass counts whole milliseconds, rounded down.
  public var first: Rational
  /// Script seconds a film frame.
  public var step: Rational
  public var count: Int
  public var origin: Int
  /// What comes out is one plane: how much of each pixel is drawn on, 0 to 255; nil for pictures.
  public var drawsShares: Bool?

  /// FFmpeg's name of the pixels of pictures; their colours are BT.709.
  public static let pixelFormat = "yuva420p"
  /// The same of what comes out.
  public var pixelFormat: String { drawsShares == true ? "gray" : Self.pixelFormat }

  public init(
    script: Int, x: Int, y: Int, size: PixelSize, first: Rational, step: Rational, count: Int, origin: Int, drawsShares: Bool? = nil
  ) {
    self.drawsShares = drawsShares
    self.script = script
    self.x = x
    self.y = y
    self.size = size
    self.first = first
    self.step = step
    self.count = count
    self.origin = origin
  }

  /// The script's clock at picture `k`, milliseconds.
  public func milliseconds(_ k: Int) -> Int { ((first + Rational(k) * step) * 1000).floor ?? 0 }
}

/// What words look like, as far as their size depends on it.
public struct TextFace: Codable, Hashable, Sendable {
  public var family: String
  /// 100 thin to 900 black; 400 is regular, 700 bold.
  public var weight: Int
  public var isItalic: Bool
  /// Pixels, as ASS counts them: the height of a line.
  public var size: Rational
  /// Pixels added behind each letter.
  public var spacing: Rational
  public var fonts: [FontFile]

  public init(family: String, weight: Int, isItalic: Bool, size: Rational, spacing: Rational, fonts: [FontFile]) {
    self.family = family
    self.weight = weight
    self.isItalic = isItalic
    self.size = size
    self.spacing = spacing
    self.fonts = fonts
  }
}

/// How large words are, and what the machine's fonts lack for them.
public struct TextMeasure: Codable, Hashable, Sendable {
  /// In the order asked; pixels.
  public var words: [Extent]
  /// Letters that no font has.
  public var missing: [String]
  /// The family that stands in, where the one asked for is not there.
  public var substitute: String?
  /// Font files that were used, with their fingerprints.
  public var files: [FontFile]

  public struct Extent: Codable, Hashable, Sendable {
    public var width: Rational
    public var height: Rational

    public init(width: Rational, height: Rational) {
      self.width = width
      self.height = height
    }
  }

  public init(words: [Extent], missing: [String] = [], substitute: String? = nil, files: [FontFile] = []) {
    self.words = words
    self.missing = missing
    self.substitute = substitute
    self.files = files
  }
}
