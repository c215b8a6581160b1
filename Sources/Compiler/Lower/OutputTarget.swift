import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// One file to write, decided: container, encoders and their options.
package struct OutputTarget: Sendable {
  package var plan: OutputPlan
  /// The frame to write as a picture, where that is all that is wanted.
  package var still: Int?
  /// What the document calls it.
  package var name: String
}

/// Where outputs go when the document does not say, and what the command line says instead.
package struct OutputRequest: Sendable {
  /// `-o`: relative to the working directory.
  package var path: String?
  /// The file that a document without outputs is written to.
  package var defaultPath: String

  package init(path: String?, defaultPath: String) {
    self.path = path
    self.defaultPath = defaultPath
  }
}

/// Decides every output; reports what cannot be written or held.
struct OutputChoice {
  let document: TimelineDocument
  /// Nil where the programme has errors of its own: outputs are then checked as far as they go without it.
  let composition: Composition?
  /// For moments that outputs name.
  let resolution: Resolution?
  let paths: PathRules
  let request: OutputRequest
  let world: any World
  /// The documents' own paths, which are never written over.
  let documents: [String]

  func targets(_ bag: inout DiagnosticBag) -> [OutputTarget] {
    let entries = document.outputs?.value.entries ?? []
    guard !entries.isEmpty else {
      return target(nil, name: "film", at: document.tracks!.keySpan, &bag).map { [$0] } ?? []
    }
    if request.path != nil, entries.count > 1 {
      bag.error(
        "several-outputs", "-o names one file, and the document has \(entries.count) outputs", at: document.outputs!.keySpan,
        caption: "drop -o, or all outputs but one")
      return []
    }
    var targets: [OutputTarget] = []
    var taken: [String: Span] = [:]
    for entry in entries {
      guard let target = target(entry.value.value, name: entry.name, at: entry.nameSpan, &bag) else { continue }
      let real = world.realPath(target.plan.path)
      if let first = taken[real] {
        bag.error(
          "same-output", "'\(target.plan.path)' is written by two outputs", at: entry.nameSpan, labels: [.init(first, "the other one")])
      }
      taken[real] = entry.nameSpan
      targets.append(target)
    }
    return targets
  }

  private func target(_ clause: OutputClause?, name: String, at span: Span, _ bag: inout DiagnosticBag) -> OutputTarget? {
    if let still = clause?.still { return stillTarget(clause!, still, name: name, at: span, &bag) }
    guard let (path, place) = path(clause, at: span, &bag), let container = container(clause, path, place, &bag),
      checkPath(path, place, &bag)
    else { return nil }
    let errors = bag.errorCount
    let picture = pictureEncoder(clause?.video, container, &bag)
    let sound = soundEncoder(clause?.audio, container, hasPicture: picture != nil, &bag)
    guard bag.errorCount == errors else { return nil }
    guard picture != nil || sound != nil else {
      bag.error("empty-output", "'\(path)' would hold neither picture nor sound", at: place)
      return nil
    }
    let plan = OutputPlan(
      path: path, format: container.muxer, formatOptions: container.options, picture: picture, sound: sound,
      metadata: metadata(clause))
    return OutputTarget(plan: plan, name: name)
  }

  /// One picture, as PNG.
  private func stillTarget(
    _ clause: OutputClause, _ still: Setting<TimeExpression>, name: String, at span: Span, _ bag: inout DiagnosticBag
  ) -> OutputTarget? {
    let given = path(clause, at: span, &bag)
    guard let (path, place) = clause.file == nil && request.path == nil ? (request.defaultPath.dropLast(4) + ".png", span) : given
    else { return nil }
    guard path.lowercased().hasSuffix(".png") else {
      bag.error("unknown-container", "a still is written as PNG, not as '\(path)'", at: place, caption: "end it in .png")
      return nil
    }
    guard checkPath(path, place, &bag), let resolution,
      let frame = resolution.frame(at: still.value, still.span, key: "still", &bag)
    else { return nil }
    return OutputTarget(plan: OutputPlan(picturesTo: path), still: frame, name: name)
  }

  // MARK: where

  private func path(_ clause: OutputClause?, at span: Span, _ bag: inout DiagnosticBag) -> (String, Span)? {
    if let path = request.path { return (path, clause?.file?.span ?? span) }
    guard let file = clause?.file else {
      guard let format = clause?.format?.value else { return (request.defaultPath, span) }
      let stem = request.defaultPath.dropLast(4)
      return (stem + "." + format.rawValue, clause!.format!.span)
    }
    guard let path = paths.output(file, &bag), paths.holds(path, file, world, &bag) else { return nil }
    return (path, file.span)
  }

  private func container(_ clause: OutputClause?, _ path: String, _ span: Span, _ bag: inout DiagnosticBag) -> Container? {
    if request.path == nil, let format = clause?.format?.value { return .named(format) }
    if let container = Container.forFile(path) { return container }
    if let format = clause?.format?.value { return .named(format) }
    let names = Container.all.map(\.name.rawValue)
    bag.error(
      "unknown-container", "the ending of '\(path)' names no container that reelc writes", at: span,
      caption: "end it in .mp4", notes: ["containers: " + names.joined(separator: ", "), "'format:' names one for any file name"])
    return nil
  }

