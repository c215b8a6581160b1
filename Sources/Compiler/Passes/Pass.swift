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
  if let fault = composition.layers.lazy.compactMap({ fault(in: $0, composition) }).first { return fault }
  for sound in composition.sounds {
    guard !sound.samples.isEmpty, sound.samples.lowerBound >= 0, sound.samples.upperBound <= composition.sampleCount
    else { return "\(sound.what) is at samples \(sound.samples) of \(composition.sampleCount)" }
  }
  return overlapOfSequentialSounds(composition)
}

private func fault(in layer: Layer, _ composition: Composition) -> String? {
  guard !layer.frames.isEmpty, layer.frames.lowerBound >= 0, layer.frames.upperBound <= composition.frameCount else {
    return "\(layer.what) is at frames \(layer.frames) of a film of \(composition.frameCount)"
  }
  let place = layer.geometry.place
  guard place.x % 2 == 0, place.y % 2 == 0, place.size.width % 2 == 0, place.size.height % 2 == 0,
    place.size.width > 0, place.size.height > 0
  else { return "\(layer.what) is placed on odd pixels: \(place)" }
  return nil
}

/// Sounds of a row may overlap only where one crosses over into the next.
private func overlapOfSequentialSounds(_ composition: Composition) -> String? {
  var ends: [Int: (end: Int, crossing: Int)] = [:]
  for sound in composition.sounds where sound.isSequential {
    let last = ends[sound.row] ?? (0, 0)
    guard sound.samples.lowerBound >= last.end - last.crossing else { return "\(sound.what) overlaps the sound before it" }
    ends[sound.row] = (sound.samples.upperBound, sound.crossOut)
  }
  return nil
}
