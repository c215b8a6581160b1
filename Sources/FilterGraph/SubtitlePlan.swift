import MediaTypes

/// Captions in a stream of their own.
public struct SubtitlePlan: Codable, Hashable, Sendable {
  public var codec: SubtitleCodec
  /// Three letters of ISO 639-2/T, `und` where it is not known.
  public var language: String
  public var title: String?
  /// Players show it unasked.
  public var isDefault: Bool
  /// What stands before the events of an ASS script; empty for other codecs.
  public var header: String
  /// In order of time.
  public var cues: [Cue]

  /// Words to be read for a while.
  public struct Cue: Codable, Hashable, Sendable {
    /// Seconds from the start of what is written.
    public var start: Rational
    public var end: Rational
    /// Plain lines; of an ASS event, its fields from the layer on without its times.
    public var text: String
    public var isAtTop: Bool

    public init(start: Rational, end: Rational, text: String, isAtTop: Bool = false) {
      (self.start, self.end, self.text, self.isAtTop) = (start, end, text, isAtTop)
    }
  }

  public init(
    codec: SubtitleCodec, language: String, title: String? = nil, isDefault: Bool, header: String = "", cues: [Cue]
  ) {
    (self.codec, self.language, self.title, self.isDefault) = (codec, language, title, isDefault)
    (self.header, self.cues) = (header, cues)
  }
}

/// How captions are written in a stream: FFmpeg's names.
public enum SubtitleCodec: String, Codable, Hashable, Sendable {
  case movText = "mov_text"
  case subrip, webvtt, ass
}
