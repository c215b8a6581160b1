import Diagnostics
import Glibc

/// The process's standard streams: results on one, everything said about them on the other.
enum Console {
  /// Prints a result.
  /// - Throws: an I/O failure where the text does not get through whole.
  static func print(_ text: String) throws(Failure) {
    guard write(text, to: STDOUT_FILENO) else {
      throw .io("cannot write to standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Passes a file on as a result.
  static func pass(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { write($0, to: STDOUT_FILENO) } }

  /// Says something to the user. What cannot be said is dropped: there is nobody to tell.
  static func say(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  static var errorsAreShown: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether messages are coloured: as asked, else on terminals that do not refuse it.
  static func usesColor(_ choice: String?) -> Bool {
    switch choice {
    case "always": true
    case "never": false
    default: errorsAreShown && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
  }

  /// An environment variable.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
