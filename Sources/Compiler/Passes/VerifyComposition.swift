import MediaTypes

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
