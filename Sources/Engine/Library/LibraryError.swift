import CFFmpeg
import MediaTypes

/// What the engine could not do, in plain words, with everything a diagnostic needs.
package struct EngineError: Error, Sendable {
  package enum Kind: Sendable {
    /// A file of the document is not what it must be.
    case media
    /// The target cannot be written: no such folder, no permission, a full disk.
    case output
    /// The plan asks for what this build of FFmpeg cannot do.
    case library
    /// Our bug.
    case fault
    /// The user asked to stop.
    case interrupted
  }

  package var kind: Kind
  /// What was being attempted and why it failed: "cannot open 'a.mp4': it is not a media file".
  package var message: String
  /// What FFmpeg said about it, newest last.
  package var details: [String]
  /// An index into the plan's origins, where a line of the document is to blame.
  package var origin: Int?
  /// Where in the source, seconds of source time.
  package var sourceTime: Rational?

  package init(
    _ kind: Kind, _ message: String, details: [String] = [], origin: Int? = nil, sourceTime: Rational? = nil
  ) {
    self.kind = kind
    self.message = message
    self.details = details
    self.origin = origin
    self.sourceTime = sourceTime
  }
}

/// Turns a negative FFmpeg result into an error that says what was being attempted.
/// - Parameter attempt: continues the word "cannot": `open 'a.mp4'`.
@discardableResult
func check(
  _ code: Int32, _ kind: EngineError.Kind, _ attempt: @autoclosure () -> String
) throws(EngineError) -> Int32 {
  if code >= 0 { return code }
  throw EngineError(kind, "cannot \(attempt()): \(plainWords(code))", details: LibraryLog.take())
}

/// The same for what only our own mistake can make fail.
@discardableResult
func check(_ code: Int32, _ attempt: @autoclosure () -> String) throws(EngineError) -> Int32 {
  try check(code, .fault, attempt())
}

/// FFmpeg's error codes in words that an author understands.
func plainWords(_ code: Int32) -> String {
  switch code {
  case averrorInvalidData: return "its content is damaged or is not what its name says"
  case reel_error_eof: return "it ends too early"
  case -ENOENT: return "there is no such file"
  case -EACCES: return "permission denied"
  // FFmpeg's filters return a bare -1 for whatever they could not do.
  case -EPERM: return "it was refused"
  case -ENOSPC: return "the disk is full"
  case -EISDIR: return "it is a folder"
  case -EROFS: return "the file system is read-only"
  default: break
  }
  var text = [CChar](repeating: 0, count: 256)
  av_strerror(code, &text, text.count)
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// `AVERROR_INVALIDDATA`, whose macro Swift cannot see.
let averrorInvalidData = reel_error_invalid_data
