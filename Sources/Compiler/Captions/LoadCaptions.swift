import Diagnostics
import Timeline

/// Reads the caption files that a document names, nested sequences included; what is wrong with them is reported at
/// their own lines.
struct CaptionLoading {
  let paths: PathRules
  let world: any World
  var sources: SourceMap
  var bag: DiagnosticBag
  /// Each file is read once.
  private var known: [String: CueList?] = [:]

  init(paths: PathRules, world: any World, sources: SourceMap, bag: DiagnosticBag) {
    (self.paths, self.world, self.sources, self.bag) = (paths, world, sources, bag)
  }

  mutating func load(_ tracks: inout [TrackClause]) {
    for index in tracks.indices where tracks[index].isEnabled && tracks[index].namesCaptions {
      if let source = tracks[index].captions.source { tracks[index].captions.list = read(source) }
      // Taken out, changed and put back once: a value inside a clause is copied with all that is beside it.
      var items = tracks[index].items?.value ?? []
      for item in items.indices where items[item].innerTracks.contains(where: \.namesCaptions) {
        var inner = items[item].innerTracks
        load(&inner)
        if items[item].sequence != nil { items[item].sequence?.value.tracks = inner } else { items[item].stack?.value.tracks = inner }
      }
      tracks[index].items?.value = items
    }
  }

  private mutating func read(_ source: Setting<FilePath>) -> CueList? {
    let path = source.value.value
    if let list = known[path] { return list }
    let list = readAnew(source)
    known[path] = .some(list)
    return list
  }

  private mutating func readAnew(_ source: Setting<FilePath>) -> CueList? {
    guard let format = CaptionFormat(path: source.value.value) else {
      bag.error(
        "unknown-captions", "the ending of '\(source.value.value)' names no kind of captions", at: source.span,
        caption: "captions are .srt, .vtt, .ass or .json files")
      return nil
    }
    guard let file = paths.input(source, &bag), paths.holds(file, source, world, &bag) else { return nil }
    do throws(WorldProblem) {
      let decoded = decodeCaptions(path: file, bytes: try world.text(path: file))
      let known = sources.texts.firstIndex { $0.path == file && $0.bytes == decoded.source.bytes }
      let number = Int32(known ?? sources.texts.count)
      if known == nil { _ = sources.add(decoded.source) }
      if decoded.isGuessed {
        bag.warning(
          "captions-encoding", "'\(source.value.value)' is not UTF-8; it is read as Windows-1252", at: source.span,
          caption: "save it as UTF-8", notes: ["letters may come out wrong where it was written in another encoding"])
      }
      return readCaptions(decoded.source, number: number, format: format, &bag)
    } catch {
      bag.error("bad-captions", error.message, at: source.span, notes: error.notes)
      return nil
    }
  }
}

/// Reads a document's caption files into it; false after an error.
func loadCaptions(
  _ document: inout TimelineDocument, _ paths: PathRules, _ world: any World, _ sources: inout SourceMap, _ bag: inout DiagnosticBag
) -> Bool {
  guard var tracks = document.tracks?.value else { return true }
  var loading = CaptionLoading(paths: paths, world: world, sources: sources, bag: DiagnosticBag())
  loading.load(&tracks)
  document.tracks?.value = tracks
  sources = loading.sources
  bag.append(loading.bag)
  return !loading.bag.hasErrors
}

extension TrackClause {
  /// It reads a caption file, or something inside it does.
  fileprivate var namesCaptions: Bool {
    captions.source != nil || (items?.value ?? []).contains { $0.innerTracks.contains { $0.namesCaptions } }
  }
}
