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
    for index in tracks.indices where tracks[index].isEnabled {
      if let source = tracks[index].captions.source { tracks[index].captions.list = read(source) }
      for item in (tracks[index].items?.value ?? []).indices {
        if var inner = tracks[index].items?.value[item].sequence?.value.tracks {
          load(&inner)
          tracks[index].items?.value[item].sequence?.value.tracks = inner
        }
        if var inner = tracks[index].items?.value[item].stack?.value.tracks {
          load(&inner)
          tracks[index].items?.value[item].stack?.value.tracks = inner
        }
      }
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
