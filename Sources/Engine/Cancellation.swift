import Synchronization

/// A request to stop, made from anywhere (a signal included) and seen by a run at its next frame.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  package init() {}

  package func cancel() { flag.store(true, ordering: .relaxed) }
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }

  func throwIfCancelled() throws(EngineError) {
    if isCancelled { throw EngineError(.interrupted, "stopped before the film was complete") }
  }
}
