import CFFmpeg
import Synchronization

/// FFmpeg's messages, kept instead of printed, so that an error can say why.
enum LibraryLog {
  private static let lines = Mutex<[String]>([])
  private static let limit = 20

  /// Routes FFmpeg's log here. Idempotent.
  static let install: Void = {
    av_log_set_level(AV_LOG_WARNING)
    av_log_set_callback(keepLibraryMessage)
  }()

  /// The recent messages, oldest first; forgets them.
  static func take() -> [String] {
    lines.withLock { kept in
      defer { kept.removeAll(keepingCapacity: true) }
      return kept
    }
  }

  static func keep(_ line: String) {
    lines.withLock { kept in
      if kept.last == line { return }
      if kept.count == limit { kept.removeFirst() }
      kept.append(line)
    }
  }
}

/// A free function, because FFmpeg calls it on threads of its own.
private func keepLibraryMessage(
  _ context: UnsafeMutableRawPointer?, _ level: Int32, _ format: UnsafePointer<CChar>?,
  _ arguments: CVaListPointer?
) {
  guard level <= AV_LOG_WARNING, let format, let arguments else { return }
  var buffer = [CChar](repeating: 0, count: 1024)
  var printsPrefix: Int32 = 1
  av_log_format_line2(context, level, format, arguments, &buffer, Int32(buffer.count), &printsPrefix)
  let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  let trimmed = text.split(separator: "\n").joined(separator: " ")
  if !trimmed.isEmpty { LibraryLog.keep(trimmed) }
}
