import Diagnostics
import MediaTypes

/// One optimisation: a small rewrite of the composition that keeps its meaning.
package protocol Pass: Sendable {
  /// Names it on the command line: `--skip-pass`, `emit --after`.
  static var name: String { get }
  static var summary: String { get }
  /// Why it stands where it does in the table.
  static var reason: String { get }
  static var promise: Promise { get }
  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition
}

/// How far a pass may change the frames before the encoder.
package enum Promise: Sendable {
  /// Every bit stays.
  case exact
}

/// What a pass did, and where in the document: the lines of `--explain`.
package struct Remark: Sendable {
  package var pass: String
  package var text: String
  package var span: Span
}

/// All passes in the order they run. A new pass is its file and one line here.
package let passTable: [any Pass.Type] = [
  JoinClips.self,
  DropHiddenLayers.self,
]

/// What a pass broke: our bug, and whose.
package struct BrokenPromise: Error {
  package var pass: String
  package var fault: String
}

/// Runs the table, leaving out `skipped`; stops behind `last` where it is named. In debug builds the
/// composition is verified after each.
package func optimise(
  _ composition: Composition, skipped: Set<String> = [], last: String? = nil, _ remarks: inout [Remark]
) throws(BrokenPromise) -> Composition {
  var current = composition
  for pass in passTable where !skipped.contains(pass.name) {
    current = pass.run(current, &remarks)
    #if DEBUG
      if let fault = verify(current) { throw BrokenPromise(pass: pass.name, fault: fault) }
    #endif
    if pass.name == last { break }
  }
  return current
}

/// The first thing that is wrong with a composition, in words; nil where all its guarantees hold.
package func verify(_ composition: Composition) -> String? {
  for layer in composition.layers {
    guard !layer.frames.isEmpty, layer.frames.lowerBound >= 0, layer.frames.upperBound <= composition.frameCount else {
      return "\(layer.what) is at frames \(layer.frames) of a film of \(composition.frameCount)"
    }
    let place = layer.geometry.place
    guard place.x % 2 == 0, place.y % 2 == 0, place.size.width % 2 == 0, place.size.height % 2 == 0,
      place.size.width > 0, place.size.height > 0
    else { return "\(layer.what) is placed on odd pixels: \(place)" }
  }
  for voice in composition.voices {
    guard !voice.samples.isEmpty, voice.samples.lowerBound >= 0, voice.samples.upperBound <= composition.sampleCount
    else { return "\(voice.what) is at samples \(voice.samples) of \(composition.sampleCount)" }
  }
  return overlapOfSequentialVoices(composition)
}

private func overlapOfSequentialVoices(_ composition: Composition) -> String? {
  var ends: [Int: Int] = [:]
  for voice in composition.voices where voice.isSequential {
    guard voice.samples.lowerBound >= ends[voice.track] ?? 0 else { return "\(voice.what) overlaps the voice before it" }
    ends[voice.track] = voice.samples.upperBound
  }
  return nil
}
