import Diagnostics
import FilterGraph
import MediaTypes

/// What the compiler must know of the world, as typed questions. The engine answers for real, tests from a
/// table; the list of questions asked is the list of what a film depends on.
package protocol World {
  /// The bytes of a text that a document reads.
  func text(path: String) throws(WorldProblem) -> [UInt8]
  /// What a media file is.
  func facts(path: String) throws(WorldProblem) -> MediaFacts
  /// The files whose paths match a pattern with `*`, `?` and `[…]`, sorted; in the form of the pattern.
  func files(matching pattern: String) -> [String]
  /// Where a path leads once links and dots are gone; the path itself where nothing is there.
  func realPath(_ path: String) -> String
  func isFolder(_ path: String) -> Bool
  /// What is wrong with a filter that a document names in a chain of its medium, in the words of its library; nil for
  /// nothing.
  func problem(with filter: Filter, in medium: FilterMedium) -> String?
  /// Why a file is no table of colours that `lut` can use; nil where it is one.
  func problem(withLookup path: String) -> WorldProblem?
  /// Why a filter cannot run the model that it names, which is the file at `path`; nil where it can.
  func problem(withModel path: String, _ filter: Filter) -> WorldProblem?
  /// What is found by measuring a media file: costly, and kept.
  func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8]
  /// Speech made from a text: made once, and kept.
  func speech(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer
  /// How large words are in a face, and what the machine's fonts lack for them.
  func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure
  /// The family of a font file.
  func font(path: String) throws(WorldProblem) -> (family: String, file: FontFile)
  /// How loud a part of a film's sound is: played through, and kept.
  func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure
  /// Whether a file could be written there: its folder, or the nearest one that exists, takes new files.
  func isWritable(_ path: String) -> Bool
}

extension World {
  /// A world where every filter is taken.
  package func problem(with filter: Filter, in medium: FilterMedium) -> String? { nil }

  /// A world where every table of colours is good.
  package func problem(withLookup path: String) -> WorldProblem? { nil }

  /// A world where every model runs.
  package func problem(withModel path: String, _ filter: Filter) -> WorldProblem? { nil }

  /// A world where nothing can be measured.
  package func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    throw WorldProblem("'\(question.path)' cannot be measured here")
  }

  /// A world where nothing can be said.
  package func speech(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    throw WorldProblem("nothing can be said here")
  }

  /// A world in which every letter is as wide as half a line is high.
  package func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure {
    TextMeasure(words: words.map { TextMeasure.Extent(width: face.size * Rational($0.count, 2), height: face.size) })
  }

  /// A world without font files.
  package func font(path: String) throws(WorldProblem) -> (family: String, file: FontFile) {
    throw WorldProblem("'\(path)' is no font")
  }

  /// A world where nothing can be heard.
  package func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure {
    throw WorldProblem("nothing can be heard here")
  }

  /// A world without folders.
  package func files(matching pattern: String) -> [String] { [] }
}

/// Something to find in a media file by looking at all of it. The answer depends on the file's content, the
/// kind and the parameters alone; its form is the kind's own.
package struct MediaQuestion: Hashable, Sendable {
  /// What is asked, with the version of its algorithm: `beats-1`.
  package var kind: String
  package var path: String
  /// `name=value`, in the order that the kind prints them.
  package var parameters: [String]

  package init(kind: String, path: String, parameters: [String] = []) {
    self.kind = kind
    self.path = path
    self.parameters = parameters
  }
}

extension MediaQuestion {
  /// When each word of a text is said in a file.
  package static func words(of text: String, language: String, path: String) -> MediaQuestion {
    MediaQuestion(kind: "words-2", path: path, parameters: ["lang=\(language)", "script=\(text)"])
  }
}

extension MediaQuestion {
  package static let transcriptKind = "transcript-1"

  /// What is said in a file, and when.
  package static func transcript(of path: String, language: String) -> MediaQuestion {
    MediaQuestion(kind: transcriptKind, path: path, parameters: ["lang=\(language)"])
  }
}

/// Whether a script is the path of a text, not the text itself: one word that ends as texts do.
package func isScriptFile(_ script: String) -> Bool {
  (script.hasSuffix(".txt") || script.hasSuffix(".md")) && !script.contains(where: \.isNewline)
}

/// A text to be said.
package struct SpeechQuestion: Hashable, Sendable {
  package var text: String
  /// As in BCP 47.
  package var language: String
  /// Nil for the language's own.
  package var speaker: String?
  /// 2 is twice as fast.
  package var rate: Rational
  /// False where no engine outside may be asked.
  package var isTrusted: Bool
}

/// Speech that was made.
package struct SpeechAnswer: Sendable {
  /// A media file with sound.
  package var path: String
  /// Its words, as the JSON that captions are read from.
  package var words: [UInt8]

  package init(path: String, words: [UInt8]) { (self.path, self.words) = (path, words) }
}

/// Why the world has no answer, in a sentence about the file: "'a.mp4' is empty".
package struct WorldProblem: Error, Sendable {
  package var message: String
  package var notes: [String]
  /// A path that exists and was probably meant, in the form of the one that was asked for.
  package var nearPath: String?
  /// The key of the document that the problem lies in, where it is one among several.
  package var subject: String?

  package init(_ message: String, notes: [String] = [], nearPath: String? = nil) {
    self.message = message
    self.notes = notes
    self.nearPath = nearPath
  }
}
