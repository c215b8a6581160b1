import Diagnostics

/// A value as written: YAML or JSON, with the place of everything in it. Scalars keep their characters;
/// what they mean is decided by the type that asks.
public struct SyntaxNode: Sendable {
  /// From its first character to its last; properties such as `&anchor` are not part of it.
  public var span: Span
  /// What was written there.
  public var content: Content

  /// The three shapes of a value.
  public enum Content: Sendable {
    case scalar(Scalar)
    case list([SyntaxNode])
    case map([SyntaxEntry])
  }

  /// A value at its place.
  public init(span: Span, content: Content) {
    self.span = span
    self.content = content
  }

  /// What it is in an author's words, for "expected a list, found …".
  public var kindName: String {
    switch content {
    case .scalar(let scalar): scalar.isNull ? "nothing" : "'\(scalar.text.prefix(40))'"
    case .list: "a list"
    case .map: "a mapping"
    }
  }

  /// Its scalar; nil for a list or map.
  public var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  /// Its items; nil for anything but a list.
  public var list: [SyntaxNode]? { if case .list(let nodes) = content { nodes } else { nil } }
  /// Its entries, in the order written; nil for anything but a map.
  public var map: [SyntaxEntry]? { if case .map(let entries) = content { entries } else { nil } }

  /// The value of a key of a map.
  public subscript(key: String) -> SyntaxNode? { map?.first { $0.key == key }?.value }
}

/// One `key: value` of a map.
public struct SyntaxEntry: Sendable {
  /// The key, quoted or not.
  public var key: String
  /// Where the key is written, quotes included.
  public var keySpan: Span
  /// The value; nothing, right after the colon, where none is written.
  public var value: SyntaxNode

  /// An entry at its place.
  public init(key: String, keySpan: Span, value: SyntaxNode) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}

/// A scalar's characters and how they were written.
public struct Scalar: Sendable {
  /// How a scalar was written.
  public enum Style: Sendable {
    /// Bare: `12s`, `true`, and JSON's numbers and words.
    case plain
    /// Between quotes, or a YAML block: always text.
    case quoted
  }

  /// Its characters, escapes resolved.
  public var text: String
  /// How it was written.
  public var style: Style

  /// A text written in a style.
  public init(text: String, style: Style) {
    self.text = text
    self.style = style
  }

  /// YAML's core schema: nothing written, `null` or `~`.
  public var isNull: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

/// What a reader gives: the tree (nil where the text could not be read) and what is wrong with it.
public struct SyntaxReading: Sendable {
  /// The tree; nil where the text could not be read.
  public var root: SyntaxNode?
  /// What is wrong.
  public var bag: DiagnosticBag

  /// A tree and what is wrong with it.
  public init(root: SyntaxNode?, bag: DiagnosticBag) {
    self.root = root
    self.bag = bag
  }
}

/// Limits on what a text may hold. Each has an option on the command line.
public struct SyntaxLimits: Sendable {
  /// Bytes of one document.
  public var documentBytes = 16 << 20
  /// Lists and maps inside each other.
  public var nesting = 64
  /// Nodes that aliases and merge keys may add.
  public var aliasNodes = 100_000

  /// The default limits.
  public init() {}
}
