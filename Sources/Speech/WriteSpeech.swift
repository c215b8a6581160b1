import MediaTypes

extension SpokenText {
  /// A WAV file of one channel with 16 bits.
  package var wave: [UInt8] {
    func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    func half(_ value: Int) -> [UInt8] { Array(word(value)[..<2]) }
    let size = samples.count * 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 44)
    bytes += Array("RIFF".utf8) + word(size + 36) + Array("WAVEfmt ".utf8) + word(16)
    bytes += half(1) + half(1) + word(rate) + word(rate * 2) + half(2) + half(16)
    bytes += Array("data".utf8) + word(size)
    for sample in samples { bytes += [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)] }
    return bytes
  }
}

/// Timed words in the form that captions are read from: `{"engine", "language", "words": [{"text", "start", "end"}]}`.
package func wordsJSON(_ words: [SpokenWord], engine: String, language: String) -> [UInt8] {
  let lines = words.map { word in
    let confidence = word.confidence.map { ", \"confidence\": \($0.decimal(digits: 3))" } ?? ""
    let times = "\"start\": \(word.start.decimal(digits: 6)), \"end\": \(word.end.decimal(digits: 6))"
    return "    {\"text\": \(quoted(word.text)), \(times)\(confidence)}"
  }
  let head = "{\n  \"engine\": \(quoted(engine)),\n  \"language\": \(quoted(language)),\n  \"words\": [\n"
  return Array((head + lines.joined(separator: ",\n") + "\n  ]\n}\n").utf8)
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
