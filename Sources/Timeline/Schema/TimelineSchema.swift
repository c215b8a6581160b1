/// The JSON Schema (2020-12) of timelines, made from the declarations; ends with a newline.
///
/// It knows shapes and words. What depends on other places (anchors, media, lengths) is for `reelc check`.
package func timelineSchema(registry: Registry) -> String {
  let manual = Manual(registry)
  let shapes = ShapeSchema(manual)
  var definitions: [(key: String, value: JSONForm)] = []
  for entry in manual.constructs where entry.name != "document" {
    guard case .construct(let facts) = entry.content else { continue }
    definitions.append((entry.name, definition(entry.name, facts, shapes, registry)))
  }
  definitions += entryDefinitions(manual, shapes) + nestedDefinitions(shapes, registry)
  definitions.append(("easing", shapes.schema(Easing.shape)))
  for entry in manual.forms {
    guard case .form(let help, let pattern, let examples) = entry.content else { continue }
    definitions.append((entry.name, ShapeSchema.form(help: help, pattern: pattern, examples: examples)))
  }
  let head: [(key: String, value: JSONForm)] = [
    ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", "A reelc timeline, version 1"),
  ]
  let root = TimelineDocument.declaration.facts.withExpansionKeys
  guard case .object(let document) = shapes.schema(root) else { return "" }
  return JSONForm.object(head + document + [("$defs", .object(definitions))]).page
}

private func definition(
  _ name: String, _ facts: DeclarationFacts, _ shapes: ShapeSchema, _ registry: Registry
) -> JSONForm {
  if facts.identity == TrackClause.declaration.facts.identity { return track(facts, shapes) }
  guard let item = ItemForm.all.first(where: { $0.name == name }), item.kind == .generate else {
    return shapes.schema(facts)
  }
  return shapes.schema(facts).replacing(
    ["properties", "generate"],
    with: shapes.reference(name.hasPrefix("sound-") ? "sound-generators" : "generators"))
}

/// A track: which items it takes depends on its kind.
private func track(_ facts: DeclarationFacts, _ shapes: ShapeSchema) -> JSONForm {
  let items: JSONForm = [
    "type": "array", "description": "What runs on the track.", "items": ["type": "object"],
  ]
  return shapes.schema(facts)
    .replacing(["properties", "items"], with: items)
    .replacing(["properties", "defaults"], with: defaults(shapes))
    .adding(
      "allOf",
      .list([
        when("audio", items: "audio-item"), when("overlay", items: "overlay-item"),
        [
          "if": ["properties": ["kind": ["const": "video"]]], "then": itemsAre("item"),
        ],
      ]))
}

private func when(_ kind: String, items: String) -> JSONForm {
  [
    "if": ["properties": ["kind": ["const": .text(kind)]], "required": .texts(["kind"])],
    "then": itemsAre(items),
  ]
}

private func itemsAre(_ definition: String) -> JSONForm {
  ["properties": ["items": ["items": ["$ref": .text("#/$defs/\(definition)")]]]]
}

/// What stands for itself elsewhere: items by the kind of their track, timelines inside timelines, the
/// registry's transitions, and variables.
private func nestedDefinitions(_ shapes: ShapeSchema, _ registry: Registry) -> [(
  key: String, value: JSONForm
)] {
  let kinds = ItemClause.Kind.allCases
  let names = registry.transitions
  let inside = ShapeSchema.object([
    ("vars", shapes.schema(.named(VariableClause.shape))),
    ("tracks", ["type": "array", "items": shapes.reference("track")]),
    ("items", ["type": "array", "items": shapes.reference("item")]),
    ("markers", shapes.schema(.named(MarkerClause.shape))),
  ])
  return [
    ("item", itemSchema(kinds, on: .video, shapes)), ("audio-item", itemSchema(kinds, on: .audio, shapes)),
    ("overlay-item", itemSchema(kinds.filter { $0 != .gap && $0 != .transition }, on: .overlay, shapes)),
    (
      "timeline",
      [
        "description": "A sequence's name, or its tracks or items.",
        "anyOf": .list([["type": "string"], inside]),
      ]
    ),
    (
      "transition-name",
      [
        "anyOf": .list([
          ["enum": .texts(names.map(\.name)), "enumDescriptions": .texts(names.map(\.summary))],
          shapes.reference("variable-use"),
        ])
      ]
    ),
    (
      "look-name",
      [
        "anyOf": .list([
          [
            "enum": .texts(registry.looks.map(\.word)), "enumDescriptions": .texts(registry.looks.map(\.help)),
          ],
          ["type": "string", "description": "A look of the document's own, or of an import."],
        ])
      ]
    ),
    ("variable-use", ["type": "string", "pattern": "[$]", "description": "A variable: $name or ${name}."]),
  ]
}

private func itemSchema(_ kinds: [ItemClause.Kind], on track: TrackKind, _ shapes: ShapeSchema) -> JSONForm {
  ["anyOf": .list(kinds.map { shapes.reference(ItemForm.form($0, on: track).name) })]
}

/// Any key of any item, none of them required.
private func defaults(_ shapes: ShapeSchema) -> JSONForm {
  var seen: Set<String> = []
  let parameters = ItemForm.all.flatMap(\.facts.withExpansionKeys.parameters)
    .filter { !ItemClause.Kind.allCases.map(\.rawValue).contains($0.key) && seen.insert($0.key).inserted }
  return ShapeSchema.object(parameters.map { ($0.key, shapes.property($0)) })
    .adding("description", "Keys that every item starts from.")
}

extension JSONForm {
  /// An object in which the member at `path` is another value.
  fileprivate func replacing(_ path: [String], with value: JSONForm) -> JSONForm {
    guard let key = path.first, case .object(let members) = self else { return value }
    return .object(
      members.map { member in
        member.key == key ? (key, member.value.replacing(Array(path.dropFirst()), with: value)) : member
      })
  }
}
