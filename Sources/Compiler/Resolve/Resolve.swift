import Diagnostics
import MediaTypes
import Timeline

/// What resolving found, beyond the composition: what advice needs.
package struct Resolution {
  package var composition: Composition
  /// What the canvas took from where.
  package var inherited: [String]
  package var unusedMedia: [Setting<MediaClause>]
  /// The document's scope, for times that are asked for from outside.
  let root: Resolver
}

extension Resolution {
  /// The frame on screen at a time in the document's own words; problems are shown at the document's start.
  func frame(at text: String, _ bag: inout DiagnosticBag) -> Int? {
    let span = Span(start: 0, end: 0)
    switch TimeExpression.parse(text) {
    case .failure(let problem):
      bag.error("bad-time", "--at: \(problem.message)", at: span)
      return nil
    case .success(let time): return frame(at: time, span, key: "--at", &bag)
    }
  }

  /// The frame on screen at a time; nil where it lies outside the film, which has been reported.
  func frame(at time: TimeExpression, _ span: Span, key: String, _ bag: inout DiagnosticBag) -> Int? {
    guard composition.hasPicture else {
      bag.error("no-picture", "the film has no pictures to look at", at: span)
      return nil
    }
    let whole = SourceRange(start: 0, end: composition.canvas.rate.time(ofEdge: composition.frameCount))
    guard let seconds = seconds(time, span, key: key, &bag), let frame = (seconds * composition.canvas.rate.value).floor else { return nil }
    guard (0..<composition.frameCount).contains(frame) else {
      bag.error(
        "past-the-end", "'\(key)' at \(time.text) is outside the film, which lasts \(whole.end.decimal(digits: 3))s", at: span)
      return nil
    }
    return frame
  }
}

/// The meaning of a document: exact places on the frame grid. Nil after an error; all are reported.
func resolve(
  _ document: TimelineDocument, paths: PathRules, limits: FilmLimits, world: any World, _ bag: inout DiagnosticBag
) -> Resolution? {
  let before = bag.errorCount
  guard let scope = openResolver(document, paths: paths, limits: limits, world: world, &bag) else { return nil }
  let (root, context) = (scope.root, scope.root.context)
  if bag.errorCount == before { root.resolveAll() }
  bag = context.bag
  guard bag.errorCount == before else { return nil }
  let composition = Composer(context).compose(root, document)
  bag = context.bag
  guard bag.errorCount == before, let composition else { return nil }
  let unused = context.media.unusedNames.compactMap { name in
    document.media?.value.entries.first { $0.name == name }?.value
  }
  return Resolution(composition: composition, inherited: scope.inherited, unusedMedia: unused, root: root)
}

/// The document's scope, its canvas known, and no time worked out yet; nil where there is no canvas.
func openResolver(
  _ document: TimelineDocument, paths: PathRules, limits: FilmLimits, world: any World, _ bag: inout DiagnosticBag
) -> (root: Resolver, inherited: [String])? {
  let itemCount = (document.tracks?.value ?? []).reduce(0) { $0 + ($1.items?.value.count ?? 0) }
  guard itemCount <= limits.items else {
    bag.error("too-many-items", "\(itemCount) items are above the limit of \(limits.items)", at: document.tracks!.span)
    return nil
  }
  let media = MediaTable(document, paths: paths, world: world, &bag)
  let context = ResolveContext(
    limits: limits, media: media, canvas: .unstated, bag: bag, world: world, paths: paths,
    styles: StyleBook(document, paths: paths, world: world))
  let root = Resolver(document.tracks?.value ?? [], markers: document.markers, tempo: document.tempo, context)
  bag = context.bag
  guard let canvas = resolveCanvas(document.canvas, firstPicture: root.firstPicture, limits: limits, &bag) else { return nil }
  context.canvas = canvas.canvas
  context.bag = bag
  return (root, canvas.inherited)
}
