import Diagnostics

/// A list or map whose end is not yet read.
struct OpenCollection {
  let isMap: Bool
  let isFlow: Bool
  let start: Int
  let anchor: String?
  /// Where the last thing written in it ends.
  var end: Int
  var items: [SyntaxNode] = []
  var entries: [SyntaxEntry] = []
  /// The key whose value comes next.
  var key: MapKey?
  var merges: [MergeKey] = []
  /// Nodes of the whole tree below, itself included.
  var count = 1
  /// Lists and maps inside each other, itself included.
  var height = 1

  init(isMap: Bool, isFlow: Bool, start: Int, anchor: String?) {
    self.isMap = isMap
    self.isFlow = isFlow
    self.start = start
    self.anchor = anchor
    end = start
  }
}

/// A key of a map, before its value is known.
struct MapKey {
  enum Role { case named, merge, unusable }

  var text: String
  var span: Span
  var role: Role
}

/// A `<<` and what it brings in, before the map's own keys are all known.
struct MergeKey {
  var keySpan: Span
  /// How many of the map's own entries stand before it.
  var position: Int
  var value: SyntaxNode
}

/// A node with what aliases need to know of it: sizes are counted once, never by walking.
struct BuiltNode {
  var node: SyntaxNode
  var count = 1
  /// Lists and maps inside each other: 0 for a scalar.
  var height = 0
  /// Where the writing of it ends in the text: for an alias, the alias.
  var writtenEnd: Int
  /// Where it is written: for an alias, the alias.
  var span: Span
}

/// What a name after `&` stands for.
enum AliasTarget {
  /// Still being read: an alias to it would hold itself.
  case unfinished(Span)
  case whole(BuiltNode)
}
