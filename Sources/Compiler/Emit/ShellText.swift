/// A word that a POSIX shell reads back as the same bytes, quoted only where it must be.
func shellQuoted(_ word: String) -> String {
  let plain = word.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_./:+,=%@".utf8.contains(byte)
    }
  }
  if plain, !word.isEmpty { return word }
  return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

/// A line that adds words to the script's positional parameters, in which the command is gathered.
func scriptLine(_ words: [String]) -> String {
  "set -- \"$@\" " + words.map(shellQuoted).joined(separator: " ") + "\n"
}

/// Lines that write `text`, which ends in a newline, to a file as it is.
/// - Parameter file: stands between double quotes, so that it may hold a variable.
func hereDocument(_ text: String, file: String) -> String {
  var mark = "END_OF_TEXT"
  let lines = Set(text.split(separator: "\n").map(String.init))
  while lines.contains(mark) { mark += "_" }
  return "cat >\"\(file)\" <<'\(mark)'\n\(text)\(mark)\n"
}

/// Text for a comment: a newline would end it.
func onOneLine(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
}
