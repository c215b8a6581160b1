import MediaTypes

/// What is written.
public struct OutputPlan: Codable, Hashable, Sendable {
  /// The final path. The engine writes beside it and renames.
  public var path: String
  /// FFmpeg's muxer (`mp4`).
  public var format: String
  public var formatOptions: [Filter.Option]
  public var picture: EncoderPlan?
  public var sound: EncoderPlan?
  public var metadata: [Filter.Option]
  /// In the order of time; they do not overlap.
  public var chapters: [PlanChapter]
  /// Captions as streams, in the file's order; nil for none.
  public var subtitles: [SubtitlePlan]?
  /// What becomes of the film's pictures on their way to the encoder; nil where it takes them as they are.
  public var pictureFinish: PictureFinish?
  /// The same of its sound.
  public var soundFinish: SoundFinish?

  public init(
    path: String, format: String, formatOptions: [Filter.Option], picture: EncoderPlan?, sound: EncoderPlan?,
    metadata: [Filter.Option], chapters: [PlanChapter] = [], pictureFinish: PictureFinish? = nil,
    soundFinish: SoundFinish? = nil
  ) {
    self.path = path
    self.format = format
    self.formatOptions = formatOptions
    self.picture = picture
    self.sound = sound
    self.metadata = metadata
    self.chapters = chapters
    self.pictureFinish = pictureFinish
    self.soundFinish = soundFinish
  }
}

/// A named stretch of what is written, seconds from its start.
public struct PlanChapter: Codable, Hashable, Sendable {
  public var start: Rational
  public var end: Rational
  public var title: String

  public init(start: Rational, end: Rational, title: String) {
    (self.start, self.end, self.title) = (start, end, title)
  }
}

/// Filters between the film's pictures and an encoder, and what they make.
public struct PictureFinish: Codable, Hashable, Sendable {
  public var filters: [Filter]
  /// For formats of few colours: what follows the filters.
  public var palette: Palette?
  public var size: PixelSize
  /// FFmpeg's name.
  public var pixelFormat: String
  public var color: ColorTags

  /// One set of colours for the whole film, which is therefore run twice.
  public struct Palette: Codable, Hashable, Sendable {
    /// Makes one picture of all colours out of all pictures.
    public var make: Filter
    /// Takes pictures, and that one.
    public var use: Filter

    public init(make: Filter, use: Filter) { (self.make, self.use) = (make, use) }
  }

  public init(filters: [Filter], palette: Palette? = nil, size: PixelSize, pixelFormat: String, color: ColorTags) {
    (self.filters, self.palette, self.size, self.pixelFormat, self.color) = (filters, palette, size, pixelFormat, color)
  }
}

/// Filters between the film's sound and an encoder, and what they make.
public struct SoundFinish: Codable, Hashable, Sendable {
  public var filters: [Filter]
  public var shape: SoundShape
  public var sampleCount: Int

  public init(filters: [Filter], shape: SoundShape, sampleCount: Int) {
    (self.filters, self.shape, self.sampleCount) = (filters, shape, sampleCount)
  }
}

/// One encoder: FFmpeg's name and its options in FFmpeg's names (`crf`, `preset`, `b`, `g`).
public struct EncoderPlan: Codable, Hashable, Sendable {
  public var codec: String
  public var options: [Filter.Option]
  /// Pinned, because x264's bytes depend on it.
  public var threads: Int
  /// Four letters that players know the codec by, where the muxer would write others.
  public var tag: String?

  public init(codec: String, options: [Filter.Option], threads: Int = 1, tag: String? = nil) {
    self.codec = codec
    self.options = options
    self.threads = threads
    self.tag = tag
  }
}
