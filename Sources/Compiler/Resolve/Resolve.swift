import Diagnostics
import MediaTypes
import Timeline

/// What resolving found, beyond the composition: what advice needs.
package struct Resolution {
  package var composition: Composition
  /// What the canvas took from where.
  package var inherited: [String]
  package var unusedMedia: [Setting<MediaClause>]
}

/// The meaning of a document: exact places on the frame grid. Nil after an error; all are reported.
func resolve(
  _ document: TimelineDocument, paths: PathRules, limits: FilmLimits, world: any World, _ bag: inout DiagnosticBag
) -> Resolution? {
  let before = bag.errorCount
  let itemCount = (document.tracks?.value ?? []).reduce(0) { $0 + ($1.items?.value.count ?? 0) }
  guard itemCount <= limits.items else {
    bag.error("too-many-items", "\(itemCount) items are above the limit of \(limits.items)", at: document.tracks!.span)
    return nil
  }
  let media = MediaTable(document, paths: paths, world: world, &bag)
  let context = ResolveContext(limits: limits, media: media, canvas: .unstated, bag: bag)
  let root = Resolver(document.tracks?.value ?? [], markers: document.markers, context)
  bag = context.bag
  guard let canvas = resolveCanvas(document.canvas, firstPicture: root.firstPicture, limits: limits, &bag) else { return nil }
  context.canvas = canvas.canvas
  context.bag = bag
  if let tempo = document.tempo { context.tempo = TempoGrid(tempo.value, root) }
  if context.bag.errorCount == before { root.resolveAll() }
  bag = context.bag
  guard bag.errorCount == before else { return nil }
  let composition = Composer(context).compose(root, document)
  bag = context.bag
  guard bag.errorCount == before, let composition else { return nil }
  let unused = context.media.unusedNames.compactMap { name in
    document.media?.value.entries.first { $0.name == name }?.value
  }
  return Resolution(composition: composition, inherited: canvas.inherited, unusedMedia: unused)
}
