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
  Array((head(engine, language, words) + "\n}\n").utf8)
}

extension Alignment {
  /// Words JSON, with the sentences that are in doubt: `"doubts": [{"sentence", "start", "missing"}]`.
  package func json(language: String) -> [UInt8] {
    let lines = doubts.map {
      "    {\"sentence\": \(quoted($0.sentence)), \"start\": \($0.start.decimal(digits: 6)), \"missing\": \($0.isMissing)}"
    }
    let tail = lines.isEmpty ? "" : ",\n  \"doubts\": [\n" + lines.joined(separator: ",\n") + "\n  ]"
    return Array((head(engine, language, words) + tail + "\n}\n").utf8)
  }

  /// All times later.
  package mutating func shift(by time: Rational) {
    for index in words.indices {
      words[index].start = words[index].start + time
      words[index].end = words[index].end + time
    }
    for index in doubts.indices { doubts[index].start = doubts[index].start + time }
  }
}

private func head(_ engine: String, _ language: String, _ words: [SpokenWord]) -> String {
  let lines = words.map { word in
    let confidence = word.confidence.map { ", \"confidence\": \($0.decimal(digits: 3))" } ?? ""
    let times = "\"start\": \(word.start.decimal(digits: 6)), \"end\": \(word.end.decimal(digits: 6))"
    return "    {\"text\": \(quoted(word.text)), \(times)\(confidence)}"
  }
  return "{\n  \"engine\": \(quoted(engine)),\n  \"language\": \(quoted(language)),\n  \"words\": [\n" + lines.joined(separator: ",\n")
    + "\n  ]"
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
