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
  /// What is wrong with a filter that a document names, in the words of its library; nil for nothing.
  func problem(with filter: Filter) -> String?
  /// Why a file is no table of colours that `lut` can use; nil where it is one.
  func problem(withLookup path: String) -> WorldProblem?
  /// Whether a file could be written there: its folder, or the nearest one that exists, takes new files.
  func isWritable(_ path: String) -> Bool
}

extension World {
  /// A world where every filter is taken.
  package func problem(with filter: Filter) -> String? { nil }

  /// A world where every table of colours is good.
  package func problem(withLookup path: String) -> WorldProblem? { nil }

  /// A world without folders.
  package func files(matching pattern: String) -> [String] { [] }
}

/// Why the world has no answer, in a sentence about the file: "'a.mp4' is empty".
package struct WorldProblem: Error, Sendable {
  package var message: String
  package var notes: [String]
  /// A path that exists and was probably meant, in the form of the one that was asked for.
  package var nearPath: String?

  package init(_ message: String, notes: [String] = [], nearPath: String? = nil) {
    self.message = message
    self.notes = notes
    self.nearPath = nearPath
  }
}
