import Compiler
import Diagnostics
import Glibc

/// A document on the command line, read and ready to compile.
struct DocumentJob {
  var request: CompileRequest
  /// What the machine's own reading of texts may take.
  let world: RememberedWorld

  /// Reads the one document that `arguments` name; `-` is standard input.
  /// - Throws: usage for none or several, I/O for one that cannot be read.
  init(_ arguments: Arguments, document: String?) throws(Failure) {
    guard let document else {
      throw .usage("name the document: a .timeline.yaml or .timeline.json file, or '-' for standard input")
    }
    var request = CompileRequest(
      path: document == "-" ? "<stdin>" : document, bytes: [], folder: Self.folder(of: document),
      output: OutputRequest(path: arguments.value("-o"), defaultPath: Self.defaultOutput(for: document)))
    request.skippedPasses = try arguments.skippedPasses()
    request.variables = try arguments.variables()
    request.dataPath = arguments.value("--data")
    try arguments.setLimits(&request)
    try Self.confine(&request, arguments)
    world = RememberedWorld(EngineWorld(textLimit: request.syntaxLimits.documentBytes, engines: .ofUser(arguments)))
    do throws(FileProblem) {
      request.bytes = try readFile(document, limit: request.syntaxLimits.documentBytes)
    } catch {
      let near = FilePlace.near(document).flatMap { $0 == document ? nil : "did you mean '\($0)'?" }
      throw .io("cannot read '\(request.path)': \(error.reason)", notes: near.map { [$0] } ?? [])
    }
    self.request = request
    try chooseRow(arguments.number("--row"))
  }

  /// The document's rows; nil where it has none.
  func readRows() -> RowReading? {
    let reading = Compiler.readRows(request, world: world)
    return reading.table != nil || reading.bag.hasErrors && request.dataPath != nil ? reading : nil
  }

  /// - Throws: usage where there are not so many rows.
  private mutating func chooseRow(_ number: Int?) throws(Failure) {
    guard let number, let reading = readRows() else {
      if number != nil { throw .usage("'--row' chooses a row, and the document has none; '--data FILE' gives it rows") }
      return
    }
    guard let table = reading.table else { return }
    guard number <= table.rows.count else { throw .usage("'--row \(number)': there are \(table.rows.count) rows") }
    request.row = table.rows[number - 1]
  }

  /// The one document among a command's words.
  static func onlyDocument(_ words: [String]) throws(Failure) -> String? {
    guard words.count <= 1 else {
      throw .usage(
        "one document at a time, not \(words.count): \(words.map { "'\($0)'" }.joined(separator: ", "))")
    }
    return words.first
  }

  func compile() throws(Failure) -> Compilation {
    do throws(BrokenPromise) {
      return try Compiler.compile(request, world: world)
    } catch {
      throw .fault("pass '\(error.pass)' broke its promise: \(error.fault)")
    }
  }

  /// The folder that the document's paths are relative to; empty for the working directory.
  private static func folder(of document: String) -> String {
    guard document != "-", document.contains("/") else { return "" }
    return FilePlace.split(document).folder
  }

  /// Where a single picture goes when nothing is said.
  static func defaultPicture(for document: String, frame: Int) -> String {
    String(defaultOutput(for: document).dropLast(4)) + "-\(frame).png"
  }

  private static func defaultOutput(for document: String) -> String {
    guard document != "-" else { return "film.mp4" }
    let endings = [".timeline.yaml", ".timeline.yml", ".timeline.json", ".yaml", ".yml", ".json"]
    let stem = endings.first { document.hasSuffix($0) && FilePlace.split(document).name != $0 }
      .map { String(document.dropLast($0.count)) }
    return (stem ?? document) + ".mp4"
  }

  /// Under `--safe` both folders are real paths, so that one can be seen to be inside the other.
  private static func confine(_ request: inout CompileRequest, _ arguments: Arguments) throws(Failure) {
    guard arguments.has("--safe") || arguments.has("--root") else { return }
    request.folder = FilePlace.real(request.folder.isEmpty ? "." : request.folder)
    let root = arguments.value("--root")
    if let root, !FilePlace.isFolder(root) { throw .usage("'--root \(root)': there is no such folder") }
    request.safeRoot = root.map(FilePlace.real) ?? request.folder
  }
}
