/// What gives a span's graph one of its inputs, a picture at a time.
protocol SpanFeed: AnyObject {
  var shape: StreamShape { get }
  /// Pictures given so far.
  var fed: Int { get }
  var isOver: Bool { get }
  /// The next picture, stamped with its number. Valid until the next call.
  func next() throws(EngineError) -> Frame
}

extension PictureFeed: SpanFeed {}
