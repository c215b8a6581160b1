import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// Decides one output; reports what cannot be written or held.
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

  /// Nil after an error.
  func target(_ clause: OutputClause?, name: String, at span: Span, _ bag: inout DiagnosticBag) -> OutputTarget? {
    if let captions = clause?.captions { return captionTarget(clause!, captions, name: name, at: span, &bag) }
    if let clause, clause.wantsPictures { return pictureTarget(clause, name: name, at: span, &bag) }
    guard let (path, place) = path(clause, at: span, &bag), let container = container(clause, path, place, &bag),
      checkStreaming(clause, container.name, path, place, &bag), checkPath(path, place, &bag)
    else { return nil }
    let errors = bag.errorCount
    let frames = clause?.range.flatMap { range in resolution.flatMap { $0.frames(range.value, &bag) } }
    let coding = Coding(container: container, preset: clause?.preset.map { .named($0.value) }, frames: frames)
    let picture = pictureCoding(clause?.video, coding, &bag)
    let sound = soundCoding(clause?.audio, coding, hasPicture: picture != nil, &bag)
    guard bag.errorCount == errors else { return nil }
    guard picture != nil || sound != nil else {
      bag.error("empty-output", "'\(path)' would hold neither picture nor sound", at: place)
      return nil
    }
    var plan = OutputPlan(
      path: path, format: container.muxer, formatOptions: container.options, picture: picture?.encoder, sound: sound?.encoder,
      metadata: metadata(clause), pictureFinish: picture?.finish, soundFinish: sound?.finish)
    if let resolution, let composition, container.holdsChapters, clause?.chapters?.value ?? true {
      plan.chapters = resolution.chapters(in: frames ?? 0..<composition.frameCount)
    } else if !container.holdsChapters, let chapters = clause?.chapters, chapters.value {
      bag.error("wrong-container", "\(container.name.rawValue) holds no chapters", at: chapters.span, caption: "drop 'chapters'")
    }
    if container.name == .hls {
      plan.segments = segments(clause?.hls, frames, path, at: clause?.hls?.keySpan ?? place, &bag)
      // A key frame where a segment starts is one that nothing before is needed for.
      plan.picture?.options.append(.init("forced-idr", "1"))
      guard bag.errorCount == errors else { return nil }
    }
    plan.subtitles = subtitles(clause?.subtitles, container, frames, &bag)
    var target = OutputTarget(plan: plan, frames: frames, name: name)
    target.keepsAlpha = picture?.keepsAlpha ?? false
    if let composition, composition.canvas.isTransparent, picture != nil, !target.keepsAlpha { noteLostAlpha(path, place, &bag) }
    if sound != nil { target.loudness = LoudnessTarget(clause, coding: plan.sound) }
    return target
  }

  // MARK: where

  func path(_ clause: OutputClause?, at span: Span, _ bag: inout DiagnosticBag) -> (String, Span)? {
    if let path = request.path { return (path, clause?.file?.span ?? span) }
    guard let file = clause?.file else {
      let stem = request.defaultPath.dropLast(4)
      if let hls = clause?.hls, !hls.value.isOff { return (stem + ".m3u8", hls.span) }
      if clause?.format?.value == .hls { return (stem + ".m3u8", clause!.format!.span) }
      if let format = clause?.format { return (stem + "." + format.value.rawValue, format.span) }
      if let preset = clause?.preset { return (stem + "." + OutputPreset.named(preset.value).container.rawValue, preset.span) }
      return (request.defaultPath, span)
    }
    guard let path = paths.output(file, &bag), paths.holds(path, file, world, &bag) else { return nil }
    return (path, file.span)
  }

  private func container(_ clause: OutputClause?, _ path: String, _ span: Span, _ bag: inout DiagnosticBag) -> Container? {
    if request.path == nil, let format = clause?.format?.value { return .named(format) }
    if let container = Container.forFile(path) { return container }
    if let format = clause?.format?.value { return .named(format) }
    if let preset = clause?.preset?.value, !(path.split(separator: "/").last ?? "").contains(".") {
      return .named(OutputPreset.named(preset).container)
    }
    let names = Container.all.map(\.name.rawValue)
    bag.error(
      "unknown-container", "the ending of '\(path)' names no container that reelc writes", at: span,
      caption: "end it in .mp4", notes: ["containers: " + names.joined(separator: ", "), "'format:' names one for any file name"])
    return nil
  }

  func checkPath(_ path: String, _ span: Span, _ bag: inout DiagnosticBag) -> Bool {
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

  private func noteLostAlpha(_ path: String, _ span: Span, _ bag: inout DiagnosticBag) {
    bag.note(
      "lost-alpha", "the canvas is transparent, and '\(path)' holds no transparency: its background is painted solid", at: span,
      caption: "ProRes in .mov, VP9 in .webm or .mkv, GIF and PNG hold it")
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
