import Catalogue
import Diagnostics
import Timeline

/// A variable set from outside: `--set name=value`, or by an output.
package struct VariableSetting: Sendable {
  package var name: String
  package var value: String
  /// Where an output of the document says it; nil for the command line.
  var place: Place?

  struct Place: Sendable {
    var name: Span
    var value: Span
  }

  package init(name: String, value: String) { self.init(name: name, value: value, place: nil) }

  init(name: String, value: String, place: Place?) {
    self.name = name
    self.value = value
    self.place = place
  }
}

/// What expanding a document depends on, beside its tree.
package struct ExpandRequest: Sendable {
  /// The document's own path, which its imports may not name.
  var path: String
  var paths: PathRules
  /// Later ones win.
  var variables: [VariableSetting]
  /// What the film's row of data gives to variables, unless they are set from outside.
  var row: DataRow?
  /// For the texts that the document reads.
  var syntaxLimits: SyntaxLimits
  /// Items that the expanded document may have.
  var itemLimit: Int

  package init(_ request: CompileRequest) {
    path = request.path
    paths = PathRules(folder: request.folder, safeRoot: request.safeRoot)
    variables = request.variables
    row = request.row
    syntaxLimits = request.syntaxLimits
    itemLimit = request.filmLimits.items
  }
}

/// The tree without what needs only text: variables, imports, conditions, repetitions and the names of
/// sequences are gone from it, and its spans point at what was written. Nil after an error; all are reported.
package func expand(
  _ tree: SyntaxNode, _ request: ExpandRequest, world: any World, _ sources: inout SourceMap,
  _ bag: inout DiagnosticBag
) -> SyntaxNode? {
  guard let entries = tree.map else { return tree }
  var expander = Expander(request, world: world, sources: sources)
  expander.loadDocument(entries, span: tree.span)
  expander.checkStyles()
  expander.checkSequenceLoops()
  let expanded = expander.expandDocument(tree)
  expander.checkUnusedSequences()
  sources = expander.sources
  bag.append(expander.bag)
  return expander.bag.hasErrors ? nil : expanded
}
