import CFFmpeg
import Glibc
import Synchronization

/// FFmpeg's messages, kept instead of printed, so that an error can say why.
enum LibraryLog {
  private struct Line {
    let text: String
    let thread: pthread_t
  }

  private struct Content {
    var lines: [Line] = []
    /// Threads of the engine's own, each at work on something of its own.
    var sideThreads: Set<pthread_t> = []
  }

  private static let content = Mutex(Content())
  private static let limit = 20

  /// Routes FFmpeg's log here. Idempotent.
  static let install: Void = {
    av_log_set_level(AV_LOG_WARNING)
    av_log_set_callback(keepLibraryMessage)
  }()

  /// The recent messages, oldest first; forgets them. What other threads of the engine have heard is not for this one.
  static func take() -> [String] {
    let own = pthread_self()
    return content.withLock { content in
      let others = content.sideThreads.subtracting([own])
      let taken = content.lines.filter { !others.contains($0.thread) }
      content.lines.removeAll { !others.contains($0.thread) }
      return taken.map(\.text)
    }
  }

  static func keep(_ line: String) {
    let line = Line(text: line, thread: pthread_self())
    content.withLock { content in
      if content.lines.last?.text == line.text { return }
      if content.lines.count == limit { content.lines.removeFirst() }
      content.lines.append(line)
    }
  }

  /// From now on what this thread hears is its own.
  static func enterSideThread() {
    let own = pthread_self()
    content.withLock { _ = $0.sideThreads.insert(own) }
  }

  static func leaveSideThread() {
    let own = pthread_self()
    content.withLock { _ = $0.sideThreads.remove(own) }
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
