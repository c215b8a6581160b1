import MediaTypes

/// A filter graph for one span of pictures or one voice of sound: frames come in at numbered sources and
/// leave at one output. Every pad is connected exactly once; nothing is converted unless a node does it.
public struct SpanGraph: Hashable, Codable, Sendable {
  public var nodes: [Node] = []
  /// Where the result leaves. A graph without nodes passes source 0 through.
  public var output: Edge = .source(0)

  public init() {}

  /// Where frames come from.
  public enum Edge: Hashable, Codable, Sendable {
    /// The graph's own input number `n`, counted from 0.
    case source(Int)
    /// The span's text number `n`, counted from 0.
    case text(Int)
    /// Output pad `pad` of node number `node`.
    case node(Int, pad: Int)
  }

  public struct Node: Hashable, Codable, Sendable {
    public var filter: Filter
    public var inputs: [Edge]
    /// Which line of the document asked for it: an index into the plan's origins.
    public var origin: Int
    /// An option that changes with the picture, sent as a command before each frame.
    public var automation: Automation?
    /// The engine moves the picture here; the filter does nothing.
    public var motion: Motion?
  }

  /// One option's value for each frame that enters its filter, counted from 0; the last value holds.
  public struct Automation: Hashable, Codable, Sendable {
    public var command: String
    public var values: [String]
    /// For sound: each value is for a block of so many samples; nil for pictures.
    public var block: Int?

    public init(command: String, values: [String], block: Int? = nil) {
      self.command = command
      self.values = values
      self.block = block
    }
  }

  /// Adds a filter behind `inputs` and gives its output pad 0.
  public mutating func add(
    _ filter: Filter, to inputs: Edge..., origin: Int, automation: Automation? = nil
  ) -> Edge {
    nodes.append(Node(filter: filter, inputs: inputs, origin: origin, automation: automation))
    return .node(nodes.count - 1, pad: 0)
  }

  /// Adds a motion behind `input`.
  public mutating func move(_ input: Edge, _ motion: Motion, origin: Int) -> Edge {
    nodes.append(Node(filter: Filter("null"), inputs: [input], origin: origin, motion: motion))
    return .node(nodes.count - 1, pad: 0)
  }

  /// Adds a filter behind `input` and gives all its output pads.
  public mutating func addSplit(_ filter: Filter, to input: Edge, outputs: Int, origin: Int) -> [Edge] {
    nodes.append(Node(filter: filter, inputs: [input], origin: origin))
    return (0..<outputs).map { .node(nodes.count - 1, pad: $0) }
  }

  /// Adds a row of filters that starts from nothing.
  package mutating func chain(fromNothing filters: [Filter], origin: Int) -> Edge {
    chain(Array(filters.dropFirst()), to: add(filters[0], origin: origin), origin: origin)
  }

  /// Adds a row of filters, each behind the one before.
  public mutating func chain(_ filters: [Filter], to input: Edge, origin: Int) -> Edge {
    filters.reduce(input) { add($1, to: $0, origin: origin) }
  }

  /// Adds a row of filters, the first behind several inputs.
  package mutating func chain(_ filters: [Filter], toAll inputs: [Edge], origin: Int) -> Edge {
    nodes.append(Node(filter: filters[0], inputs: inputs, origin: origin))
    return chain(Array(filters.dropFirst()), to: .node(nodes.count - 1, pad: 0), origin: origin)
  }

  init(nodes: [Node], output: Edge) {
    self.nodes = nodes
    self.output = output
  }
}

extension SpanGraph {
  /// Adds a filter behind any number of inputs and gives its output pad 0.
  package mutating func add(_ filter: Filter, toAll inputs: [Edge], origin: Int) -> Edge {
    nodes.append(Node(filter: filter, inputs: inputs, origin: origin))
    return .node(nodes.count - 1, pad: 0)
  }
}
