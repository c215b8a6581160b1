import Glibc

/// A thread of the engine's own. FFmpeg's calls block for milliseconds and would starve the few threads that Swift shares
/// among all tasks.
final class SideThread {
  private var thread = pthread_t()
  private var isJoined = false

  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts at once.
  init(_ body: @escaping @Sendable () -> Void) throws(EngineError) {
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(&thread, nil, { runWork($0) }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw EngineError(.fault, "no thread could be started: \(plainWords(-code))")
    }
  }

  deinit { join() }

  /// Waits until it is over. What it did is seen afterwards.
  func join() {
    guard !isJoined else { return }
    isJoined = true
    pthread_join(thread, nil)
  }

  private static func run(_ work: UnsafeMutableRawPointer) { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }

  fileprivate static func start(_ work: UnsafeMutableRawPointer?) {
    LibraryLog.enterSideThread()
    defer { LibraryLog.leaveSideThread() }
    if let work { run(work) }
  }
}

/// A free function, because the system calls it on the new thread.
private func runWork(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  SideThread.start(work)
  return nil
}

/// What belongs to another thread until that is over: whoever lends it does not touch it in the meantime.
struct Lent<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
