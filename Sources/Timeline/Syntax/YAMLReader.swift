import Diagnostics

/// Builds the spanned tree from libyaml's events: keys, aliases, merge keys, tags and limits are decided here.
struct YAMLReader {
  let place: SyntaxPlace
  let limits: SyntaxLimits
  let offsets: CharacterOffsets
  var bag = DiagnosticBag()
  var open: [OpenCollection] = []
  var anchors: [String: AliasTarget] = [:]
  /// Nodes that aliases have added so far.
  var addedNodes = 0
  private var root: SyntaxNode?
  private var hasDocument = false

  init(_ place: SyntaxPlace, limits: SyntaxLimits) {
    self.place = place
    self.limits = limits
    offsets = CharacterOffsets(place.bytes)
  }

  consuming func read() -> SyntaxReading {
    var reader = self
    do throws(SyntaxFault) {
      try reader.refuseManyDirectives()
      try reader.readEvents()
    } catch {
      reader.root = nil
      reader.bag.add(error.diagnostic)
    }
    if reader.root.map(reader.isOmitted) ?? true, !reader.bag.hasErrors {
      return emptyDocument(at: reader.place, isJSON: false)
    }
    return SyntaxReading(root: reader.root, bag: reader.bag)
  }

  private mutating func readEvents() throws(SyntaxFault) {
    guard let events = YAMLEvents(place.bytes) else {
      throw SyntaxFault("yaml-syntax", "there is no memory left to read this text", at: place.span(0, 0))
    }
    while true {
      let event: YAMLEvent
      do throws(YAMLFailure) {
        event = try events.next()
      } catch {
        throw fault(error)
      }
      if try !take(event) { return }
    }
  }

  /// Adds one event to the tree; false at the end of the text.
  private mutating func take(_ event: YAMLEvent) throws(SyntaxFault) -> Bool {
    let start = offsets.byteOffset(ofCharacter: event.start)
    let end = offsets.byteOffset(ofCharacter: event.end)
    switch event.kind {
    case .streamEnd: return false
    case .streamStart, .documentEnd: break
    case .documentStart: try beginDocument(at: start)
    case .alias(let name): try takeAlias(name, at: place.span(start, end))
    case .scalar(let text, let isPlain):
      let properties = skipProperties(from: start, to: end)
      let node = scalarNode(text, isPlain, event.tag, properties, end: end)
      let built = BuiltNode(node: node, writtenEnd: Int(node.span.end), span: node.span)
      if let anchor = event.anchor { anchors[anchor] = .whole(built) }
      attach(built, omittedKeyTag: event.tag)
    case .listStart(let isFlow): try begin(event, isMap: false, isFlow: isFlow, at: start)
    case .mapStart(let isFlow): try begin(event, isMap: true, isFlow: isFlow, at: start)
    case .collectionEnd: endCollection(at: end)
    }
    return true
  }

  private mutating func beginDocument(at start: Int) throws(SyntaxFault) {
    guard hasDocument else {
      hasDocument = true
      return
    }
    let isMarked = place.bytes[start...].starts(with: "---".utf8)
    throw severalDocuments(at: place.span(start, isMarked ? start + 3 : start + 1))
  }

  private mutating func begin(
    _ event: YAMLEvent, isMap: Bool, isFlow: Bool, at start: Int
  ) throws(SyntaxFault) {
    let first = skipProperties(from: start, to: place.bytes.count).end
    guard open.count < limits.nesting else {
      throw nestingTooDeep(limits.nesting, at: place.span(first, first + 1))
    }
    checkCollectionTag(event.tag, isMap: isMap, at: start)
    open.append(OpenCollection(isMap: isMap, isFlow: isFlow, start: first, anchor: event.anchor))
    if let anchor = event.anchor {
      anchors[anchor] = .unfinished(place.span(start, start + 1 + anchor.utf8.count))
    }
  }

  private mutating func endCollection(at mark: Int) {
    var collection = open.removeLast()
    let close = collection.isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
    if collection.isFlow, mark > collection.start, place.bytes[mark - 1] == close, isBracketed(collection) {
      collection.end = mark
    }
    let span = place.span(collection.start, collection.end)
    let content: SyntaxNode.Content =
      collection.isMap ? .map(finishedEntries(&collection)) : .list(collection.items)
    let built = BuiltNode(
      node: SyntaxNode(span: span, content: content), count: collection.count, height: collection.height,
      writtenEnd: Int(span.end), span: span)
    if let anchor = collection.anchor { anchors[anchor] = .whole(built) }
    attach(built)
  }

  /// Whether a flow collection is written with brackets; `[a: b]` holds a map without.
  private func isBracketed(_ collection: OpenCollection) -> Bool {
    guard collection.start < place.bytes.count else { return false }
    return place.bytes[collection.start] == (collection.isMap ? UInt8(ascii: "{") : UInt8(ascii: "["))
  }

  /// Puts a finished node where it belongs: the root, a list, a key or a key's value.
  mutating func attach(_ built: BuiltNode, omittedKeyTag tag: String? = nil) {
    guard !open.isEmpty else {
      root = built.node
      return
    }
    let last = open.count - 1
    open[last].count += built.count
    open[last].height = max(open[last].height, built.height + 1)
    open[last].end = max(open[last].end, built.writtenEnd)
    if !open[last].isMap {
      var node = built.node
      mendUnquotedColor(&node)
      open[last].items.append(node)
    } else if let key = open[last].key {
      open[last].key = nil
      attachValue(built, to: key)
    } else {
      open[last].key = mapKey(of: built)
    }
  }
}
