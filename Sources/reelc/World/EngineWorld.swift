import Compiler
import Engine
import FilterGraph
import MediaTypes

/// The real world: the file system, and media as the engine sees them.
struct EngineWorld: World {
  /// Bytes that one text may have.
  var textLimit: Int
  /// Where costly answers are kept.
  var cache = AnalysisCache.ofUser(Console.variable)
  /// Engines for speech that the user set.
  var engines = OutsideEngines.ofUser()

  func text(path: String) throws(WorldProblem) -> [UInt8] {
    do throws(FileProblem) {
      return try readFile(path, limit: textLimit)
    } catch {
      throw WorldProblem("cannot read '\(path)': \(error.reason)")
    }
  }

  func facts(path: String) throws(WorldProblem) -> MediaFacts {
    do throws(EngineError) {
      return try probeMedia(path: path)
    } catch {
      guard !FilePlace.exists(path) else { throw WorldProblem(error.message, notes: error.details) }
      let isRelative = !path.hasPrefix("/")
      throw WorldProblem(
        error.message, notes: error.details + (isRelative ? ["paths are relative to the document"] : []),
        nearPath: FilePlace.near(path))
    }
  }

  func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    if question.kind == MediaQuestion.transcriptKind { return try transcript(question) }
    guard let analyser = analysers[question.kind], let content = cache.contentHash(of: question.path) else {
      throw WorldProblem("'\(question.path)' cannot be measured")
    }
    return try cache.answer([question.kind, content, libraryVersion] + question.parameters) { () throws(WorldProblem) in
      do throws(EngineError) {
        return try analyser(question.path, question.parameters)
      } catch {
        throw WorldProblem(error.message, notes: error.details)
      }
    }
  }

  private func transcript(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    guard let engine = engines.transcriber else {
      throw WorldProblem(
        "'transcribe' asks an engine outside, and none is set",
        notes: [
          "--transcriber 'COMMAND {audio}', or the address of a server, or REELC_TRANSCRIBER sets one",
          "a text that is known needs none: 'align: {script: TEXT, audio: \(question.path)}'",
        ])
    }
    guard let content = cache.contentHash(of: question.path) else { throw WorldProblem("'\(question.path)' cannot be read") }
    return try cache.answer([question.kind, content, libraryVersion, engine.text] + question.parameters) { () throws(WorldProblem) in
      try engine.transcript(of: question.path, language: parameter("lang", question.parameters) ?? "en")
    }
  }

  func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure {
    let key = ["sound-1", libraryVersion, encodeQuestion(question)]
    let answer = try cache.answer(key) { () throws(WorldProblem) in
      do throws(EngineError) {
        return encodeMeasure(try measureSound(question, cancellation: Interruption.cancellation))
      } catch {
        throw WorldProblem(error.message, notes: error.details)
      }
    }
    guard let measure = decodeMeasure(answer) else { throw WorldProblem("what was kept of an earlier run cannot be read") }
    return measure
  }

  func speech(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    try SpeechStore(cache: cache.orTemporary(Console.variable), engine: engines.voice).answer(question)
  }

  func problem(with filter: Filter, in medium: FilterMedium) -> String? {
    FilterOptions.problem(with: filter) ?? FilterOptions.problem(with: filter, in: medium)
  }

  func problem(withLookup path: String) -> WorldProblem? {
    if let problem = absence(path) { return problem }
    guard !LookupFile.isReadable(path: path) else { return nil }
    return WorldProblem(
      "'\(path)' is no table of colours in three dimensions",
      notes: ["'lut' reads .cube files with LUT_3D_SIZE, .3dl, .dat, .m3d and .csp"])
  }

  func problem(withModel path: String, _ filter: Filter) -> WorldProblem? {
    if let problem = absence(path) { return problem }
    if let problem = FilterOptions.problem(with: filter) {
      return WorldProblem(
        "this FFmpeg cannot run the model '\(path)': \(problem)",
        notes: ["'backend' is native, tensorflow or openvino, as FFmpeg was built; without a model 'upscale' needs none"])
    }
    guard !FilterOptions.starts(filter) else { return nil }
    return WorldProblem(
      "'\(path)' is no model that can be run",
      notes: ["a model takes the brightness as 'x' and gives it as 'y', in the file format of its backend"])
  }

  /// What is wrong with a path where nothing is.
  private func absence(_ path: String) -> WorldProblem? {
    guard !FilePlace.exists(path) else { return nil }
    return WorldProblem(
      "'\(path)' does not exist", notes: path.hasPrefix("/") ? [] : ["paths are relative to the document"], nearPath: FilePlace.near(path))
  }

  func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure {
    do throws(EngineError) {
      return try measureText(words, in: face)
    } catch {
      throw WorldProblem(error.message, notes: error.details)
    }
  }

  func font(path: String) throws(WorldProblem) -> (family: String, file: FontFile) {
    if let problem = absence(path) { throw problem }
    guard let file = fontFile(path: path), let family = fontNames(path: path)?.first else {
      throw WorldProblem("'\(path)' is no font that can be read", notes: ["fonts are .ttf, .otf or .ttc files"])
    }
    return (family, file)
  }

  func files(matching pattern: String) -> [String] { FilePlace.matching(pattern) }
  func realPath(_ path: String) -> String { FilePlace.real(path) }
  func isFolder(_ path: String) -> Bool { FilePlace.isFolder(path) }
  func isWritable(_ path: String) -> Bool { FilePlace.isWritable(path) }
}
