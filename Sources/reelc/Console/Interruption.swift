import Engine
import Glibc
import Synchronization

/// What Ctrl-C and a polite kill do: before a film is being written the program ends at once; then the
/// run is asked to stop and clears up behind itself.
enum Interruption {
  static let cancellation = Cancellation()
  fileprivate static let isWriting = Atomic<Bool>(false)
  fileprivate static let count = Atomic<Int>(0)

  /// Routes the signals here. Writing to a closed pipe becomes an error instead of a sudden end.
  static func install() {
    // Both exist before a signal can ask for them.
    _ = cancellation.isCancelled
    var action = sigaction()
    action.__sigaction_handler.sa_handler = takeSignal
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      sigaction(signal, &action, nil)
      sigaddset(&signals, signal)
    }
    // A parent that starts programs from a worker thread hands its blocked signals down.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// From here on a film is under way.
  static func beginWriting() { isWriting.store(true, ordering: .relaxed) }
}

/// Only what a signal handler may do. `timeout` sends each signal twice, so only the third is an order to
/// drop everything.
private func takeSignal(_ signal: Int32) {
  let earlier = Interruption.count.wrappingAdd(1, ordering: .relaxed).oldValue
  guard Interruption.isWriting.load(ordering: .relaxed), earlier < 2 else {
    _exit(ExitCode.interrupted.rawValue)
  }
  Interruption.cancellation.cancel()
}
