import CYAML

/// One step of a YAML text, as libyaml sees it; offsets count characters.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case alias(name: String)
    case scalar(text: String, isPlain: Bool)
    case listStart(isFlow: Bool)
    case mapStart(isFlow: Bool)
    case collectionEnd
  }

  var kind: Kind
  var start: Int
  var end: Int
  var anchor: String?
  var tag: String?
}

/// Why libyaml cannot go on, in its own words; offsets count characters.
struct YAMLFailure: Error {
  var problem: String
  var context: String
  var offset: Int
  /// Where what it was reading began.
  var contextOffset: Int?
  /// Set where a byte, not the grammar, is to blame: its offset counts bytes.
  var badByte: (offset: Int, value: Int)?
}

/// Owns a libyaml parser and the bytes it reads.
final class YAMLEvents {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// A copy, because libyaml keeps the address.
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let separators: LineSeparators

  /// Nil where memory ran out.
  init?(_ text: [UInt8]) {
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    var text = text
    separators = LineSeparators(hidingIn: &text)
    bytes = .allocate(capacity: text.count)
    _ = bytes.initialize(from: text)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    bytes.deallocate()
  }

  func next() throws(YAMLFailure) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    var step = YAMLEvent(event)
    if separators.areHidden, case .scalar(let text, let isPlain) = step.kind {
      step.kind = .scalar(text: separators.shown(text), isPlain: isPlain)
    }
    return step
  }

  private func failure() -> YAMLFailure {
    let state = parser.pointee
    var failure = YAMLFailure(
      problem: state.problem.map { String(cString: $0) } ?? "out of memory",
      context: state.context.map { String(cString: $0) } ?? "", offset: state.problem_mark.index)
    if state.context != nil { failure.contextOffset = state.context_mark.index }
    if state.error == YAML_READER_ERROR {
      failure.badByte = (state.problem_offset, Int(state.problem_value))
    }
    return failure
  }
}

extension YAMLEvent {
  fileprivate init(_ event: yaml_event_t) {
    start = event.start_mark.index
    end = event.end_mark.index
    switch event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias(name: text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar(
        text: String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      anchor = text(scalar.anchor)
      tag = text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      kind = .listStart(isFlow: event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE)
      anchor = text(event.data.sequence_start.anchor)
      tag = text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      kind = .mapStart(isFlow: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
      anchor = text(event.data.mapping_start.anchor)
      tag = text(event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
    default: kind = .streamEnd
    }
  }
}

private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
  characters.map { String(cString: $0) }
}
