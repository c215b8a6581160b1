import Glibc

/// A program of the user's, run to its end.
struct ChildResult {
  var status: Int32
  var output: [UInt8]
  /// The last lines of what it said.
  var complaints: [String]
}

/// Runs a program without a shell; what it prints and complains of is gathered in files of a folder of its own.
/// - Returns: nil where it cannot be started.
func runChild(_ words: [String], in folder: String) -> ChildResult? {
  let (printed, complained) = (folder + "/stdout", folder + "/stderr")
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, printed, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, complained, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  var arguments = words.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var child = pid_t()
  guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0 else { return nil }
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
  let limit = 1 << 26
  let text = String(decoding: (try? readFile(complained, limit: limit)) ?? [], as: UTF8.self)
  let lines = text.split(whereSeparator: \.isNewline).map(String.init)
  return ChildResult(status: status, output: (try? readFile(printed, limit: limit)) ?? [], complaints: Array(lines.suffix(3)))
}
