import Diagnostics

/// How a film is cut up for streaming: `true`, the length of a segment, or `{segment, type}`.
package struct StreamingClause: Construct {
  /// `hls: false`.
  package var isOff = false
  package var segment: Setting<TimeExpression>?
  package var type: Setting<SegmentType>?

  package init() {}

  package static let declaration = Declaration<StreamingClause>(
    "hls", "A film in segments of one length, for streaming.", examples: ["6s", "{segment: 4s, type: mpegts}"],
    [
      Parameter("segment", \.segment, "How long a segment is; each starts with a key frame.", default: "6s", example: "4s"),
      Parameter("type", \.type, "What a segment is.", default: "fmp4", example: "mpegts"),
    ])

  package static var shape: ValueShape { .oneOf([.boolean, TimeExpression.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> StreamingClause? {
    var clause = StreamingClause()
    if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
      return clause
    }
    if let text = node.scalar?.text, ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) {
      clause.isOff = text.lowercased() == "false"
      return clause
    }
    guard let time = TimeExpression.read(node, &reading) else { return nil }
    clause.segment = Setting(time, span: node.span, keySpan: node.span)
    return clause
  }
}

/// What a segment of a stream is.
package enum SegmentType: String, WordChoice {
  case fmp4, mpegts

  package var help: String {
    switch self {
    case .fmp4: "Fragmented MP4: for players since 2016, and for HEVC."
    case .mpegts: "MPEG transport streams: for every player."
    }
  }
}
