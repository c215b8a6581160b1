import Diagnostics

/// The document a syntax tree holds, or nil; every problem of shape and type is reported.
package func checkDocument(
  _ tree: SyntaxNode, registry: Registry, isSafe: Bool = false, _ bag: inout DiagnosticBag
) -> TimelineDocument? {
  var reading = Reading(registry: registry, isSafe: isSafe)
  guard tree.map != nil else {
    bag.error(
      "not-a-timeline", "a timeline is a mapping that starts with 'timeline: 1', not \(tree.kindName)", at: tree.span,
      caption: "expected 'timeline: 1'", notes: ["the smallest timeline: {timeline: 1, tracks: [{items: [{clip: intro.mp4}]}]}"])
    return nil
  }
  let document = reading.within("document") { TimelineDocument.read(tree, &$0) }
  bag.append(reading.bag)
  return reading.bag.hasErrors ? nil : document
}
