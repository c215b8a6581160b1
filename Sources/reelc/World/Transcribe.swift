import Compiler
import Diagnostics
import Engine
import FilterGraph
import MediaTypes
import Speech
import Timeline

extension OutsideEngine {
  /// What is said in a file, as words JSON in seconds of the file. English words are timed anew where they can be, because
  /// recognisers are loose with them.
  func transcript(of path: String, language: String) throws(WorldProblem) -> [UInt8] {
    let (samples, start) = try heardSpeech(path)
    let sound = SpokenText(samples: samples.map { Int16(max(-32768, min(32767, $0 * 32767))) }, rate: alignmentRate, words: [])
    // Recognisers without a graphics card take a few times as long as what they listen to.
    let patience = max(600, 10 * samples.count / alignmentRate)
    let answer = try withEngineFolder { folder throws(WorldProblem) in try ask(sound.wave, language, in: folder, patience) }
    guard let answer else { throw WorldProblem("there is no folder for temporary files") }
    var bag = DiagnosticBag()
    let list = readCaptions(SourceText(path: "answer", bytes: answer), number: 0, format: .json, &bag)
    guard let cues = list?.cues, !cues.isEmpty else {
      throw WorldProblem(
        "the transcriber's answer holds no words", notes: ["it is to print words JSON, or what Whisper, WhisperX or whisper.cpp write"])
    }
    let script = cues.map(\.text).joined(separator: "\n\n")
    if language.lowercased().hasPrefix("en"), var found = try? align(script: script, samples, language: language) {
      found.shift(by: start)
      found.doubts = []
      return found.json(language: language)
    }
    return cuesJSON(cues, from: start)
  }

  private func ask(_ wave: [UInt8], _ language: String, in folder: String, _ patience: Int) throws(WorldProblem) -> [UInt8] {
    let audio = folder + "/audio.wav"
    do throws(Failure) {
      try writeFile(to: audio) { write throws(Failure) in try write(wave) }
    } catch {
      throw WorldProblem(error.message)
    }
    let form = [
      "file=@\(audio)", "model=whisper-1", "language=\(language)", "response_format=verbose_json", "timestamp_granularities[]=word",
    ]
    return try run(
      ["audio": audio, "lang": language, "out": folder + "/answer"],
      request: ("/v1/audio/transcriptions", form.flatMap { ["-F", $0] }), in: folder, patience: patience)
  }
}

/// A file's sound at the rate that words are looked for at, and when it starts.
func heardSpeech(_ path: String) throws(WorldProblem) -> (samples: [Float], start: Rational) {
  do throws(EngineError) {
    return try speechSamples(path)
  } catch {
    throw WorldProblem(error.message, notes: error.details)
  }
}

/// Cues as their recogniser timed them.
private func cuesJSON(_ cues: [Cue], from start: Rational) -> [UInt8] {
  let segments = cues.map { cue in
    let words = cue.words.map { word in
      "{\"text\": \(quotedJSON((word.followsSpace ? " " : "") + word.text)), \(times(word.start + start, word.end + start))}"
    }
    let list = words.isEmpty ? "" : ", \"words\": [\(words.joined(separator: ", "))]"
    return "{\"text\": \(quotedJSON(cue.text)), \(times(cue.start + start, cue.end + start))\(list)}"
  }
  return Array("{\"segments\": [\n\(segments.joined(separator: ",\n"))\n]}\n".utf8)
}

private func times(_ start: Rational, _ end: Rational) -> String {
  "\"start\": \(start.decimal(digits: 6)), \"end\": \(end.decimal(digits: 6))"
}
