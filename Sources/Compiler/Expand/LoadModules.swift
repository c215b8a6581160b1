import Diagnostics
import Timeline

/// A document on the way to an import: where it is, what it is called, and the import that led to it.
private struct ImportStep {
  var realPath: String
  var shown: String
  var span: Span?
}

extension Expander {
  /// Loads the document and everything that it imports, with the values of all their variables.
  mutating func loadDocument(_ entries: [SyntaxEntry], span: Span) {
    let step = ImportStep(
      realPath: world.realPath(request.path), shown: Self.fileName(request.path), span: nil)
    _ = load(entries, folder: "", settingPrefix: "", chain: [step])
    // Documents nearer to the main one give the shorter names.
    var queue = [modules[0]]
    var named: Set<Int> = [0]
    while let module = queue.popLast() {
      for stem in module.importNames {
        guard let imported = module.imports[stem], named.insert(imported).inserted else { continue }
        modules[imported].prefix = module.prefix + stem + "."
        queue.insert(modules[imported], at: 0)
      }
    }
    checkSettings()
  }

  private mutating func load(
    _ entries: [SyntaxEntry], folder: String, settingPrefix: String, chain: [ImportStep]
  ) -> Int {
    let module = Module(index: modules.count, entries: entries, folder: folder)
    modules.append(module)
    let variables = declarations(module["vars"]?.value)
    module.variables = Scope(values(variables, settingPrefix: settingPrefix, module: module.index))
    readSequences(of: module)
    loadImports(of: module, settingPrefix: settingPrefix, chain: chain)
    return module.index
  }

  private mutating func loadImports(of module: Module, settingPrefix: String, chain: [ImportStep]) {
    guard let imports = module["imports"]?.value, imports.scalar?.isNull != true else { return }
    guard let nodes = imports.list else {
      return error(
        "wrong-kind", "'imports' takes a list of paths, not \(imports.kindName)", at: imports.span,
        caption: "expected [lib.timeline.yaml]")
    }
    let context = ExpandContext(module: module, scope: module.variables)
    for node in nodes {
      guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
        error("wrong-kind", "an import is the path of a document, not \(node.kindName)", at: node.span)
        continue
      }
      guard let path = replaced(node, context)?.node.scalar?.text else { continue }
      let stem = Self.stem(of: path)
      guard module.imports[stem] == nil else {
        error(
          "import-twice", "two imports are called '\(stem)', and their names would be the same", at: node.span
        )
        continue
      }
      guard let imported = open(path, node, from: module, prefix: settingPrefix + stem + ".", chain) else {
        module.brokenImports.insert(stem)
        continue
      }
      module.imports[stem] = imported
      module.importNames.append(stem)
    }
  }

  /// The module of an import; nil where it cannot be had, which is reported.
  private mutating func open(
    _ path: String, _ node: SyntaxNode, from module: Module, prefix: String, _ chain: [ImportStep]
  ) -> Int? {
    guard let file = resolved(path, node.span, from: module) else { return nil }
    let real = world.realPath(file)
    if let start = chain.firstIndex(where: { $0.realPath == real }) {
      reportCycle(chain, from: start, at: node.span)
      return nil
    }
    if let known = loadedFiles[real] { return known }
    guard let entries = read(file, at: node.span) else { return nil }
    let step = ImportStep(realPath: real, shown: Self.fileName(path), span: node.span)
    let folder = Self.folder(of: module.placed(path))
    let index = load(entries, folder: folder, settingPrefix: prefix, chain: chain + [step])
    loadedFiles[real] = index
    return index
  }

  /// The machine's path of what a document names; nil where that may not be read, which is reported.
  mutating func resolved(_ path: String, _ span: Span, from module: Module) -> String? {
    var bag = DiagnosticBag()
    let placed = Setting(FilePath(module.placed(path)), span: span, keySpan: span)
    let file = request.paths.input(placed, &bag).flatMap { request.paths.holds($0, placed, world, &bag) ? $0 : nil }
    for diagnostic in bag.diagnostics { report(diagnostic) }
    return file
  }

  private mutating func read(_ file: String, at span: Span) -> [SyntaxEntry]? {
    guard let tree = readTree(file, at: span, code: "bad-import") else { return nil }
    guard let entries = tree.map else {
      error(
        "not-a-timeline", "an imported document is a mapping, not \(tree.kindName)", at: tree.span,
        labels: [.init(span, "it is imported here")])
      return nil
    }
    if let version = tree["timeline"], version.scalar?.text != "1" {
      error(
        "unknown-version",
        "'timeline' is the version of the language; this reelc reads version 1, not \(version.kindName)",
        at: version.span, labels: [.init(span, "it is imported here")])
      return nil
    }
    return entries
  }

  /// The tree of another file; nil where it cannot be read, which is reported.
  mutating func readTree(_ file: String, at span: Span, code: String) -> SyntaxNode? {
    guard let number = addText(file, at: span, code: code) else { return nil }
    let reading = readSyntax(
      sources.texts[Int(number)], sourceNumber: number, isJSON: file.hasSuffix(".json") ? true : nil,
      limits: request.syntaxLimits)
    for diagnostic in reading.bag.diagnostics { report(diagnostic) }
    return reading.bag.hasErrors ? nil : reading.root
  }

  /// Reads a file into the source map; gives its number, or nil where it is no text, which is reported.
  mutating func addText(_ file: String, at span: Span, code: String) -> Int32? {
    do throws(WorldProblem) {
      let bytes = try world.text(path: file)
      let number = Int32(sources.texts.count)
      let decoded = decodeText(path: file, bytes: bytes, sourceNumber: number, limits: request.syntaxLimits)
      _ = sources.add(decoded.source)
      guard let diagnostic = decoded.diagnostic else { return number }
      report(diagnostic)
      return nil
    } catch {
      self.error(code, error.message, at: span, notes: error.notes)
      return nil
    }
  }

  /// Reports a loop at the document's own import that leads into it; `chain` starts with the document.
  private mutating func reportCycle(_ chain: [ImportStep], from start: Int, at span: Span) {
    let loop = chain[start...]
    let shown = (loop + [chain[start]]).map(\.shown)
    let entrance = chain.count > 1 ? chain[1].span ?? span : span
    var labels = chain.dropFirst(2).compactMap { step in
      step.span.map { Diagnostic.Label($0, "'\(step.shown)' is imported here") }
    }
    if entrance != span { labels.append(.init(span, "this closes the loop")) }
    error(
      "import-cycle",
      loop.count == 1
        ? "'\(shown[0])' imports itself"
        : "these documents import each other: " + shown.joined(separator: " > "),
      at: entrance, caption: entrance == span ? "this closes the loop" : "this leads into the loop",
      labels: labels)
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What an imported document's names start with.
  private static func stem(of path: String) -> String {
    let name = fileName(path)
    let endings = [".timeline.yaml", ".timeline.yml", ".timeline.json", ".yaml", ".yml", ".json"]
    let ending = endings.first { name.hasSuffix($0) && name != $0 }
    return String(name.dropLast(ending?.count ?? 0))
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
