import CFFmpeg
import FilterGraph
import MediaTypes

/// The pictures of one source of a span, one after another, ready for the span's graph.
final class PictureFeed {
  let shape: StreamShape
  private let source: PictureSource
  private let facts: MediaFacts
  private let pool: ReaderPool
  private let reader: PictureReader
  private let colors: Colors
  private let ahead: ReadAhead?
  private let scratch = Frame()
  private var still: Frame?
  private(set) var fed = 0

  /// - Parameter room: bytes of pictures that may be decoded ahead.
  init(_ source: PictureSource, rate: FrameRate, pool: ReaderPool, room: Int) throws(EngineError) {
    let input = try pool.input(source.input)
    guard let picture = input.facts.picture else {
      throw EngineError(.fault, "'\(input.facts.path)' has no picture", origin: source.origin)
    }
    self.source = source
    self.pool = pool
    facts = input.facts
    colors = Colors(picture.color)
    do throws(EngineError) {
      shape = try .pictures(picture, path: facts.path, rate: rate)
      reader = try pool.takePicture(source)
      let isMoving = facts.kind != .still && source.sampling.count > 1 && room > 0
      ahead = try isMoving ? ReadAhead(reader, source.sampling, room: room / picture.bytes) : nil
    } catch {
      throw error.blaming(source.origin)
    }
  }

  deinit {
    ahead?.stop()
    pool.give(back: reader, source)
  }

  /// A still gives one picture; a graph repeats it.
  var isStill: Bool { facts.kind == .still }
  var isOver: Bool { fed >= (isStill ? 1 : source.sampling.count) }

  /// The next picture, stamped with its number. Valid until the next call.
  func next() throws(EngineError) -> Frame {
    do throws(EngineError) {
      let frame = try picture()
      av_frame_unref(scratch.pointer)
      try check(av_frame_ref(scratch.pointer, frame.pointer), "share a picture")
    } catch {
      throw error.blaming(source.origin)
    }
    scratch.pointer.forgetOrigin()
    colors.tag(scratch.pointer)
    scratch.pointer.pointee.pts = Int64(fed)
    scratch.pointer.pointee.pkt_duration = 1
    fed += 1
    return scratch
  }

  private func picture() throws(EngineError) -> Frame {
    if let still { return still }
    if let ahead { return try ahead.next() }
    let frame = try reader.picture(source.sampling, frame: fed)
    if isStill { still = frame }
    return frame
  }
}

extension EngineError {
  /// The same error, blamed on a place unless it has one.
  func blaming(_ origin: Int?) -> EngineError {
    var error = self
    error.origin = self.origin ?? origin
    return error
  }
}
