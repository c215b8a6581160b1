import Catalogue
import Diagnostics
import FilterGraph
import Foundation
import MediaTypes
import Timeline

extension OutputChoice {
  /// The captions that a film's file holds as streams; reports what it cannot hold.
  func subtitles(
    _ clause: Setting<[SubtitleUse]>?, _ container: Container, _ frames: Range<Int>?, _ bag: inout DiagnosticBag
  ) -> [SubtitlePlan]? {
    guard let clause, !clause.value.isEmpty else { return nil }
    guard !container.subtitleCodecs.isEmpty else {
      let others = Container.all.filter { !$0.subtitleCodecs.isEmpty }.map(\.name.rawValue)
      bag.error(
        "wrong-container", "\(container.name.rawValue) holds no captions", at: clause.keySpan,
        caption: "drop 'subtitles', or write them as a file: {file: film.srt, captions: …}",
        notes: ["captions can be embedded in " + listed(others, last: "and")])
      return nil
    }
    guard let composition else { return nil }
    var plans: [SubtitlePlan] = []
    var taken: [String: Span] = [:]
    let saysDefault = clause.value.contains { $0.isDefault != nil }
    for use in clause.value {
      guard let name = use.track, let track = captionTrack(name, &bag) else { continue }
      if let other = taken[name.value.value] {
        bag.error(
          "same-subtitles", "'\(name.value.value)' is embedded twice", at: name.span, caption: "drop one of them",
          labels: [.init(other, "the other one")])
        continue
      }
      taken[name.value.value] = name.span
      guard let codec = subtitleCodec(use, track, container, &bag) else { continue }
      let printer = CaptionPrinter(track: track, rate: composition.canvas.rate, frames: frames ?? 0..<composition.frameCount)
      guard var plan = subtitlePlan(use, printer, codec, &bag) else { continue }
      plan.isDefault = use.isDefault?.value ?? (!saysDefault && plans.isEmpty)
      if plan.isDefault, track.isBurned { noteDoubled(name, &bag) }
      plans.append(plan)
    }
    return plans.isEmpty ? nil : plans
  }

  /// The captions of an id; reports that there are none.
  func captionTrack(_ name: Setting<Name>, _ bag: inout DiagnosticBag) -> CaptionTrack? {
    guard let composition else { return nil }
    if let track = composition.captions.first(where: { $0.name == name.value.value }) { return track }
    let names = composition.captions.compactMap(\.name)
    let meant = closest(to: name.value.value, among: names)
    bag.error(
      "unknown-captions", "there are no captions '\(name.value.value)'", at: name.span,
      caption: meant.map { "did you mean '\($0)'?" } ?? "name the 'id' of a track of 'kind: captions'",
      notes: names.isEmpty ? [] : ["captions: " + names.joined(separator: ", ")],
      fixIts: meant.map { [Diagnostic.FixIt(name.span, replacement: $0, title: "write '\($0)'")] } ?? [])
    return nil
  }

  private func subtitleCodec(
    _ use: SubtitleUse, _ track: CaptionTrack, _ container: Container, _ bag: inout DiagnosticBag
  ) -> SubtitleCodecName? {
    guard let codec = use.codec else {
      let keepsScript = track.scriptHead != nil && container.subtitleCodecs.contains(.ass)
      return keepsScript ? .ass : container.subtitleCodecs[0]
    }
    guard container.subtitleCodecs.contains(codec.value) else {
      bag.error(
        "wrong-codec", "\(container.name.rawValue) cannot hold \(codec.value.rawValue)", at: codec.span,
        notes: ["\(container.name.rawValue) holds " + listed(container.subtitleCodecs.map(\.rawValue), last: "and")])
      return nil
    }
    guard codec.value != .ass || track.scriptHead != nil else {
      bag.error(
        "wrong-codec", "'\(track.name ?? "")' does not come from an ASS file, which alone can be kept as ass", at: codec.span,
        caption: "drop 'codec'")
      return nil
    }
    return codec.value
  }

  /// Nil where nothing of the captions is seen.
  private func subtitlePlan(
    _ use: SubtitleUse, _ printer: CaptionPrinter, _ codec: SubtitleCodecName, _ bag: inout DiagnosticBag
  ) -> SubtitlePlan? {
    let track = printer.track
    var cues = printer.cues.map { SubtitlePlan.Cue(start: $0.start, end: $0.end, text: captionLines($0.cue.text), isAtTop: $0.cue.isAtTop) }
    if codec == .ass { cues = printer.events.map { SubtitlePlan.Cue(start: $0.start, end: $0.end, text: $0.event.fields) } }
    guard !cues.isEmpty, let name = use.track else {
      bag.warning(
        "empty-captions", "'\(track.name ?? "")' has no cues in this film; it is not embedded", at: use.track?.span ?? track.span,
        caption: "see what the track is 'of', and when its cues are")
      return nil
    }
    let language = LanguageTag(track.language ?? "")
    if let written = track.language, language == nil {
      bag.warning(
        "unknown-language", "'\(written)' is no language; players are told that it is not known", at: track.languageSpan ?? name.span,
        caption: "write a tag such as 'en' or 'pt-BR'")
    }
    let title = use.title?.value.value ?? language.flatMap { $0.isPlain ? nil : track.language }
    return SubtitlePlan(
      codec: SubtitleCodec(rawValue: codec.rawValue)!, language: language?.letters ?? "und", title: title, isDefault: false,
      header: codec == .ass ? track.scriptHead ?? "" : "", cues: cues)
  }

  private func noteDoubled(_ name: Setting<Name>, _ bag: inout DiagnosticBag) {
    bag.note(
      "captions-twice", "'\(name.value.value)' is drawn into the picture and shown by players as well", at: name.span,
      caption: "'burn: false' on the track keeps it out of the picture")
  }
}

/// A language as containers tell it.
private struct LanguageTag {
  /// ISO 639-2/T.
  var letters: String
  /// It says a language and nothing more.
  var isPlain: Bool

  /// Nil for what is no BCP 47 tag of a known language.
  init?(_ tag: String) {
    let parts = tag.split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard let first = parts.first?.lowercased(), let code = Locale.Language(identifier: first).languageCode else { return nil }
    let isThree = first.utf8.count == 3 && first.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    guard let letters = code.identifier(.alpha3) ?? (isThree ? first : nil) else { return nil }
    (self.letters, isPlain) = (letters, parts.count == 1)
  }
}
