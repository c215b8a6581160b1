import Diagnostics
import MediaTypes

/// Tells of each HDR source on a standard canvas, at the first clip of it: what is brighter than white is brought down.
func noteColors(_ composition: Composition, _ bag: inout DiagnosticBag) {
  let color = composition.canvas.color
  var told = Set<Int>()
  for layer in composition.layers { note(layer, composition, color.isHDR, &told, &bag) }
}

private func note(_ layer: Layer, _ composition: Composition, _ isHDR: Bool, _ told: inout Set<Int>, _ bag: inout DiagnosticBag) {
  switch layer.content {
  case .group(let layers): for inner in layers { note(inner, composition, isHDR, &told, &bag) }
  case .transition(let crossing):
    for inner in [crossing.from, crossing.to].compactMap({ $0 }) { note(inner, composition, isHDR, &told, &bag) }
  case .run(let run): note(run.media, layer, composition, isHDR, &told, &bag)
  case .still(let media): note(media, layer, composition, isHDR, &told, &bag)
  default: break
  }
}

private func note(
  _ media: Int, _ layer: Layer, _ composition: Composition, _ isHDR: Bool, _ told: inout Set<Int>, _ bag: inout DiagnosticBag
) {
  guard let picture = composition.media[media].facts.picture, picture.color.isHDR, !isHDR, told.insert(media).inserted else { return }
  let kind = picture.color.transfer == "smpte2084" ? "PQ" : "HLG"
  let peak = picture.peak.map { "up to \($0) cd/m²" } ?? "taken to reach 1000 cd/m², because the file does not say"
  bag.note(
    "tone-mapped", "\(layer.what) is HDR (\(kind), \(peak)) and the canvas is not: its lights are brought down to white", at: layer.span,
    caption: "'canvas: {color: bt2020-\(kind.lowercased())}' keeps them")
}
