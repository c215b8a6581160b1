import Engine
import Glibc
import Synchronization

/// What Ctrl-C and a polite kill do: the program ends at once, unless a film is being written or a program of the user's is
/// waited for; then the run is asked to stop and clears up behind itself.
enum Interruption {
  static let cancellation = Cancellation()
  fileprivate static let isWriting = Atomic<Bool>(false)
  fileprivate static let count = Atomic<Int>(0)
  /// Processes of the user's are about to be started, or are waited for.
  fileprivate static let isWaiting = Atomic<Bool>(false)
  /// Their leader; 0 for none.
  fileprivate static let child = Atomic<Int32>(0)

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

  /// From here on a group of processes has to go before the program does.
  static func beginWaiting() { isWaiting.store(true, ordering: .relaxed) }
  static func wait(for leader: Int32) { child.store(leader, ordering: .relaxed) }

  static func endWaiting() {
    child.store(0, ordering: .relaxed)
    isWaiting.store(false, ordering: .relaxed)
  }

  /// Ends the program where nothing but a wait was under way; a film that is being written ends by itself.
  static func leaveUnlessWriting() {
    guard !isWriting.load(ordering: .relaxed) else { return }
    Console.say("interrupted; nothing was left behind\n")
    exit(ExitCode.interrupted.rawValue)
  }
}

/// Only what a signal handler may do. `timeout` sends each signal twice, so only the third is an order to
/// drop everything.
private func takeSignal(_ signal: Int32) {
  let earlier = Interruption.count.wrappingAdd(1, ordering: .relaxed).oldValue
  let child = Interruption.child.load(ordering: .relaxed)
  let isBusy = Interruption.isWriting.load(ordering: .relaxed) || Interruption.isWaiting.load(ordering: .relaxed)
  guard isBusy, earlier < 2 else {
    if child > 0 { kill(-child, SIGKILL) }
    _exit(ExitCode.interrupted.rawValue)
  }
  Interruption.cancellation.cancel()
}
