import Glibc

/// A program of the user's, run to its end.
struct ChildResult {
  var status: Int32
  var output: [UInt8]
  /// The last lines of what it said.
  var complaints: [String]
}

/// How a program of the user's can fail to end by itself.
enum ChildProblem: Error {
  case notStarted
  /// It was killed after its time.
  case tooSlow
  /// The user asked to stop, and it was killed.
  case interrupted
}

/// Runs a program without a shell; what it prints and complains of is gathered in files of a folder of its own. It leads a
/// group of processes, all of which go with it when its time is over or the user stops the run.
/// - Parameter seconds: how long it may take.
func runChild(_ words: [String], in folder: String, seconds: Int) throws(ChildProblem) -> ChildResult {
  Interruption.beginWaiting()
  defer { Interruption.endWaiting() }
  guard let child = spawn(words, in: folder) else { throw .notStarted }
  Interruption.wait(for: child)
  let status = try awaitEnd(of: child, seconds: seconds)
  let limit = 1 << 26
  let text = String(decoding: (try? readFile(folder + "/stderr", limit: limit)) ?? [], as: UTF8.self)
  let lines = text.split(whereSeparator: \.isNewline).map(String.init)
  return ChildResult(
    status: status, output: (try? readFile(folder + "/stdout", limit: limit)) ?? [], complaints: Array(lines.suffix(3)))
}

private func spawn(_ words: [String], in folder: String) -> pid_t? {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  for (name, number) in [("/stdout", STDOUT_FILENO), ("/stderr", STDERR_FILENO)] {
    posix_spawn_file_actions_addopen(&actions, number, folder + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  }
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // A group of its own, and a closed pipe ends it as it ends any program.
  var usual = sigset_t()
  sigemptyset(&usual)
  sigaddset(&usual, SIGPIPE)
  posix_spawnattr_setsigdefault(&attributes, &usual)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
  var arguments = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var child = pid_t()
  return posix_spawnp(&child, words[0], &actions, &attributes, &arguments, environ) == 0 ? child : nil
}

/// The status with which a program ended.
private func awaitEnd(of child: pid_t, seconds: Int) throws(ChildProblem) -> Int32 {
  let clock = ContinuousClock()
  let end = clock.now.advanced(by: .seconds(seconds))
  var (status, pause): (Int32, UInt32) = (0, 1000)
  while true {
    let ended = waitpid(child, &status, WNOHANG)
    if ended == child { return status }
    if ended < 0, errno != EINTR { throw .notStarted }
    if Interruption.cancellation.isCancelled || clock.now >= end {
      killGroup(of: child)
      throw Interruption.cancellation.isCancelled ? .interrupted : .tooSlow
    }
    usleep(pause)
    pause = min(50_000, pause * 2)
  }
}

/// Asks a program and all that it started to end, and makes it two seconds later.
private func killGroup(of child: pid_t) {
  var status: Int32 = 0
  kill(-child, SIGTERM)
  for _ in 0..<40 {
    guard waitpid(child, &status, WNOHANG) == 0 else { break }
    usleep(50_000)
  }
  // Those that it started may outlive it.
  kill(-child, SIGKILL)
  waitpid(child, &status, 0)
}