  private func checkPath(_ path: String, _ span: Span, _ bag: inout DiagnosticBag) -> Bool {
    let real = world.realPath(path)
    if let use = composition?.media.first(where: { world.realPath($0.facts.path) == real }) {
      bag.error(
        "output-is-input", "the output '\(path)' is also an input; writing it would destroy it",
        at: request.path == nil ? span : use.span, caption: "choose another name")
      return false
    }
    if documents.contains(where: { world.realPath($0) == real }) {
      bag.error("output-is-input", "the output '\(path)' is the document itself", at: span, caption: "choose another name")
      return false
    }
    guard !world.isFolder(path) else {
      bag.error("output-is-folder", "the output '\(path)' is a folder", at: span, caption: "name a file in it")
      return false
    }
    guard world.isWritable(path) else {
      bag.error("cannot-write", "'\(path)' cannot be written: its folder takes no new files", at: span)
      return false
    }
    return true
  }

  // MARK: how

  private func pictureEncoder(
    _ clause: Setting<PictureCodingClause>?, _ container: Container, _ bag: inout DiagnosticBag
  ) -> EncoderPlan? {
    guard composition?.hasPicture ?? true, clause?.value.isOff != true, !container.pictureCodecs.isEmpty else {
      if let clause, !clause.value.isOff, container.pictureCodecs.isEmpty {
        bag.error("wrong-codec", "\(container.name.rawValue) holds no pictures", at: clause.keySpan, caption: "drop 'video', or choose mp4")
      }
      return nil
    }
    let settings = clause?.value ?? PictureCodingClause()
    let codec = settings.codec?.value ?? container.pictureCodecs[0]
    var options: [Filter.Option] = [.init("preset", (settings.preset?.value ?? .medium).rawValue)]
    if let bitrate = settings.bitrate {
      if let crf = settings.crf {
        bag.error(
          "two-qualities", "'crf' and 'bitrate' both say how good the picture is; keep one", at: bitrate.keySpan,
          labels: [.init(crf.keySpan, "the other one")])
      }
      options.append(.init("b", "\(bitrate.value.bitsPerSecond.roundedHalfUp ?? 0)"))
    } else {
      options.append(.init("crf", (settings.crf?.value.value ?? 20).decimal(digits: 3)))
    }
    if let frames = keyframes(settings.keyframes, &bag) { options.append(.init("g", "\(frames)")) }
    return EncoderPlan(codec: codec.encoder, options: options, threads: Self.encoderThreads)
  }

  /// x264's bytes depend on it, so it is a constant and not the machine's. Each takes about 25 MB at 1080p.
  private static let encoderThreads = 3

  private func keyframes(_ setting: Setting<TimeExpression>?, _ bag: inout DiagnosticBag) -> Int? {
    guard let setting else { return nil }
    var seconds = Rational.zero
    for term in setting.value.terms {
      let value: Rational
      switch term.value {
      case .seconds(let seconds): value = seconds
      case .frames(let frames): value = frames / (composition?.canvas.rate ?? .thirty).value
      default:
        bag.error("bad-keyframes", "'keyframes' is a length such as 2s or 50f", at: setting.span)
        return nil
      }
      seconds = term.isSubtracted ? seconds - value : seconds + value
    }
    guard let frames = (seconds * (composition?.canvas.rate ?? .thirty).value).roundedHalfUp, (1...100_000).contains(frames) else {
      bag.error("bad-keyframes", "'keyframes' is at least one frame", at: setting.span)
      return nil
    }
    return frames
  }

  private func soundEncoder(
    _ clause: Setting<SoundCodingClause>?, _ container: Container, hasPicture: Bool, _ bag: inout DiagnosticBag
  ) -> EncoderPlan? {
    let asks = clause != nil || container.pictureCodecs.isEmpty
    guard clause?.value.isOff != true, composition?.sounds.isEmpty == false || asks || !hasPicture else { return nil }
    let codec = clause?.value.codec?.value ?? container.soundCodecs[0]
    guard container.soundCodecs.contains(codec) else {
      bag.error(
        "wrong-codec", "\(container.name.rawValue) cannot hold \(codec.rawValue)", at: clause!.value.codec!.span,
        notes: ["\(container.name.rawValue) holds " + listed(container.soundCodecs.map(\.rawValue), last: "and")])
      return nil
    }
    var options: [Filter.Option] = []
    if codec.takesBitRate {
      options.append(.init("b", "\((clause?.value.bitrate?.value.bitsPerSecond ?? 192_000).roundedHalfUp ?? 0)"))
    }
    return EncoderPlan(codec: codec.encoder, options: options)
  }

  private func metadata(_ clause: OutputClause?) -> [Filter.Option] {
    var tags: [Filter.Option] = []
    func set(_ name: String, _ value: String) {
      tags.removeAll { $0.name == name }
      tags.append(.init(name, value))
    }
    if let title = document.name?.value.value { set("title", title) }
    for named in [document.metadata, clause?.metadata] {
      for entry in named?.value.entries ?? [] { set(entry.name, entry.value.value.value) }
    }
    return tags
  }
}
