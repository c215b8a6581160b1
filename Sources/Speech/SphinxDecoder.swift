import Glibc
import MediaTypes

/// A word that was followed: which of those that were asked for, and on which hundredths of a second.
struct FollowedWord {
  /// The name that it was asked for under.
  var name: String
  var frames: Range<Int>
  /// How well the sound fits it, over all its frames; 0 is as well as any sound of speech can.
  var score: Int
}

/// A decoder with a dictionary of its own, which goes with it.
final class SphinxDecoder {
  private let library: Sphinx
  private let decoder: OpaquePointer

  /// Nil where it cannot be set up.
  init?(_ library: Sphinx) {
    guard let model = Sphinx.model else { return nil }
    // 'remove_silence' would shift frame numbers; wide beams, because the words are known.
    let options = [
      "reelc", "-hmm", model + "/en-us", "-dict", model + "/cmudict-en-us.dict", "-remove_silence", "no", "-remove_noise", "yes",
      "-beam", "1e-80", "-wbeam", "1e-60", "-pbeam", "1e-80", "-bestpath", "no", "-lw", "1",
    ]
    var words = options.map { strdup($0) }
    defer { for word in words { free(word) } }
    guard let arguments = library.arguments(), let parsed = library.parse(nil, arguments, Int32(words.count), &words, 1) else { return nil }
    defer { _ = library.freeOptions(parsed) }
    guard let decoder = library.open(parsed) else { return nil }
    (self.library, self.decoder) = (library, decoder)
  }

  deinit { _ = library.close(decoder) }

  /// How the dictionary says a word (and under `word(2)` …, how else); nil where it does not know it.
  func phones(of word: String) -> String? {
    guard let phones = library.lookUp(decoder, word) else { return nil }
    defer { free(phones) }
    return String(cString: phones)
  }

  /// Adds a word; it can be asked for once the last was added.
  func add(_ name: String, phones: String) -> Bool { library.addWord(decoder, name, phones, 0) >= 0 }

  /// Follows words through sound.
  /// - Parameters:
  ///   - graph: which words may follow which, in sphinxbase's format for finite-state grammars.
  ///   - samples: 16 kHz, never all zeros for long.
  /// - Returns: nil where no way through the graph fits the sound.
  func follow(_ graph: String, _ samples: [Int16]) -> [FollowedWord]? {
    guard setGraph(graph), library.start(decoder) >= 0 else { return nil }
    let isRead = samples.withUnsafeBufferPointer { library.process(decoder, $0.baseAddress!, $0.count, 0, 1) >= 0 }
    guard library.finish(decoder) >= 0, isRead else { return nil }
    var words: [FollowedWord] = []
    var segment = library.segments(decoder)
    while let current = segment {
      var (first, last, acoustic, language, back): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
      library.frames(current, &first, &last)
      _ = library.score(current, &acoustic, &language, &back)
      if let name = library.word(current) {
        words.append(
          FollowedWord(name: base(String(cString: name)), frames: Int(first)..<max(Int(first), Int(last) + 1), score: Int(acoustic)))
      }
      segment = library.next(current)
    }
    return words.isEmpty ? nil : words
  }

  /// A name without the number of the way in which it was said: `w7(2)`.
  private func base(_ name: String) -> String { String(name.prefix { $0 != "(" }) }

  private func setGraph(_ text: String) -> Bool {
    var bytes = Array(text.utf8)
    guard let logarithms = library.logarithms(decoder) else { return false }
    let model: OpaquePointer? = bytes.withUnsafeMutableBytes { bytes in
      guard let file = fmemopen(bytes.baseAddress, bytes.count, "r") else { return nil }
      defer { fclose(file) }
      return library.readGraph(file, logarithms, 1)
    }
    guard let model else { return false }
    defer { _ = library.freeGraph(model) }
    return library.setGraph(decoder, "script", model) >= 0 && library.select(decoder, "script") >= 0
  }
}
