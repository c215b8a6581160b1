import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// A script's cues as its sound says them, wherever that sound is played; nil after an error.
  func alignedText(_ align: AlignClause, _ row: ItemRow, _ shown: Material) -> CaptionText? {
    guard let script = align.script, let audio = align.audio, let text = scriptText(script),
      let media = context.media.find(audio, &context.bag)
    else { return nil }
    let facts = context.media.uses[media].facts
    guard facts.sound != nil else {
      context.bag.error("no-sound", "'\(audio.value.value)' has no sound in which a script could be said", at: audio.span)
      return nil
    }
    let question = MediaQuestion.words(of: text, language: row.clause.captions.lang?.value.value ?? "en", path: facts.path)
    do throws(WorldProblem) {
      let words = try context.world.analysis(question)
      reportDoubts(words, script, audio)
      return CaptionText(cues: spokenCues(words, at: script.span), passages: passages(ofSpoken: media, audio, row, shown))
    } catch {
      context.bag.error("cannot-align", error.message, at: script.span, notes: error.notes)
      return nil
    }
  }

  /// What an engine outside writes down of a media's speech; nil after an error.
  func transcribedText(_ named: Setting<FilePath>, _ row: ItemRow, _ shown: Material) -> CaptionText? {
    guard let media = context.media.find(named, &context.bag) else { return nil }
    let facts = context.media.uses[media].facts
    guard facts.sound != nil else {
      context.bag.error("no-sound", "'\(named.value.value)' has no sound that could be written down", at: named.span)
      return nil
    }
    guard context.paths.safeRoot == nil else {
      context.bag.error(
        "cannot-transcribe", "'transcribe' asks an engine outside, and --safe asks none", at: named.span,
        caption: "write 'align: {script, audio}' where the text is known")
      return nil
    }
    do throws(WorldProblem) {
      let words = try context.world.analysis(
        .transcript(of: facts.path, language: row.clause.captions.lang?.value.value ?? "en"))
      return CaptionText(cues: spokenCues(words, at: named.span), passages: passages(ofSpoken: media, named, row, shown))
    } catch {
      context.bag.error("cannot-transcribe", error.message, at: named.span, notes: error.notes)
      return nil
    }
  }

  /// Where the time of words that were heard in a media is: where 'of' or 'at' say, else where it is played.
  func passages(ofSpoken media: Int, _ named: Setting<FilePath>, _ row: ItemRow, _ shown: Material) -> [CaptionPassage] {
    row.clause.captions.of == nil && row.clause.at == nil ? passages(of: media, named, shown) : passages(row, shown)
  }

  private func scriptText(_ script: Setting<Text>) -> String? {
    let written = script.value.value
    guard isScriptFile(written) else { return written }
    let path = Setting(FilePath(written), span: script.span, keySpan: script.keySpan)
    guard let file = context.paths.input(path, &context.bag), context.paths.holds(file, path, context.world, &context.bag) else {
      return nil
    }
    do throws(WorldProblem) {
      return String(decoding: try context.world.text(path: file), as: UTF8.self)
    } catch {
      context.bag.error("bad-captions", error.message, at: script.span, notes: error.notes)
      return nil
    }
  }

  /// Sentences of a script that its sound does not say.
  private func reportDoubts(_ words: [UInt8], _ script: Setting<Text>, _ audio: Setting<FilePath>) {
    let syntax = readSyntax(SourceText(path: "words", bytes: words), sourceNumber: 0, isJSON: true, limits: SyntaxLimits())
    let doubts = syntax.root?["doubts"]?.list ?? []
    for doubt in doubts.prefix(8) {
      let sentence = shortenedSentence(doubt["sentence"]?.scalar?.text ?? "")
      let start = doubt["start"]?.scalar.flatMap { Rational(text: $0.text) } ?? .zero
      let isMissing = doubt["missing"]?.scalar?.text == "true"
      context.bag.warning(
        "script-differs",
        isMissing
          ? "'\(sentence)' is not heard in '\(audio.value.value)'; it is left out"
          : "'\(sentence)' does not fit what is heard in '\(audio.value.value)' at \(start.decimal(digits: 1))s", at: script.span,
        caption: isMissing ? "drop it from the script" : "correct the script")
    }
    guard doubts.count > 8 else { return }
    context.bag.warning("script-differs", "and so it is with \(doubts.count - 8) more sentences of the script", at: script.span)
  }

  private func shortenedSentence(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}
