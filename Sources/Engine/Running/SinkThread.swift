import FilterGraph
import MediaTypes

/// Hands pictures and samples to a sink on a thread of its own, in the order in which they are made.
final class SinkThread {
  fileprivate enum Part: ~Copyable, Sendable {
    case picture(HandedFrame)
    case sound(HandedFrame)
  }

  /// What the sink could not do; read when its thread is over.
  private final class Outcome: @unchecked Sendable {
    var error: EngineError?
  }

  private let parts: Channel<Part>
  private let outcome = Outcome()
  private let thread: SideThread

  /// - Parameters:
  ///   - sink: is the thread's own until `finish` or `failure`.
  ///   - room: pictures and blocks of sound that may wait.
  init(_ sink: any FilmSink, room: Int) throws(EngineError) {
    let parts = Channel<Part>(room: room)
    let lent = Lent((sink: sink, outcome: outcome))
    self.parts = parts
    thread = try SideThread {
      do throws(EngineError) {
        while let part = parts.receive() { try part.given(to: lent.value.sink) }
      } catch {
        lent.value.outcome.error = error
      }
      parts.abandon()
    }
  }

  deinit { parts.finish() }

  /// - Returns: false where the sink has failed.
  func take(picture frame: Frame) throws(EngineError) -> Bool { parts.send(.picture(try HandedFrame(sharing: frame))) }
  /// - Returns: false where the sink has failed.
  func take(sound frame: Frame) throws(EngineError) -> Bool { parts.send(.sound(try HandedFrame(sharing: frame))) }

  /// Waits until the sink has taken everything.
  /// - Throws: what the sink could not do.
  func finish() throws(EngineError) {
    if let error = end() { throw error }
  }

  /// Waits until the sink has taken everything, after what it is given has failed: what failed earlier in the film counts.
  func failure(after error: EngineError) -> EngineError { end() ?? error }

  private func end() -> EngineError? {
    parts.finish()
    thread.join()
    return outcome.error
  }
}

extension SinkThread.Part {
  fileprivate consuming func given(to sink: any FilmSink) throws(EngineError) {
    switch consume self {
    case .picture(let frame): try sink.take(picture: frame.taken())
    case .sound(let frame): try sink.take(sound: frame.taken())
    }
  }
}
