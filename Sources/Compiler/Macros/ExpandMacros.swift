import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// What macros that need times or facts are expanded with.
struct MacroRequest {
  var paths: PathRules
  var limits: FilmLimits
  var world: any World
  var isSafe: Bool
  var canvas = CanvasChange()
}

/// Expands `cuts`, then `montage`: what a clip is cut to decides when a montage starts. The tree and its document
/// come back without them; nil after an error.
func expandMacros(
  _ tree: SyntaxNode, _ document: TimelineDocument, _ request: MacroRequest, _ bag: inout DiagnosticBag
) -> (SyntaxNode, TimelineDocument)? {
  var (tree, document) = (tree, document)
  for macro in Macro.all where document.tracks?.value.contains(where: { $0.uses(macro) }) ?? false {
    guard let root = openScope(document, request, &bag) else { return nil }
    let errors = root.bag.errorCount
    tree = MacroWalk(macro: macro, world: request.world).expanded(tree, root)
    bag = root.bag
    guard bag.errorCount == errors, let checked = checkDocument(tree, registry: catalogue, isSafe: request.isSafe, &bag) else { return nil }
    document = request.canvas.applied(to: checked)
  }
  return (tree, document)
}

/// The document's times, ready to be asked for; nil after an error.
private func openScope(_ document: TimelineDocument, _ request: MacroRequest, _ bag: inout DiagnosticBag) -> Resolver? {
  openResolver(document, paths: request.paths, limits: request.limits, world: request.world, &bag)?.root
}

/// An item that stands for several.
struct Macro: Sendable {
  /// Whether an item is one.
  var applies: @Sendable (ItemClause) -> Bool
  /// The items that it stands for; nil after an error, which has been reported.
  var expand: @Sendable (MacroSite) -> [SyntaxNode]?

  static let all = [
    Macro(applies: { $0.cuts != nil }, expand: expandCuts),
    Macro(applies: { $0.montage != nil }, expand: expandMontage),
  ]
}

/// A macro in its place.
struct MacroSite {
  var node: SyntaxNode
  var clause: ItemClause
  /// The keys that items of its track start from.
  var defaults: SyntaxNode?
  var resolver: Resolver
  var track: Int
  var item: Int
  var world: any World
}

extension TrackClause {
  fileprivate func uses(_ macro: Macro) -> Bool {
    isEnabled && (items?.value ?? []).contains { $0.isEnabled && (macro.applies($0) || $0.innerTracks.contains { $0.uses(macro) }) }
  }
}

extension ItemClause {
  /// The tracks of a sequence or stack.
  var innerTracks: [TrackClause] { sequence?.value.tracks ?? stack?.value.tracks ?? [] }
}
