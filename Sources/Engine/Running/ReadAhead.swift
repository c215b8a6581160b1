import FilterGraph
import MediaTypes

/// Has a reader decode on a thread of its own, a few pictures ahead of whoever takes them. Pictures and errors come in the
/// order of a sampling's frames, as if each had been asked for in its turn.
final class ReadAhead {
  private enum Step: ~Copyable, Sendable {
    case picture(HandedFrame)
    case failure(EngineError)
  }

  private let steps: Channel<Step>
  private let thread: SideThread

  /// - Parameters:
  ///   - reader: is the thread's own until `stop`.
  ///   - room: pictures that may wait.
  init(_ reader: PictureReader, _ sampling: Sampling, room: Int) throws(EngineError) {
    let steps = Channel<Step>(room: room)
    let lent = Lent(reader)
    self.steps = steps
    thread = try SideThread {
      for k in 0..<sampling.count {
        guard steps.waitForRoom() else { return }
        do throws(EngineError) {
          steps.send(.picture(try HandedFrame(sharing: try lent.value.picture(sampling, frame: k))))
        } catch {
          steps.send(.failure(error))
          return
        }
      }
    }
  }

  deinit { stop() }

  /// The next frame's picture. Not to be called after an error, or for more frames than there are.
  func next() throws(EngineError) -> Frame {
    switch steps.receive() {
    case .some(.picture(let frame)): return frame.taken()
    case .some(.failure(let error)): throw error
    case .none: throw EngineError(.fault, "a reader's thread is over")
    }
  }

  /// Takes the reader back.
  func stop() {
    steps.abandon()
    thread.join()
  }
}
