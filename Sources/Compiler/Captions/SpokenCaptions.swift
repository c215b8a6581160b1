import Diagnostics
import MediaTypes
import Timeline

/// Cues in a time of their own, and where that time is on the film.
struct CaptionText {
  var cues: [Cue]
  var passages: [CaptionPassage]
}

extension Composer {
  /// What a captions track shows: its file, its cues, or the words of the voices that it is `from` or `of`.
  func captionTexts(_ row: ItemRow, _ shown: Material) -> [CaptionText] {
    let clause = row.clause.captions
    if let align = clause.align { return alignedText(align.value, row, shown).map { [$0] } ?? [] }
    if let media = clause.transcribe { return transcribedText(media, row, shown).map { [$0] } ?? [] }
    guard clause.source == nil, clause.cues == nil, let named = clause.from ?? clause.of else {
      return [CaptionText(cues: cues(row), passages: passages(row, shown))]
    }
    guard let voices = row.scope.voices(named: named.value.value) else {
      reportNoVoice(named, row)
      return []
    }
    let elsewhere = clause.from != nil && (clause.of != nil || row.clause.at != nil) ? passages(row, shown) : nil
    return voices.map { CaptionText(cues: cues(ofVoice: $0), passages: elsewhere ?? passages(of: $0, named, shown)) }
  }

  private func cues(ofVoice media: Int) -> [Cue] {
    guard let words = context.media.words[media] else { return [] }
    return spokenCues(words, at: context.media.uses[media].span)
  }

  private func reportNoVoice(_ of: Setting<FilePath>, _ row: ItemRow) {
    let names = row.scope.voiceNames
    let meant = closest(to: of.value.value, among: names)
    if CaptionFormat(path: of.value.value) != nil, row.clause.captions.from != nil {
      context.bag.error(
        "missing-key", "'from' names a voice, and '\(of.value.value)' is a file of captions", at: of.keySpan,
        caption: "write 'source:'", fixIts: [Diagnostic.FixIt(of.keySpan, replacement: "source", title: "write 'source'")])
      return
    }
    context.bag.error(
      "missing-key", "captions without 'source' or 'cues' show what a voice says, and '\(of.value.value)' is no voice", at: of.span,
      caption: meant.map { "did you mean '\($0)'?" } ?? "add 'source:', or name the 'id' of a 'voice:' item",
      fixIts: meant.map { [Diagnostic.FixIt(of.span, replacement: $0, title: "write '\($0)'")] } ?? [])
  }
}

/// Timed words, as analyses print them, as cues that all stand where the document asks for them.
func spokenCues(_ words: [UInt8], at span: Span) -> [Cue] {
  var bag = DiagnosticBag()
  let list = readCaptions(SourceText(path: "words", bytes: words), number: 0, format: .json, &bag)
  return (list?.cues ?? []).map { cue in
    var cue = cue
    cue.span = span
    return cue
  }
}

extension Resolver {
  /// The media of the voices that a name stands for: an item, or all that is said on a track or in a sequence; nil for
  /// any other name.
  func voices(named name: String) -> [Int]? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    switch parts.first.flatMap({ names.meanings[$0] }) {
    case .item(let track, let item):
      let state = tracks[track].items[item]
      if parts.count == 2 { return state.child?.voices(named: parts[1]) }
      return voices(of: state)
    case .track(let track) where parts.count == 1:
      let all = tracks[track].items.flatMap { voices(of: $0) ?? [] }
      return all.isEmpty ? nil : unique(all)
    default: return nil
    }
  }

  /// Names that `voices(named:)` takes, in this scope.
  var voiceNames: [String] { names.meanings.keys.filter { voices(named: $0) != nil }.sorted() }

  private func voices(of state: ItemState) -> [Int]? {
    if let child = state.child {
      let all = child.tracks.flatMap { $0.items.flatMap { child.voices(of: $0) ?? [] } }
      return all.isEmpty ? nil : unique(all)
    }
    return state.clause.voice == nil ? nil : state.media.map { [$0] }
  }

  private func unique(_ media: [Int]) -> [Int] {
    var seen = Set<Int>()
    return media.filter { seen.insert($0).inserted }
  }
}
