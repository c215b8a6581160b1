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
  /// How it is cut up for streaming, the path being the playlist's; nil for one file.
  public var segments: SegmentPlan?
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

extension OutputPlan {
  /// The folder of a playlist, with its slash, and what its segments' names begin with.
  public var segmentNames: (folder: String, stem: String) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    return (String(path[..<start]), String(name.lowercased().hasSuffix(".m3u8") ? name.dropLast(5) : name))
  }
}

/// A film in segments beside their playlist.
public struct SegmentPlan: Codable, Hashable, Sendable {
  /// How long a segment is; whole microseconds.
  public var seconds: Rational
  /// The frames that segments behind the first start with: key frames.
  public var edges: [Int]
  /// Fragmented MP4 with a head of its own; MPEG transport streams otherwise.
  public var isMP4: Bool

  public init(seconds: Rational, edges: [Int], isMP4: Bool) { (self.seconds, self.edges, self.isMP4) = (seconds, edges, isMP4) }

  /// FFmpeg's options, for files whose names begin with `stem`.
  /// - Parameter folder: where the segments are, with its slash; the head stands beside the playlist by itself.
  public func options(stem: String, folder: String) -> [Filter.Option] {
    let names = isMP4 ? [Filter.Option("hls_fmp4_init_filename", "\(stem)-init.mp4")] : []
    return [
      .init("hls_time", seconds.decimal(digits: 6)), .init("hls_playlist_type", "vod"), .init("hls_list_size", "0"),
      .init("hls_flags", "independent_segments"), .init("hls_segment_type", isMP4 ? "fmp4" : "mpegts"),
      .init("hls_segment_filename", "\(folder)\(stem)-%05d.\(isMP4 ? "m4s" : "ts")"),
    ] + names
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
