import Catalogue
import Diagnostics
import Timeline

extension ResolveContext {
  /// The effect with its file found; nil where there is none or it is broken, which is reported at the path.
  func placed(_ lookup: LookupFileEffect) -> LookupFileEffect? {
    guard let file = lookup.file, let path = paths.input(file, &bag),
      paths.holds(path, file, world, &bag)
    else { return nil }
    guard isFine("bad-lookup", path, file, { $0.problem(withLookup: path) }) else { return nil }
    var lookup = lookup
    lookup.path = path
    return lookup
  }

  /// The effect with its model found; nil where there is none, it is broken, or nothing here can run it.
  func placed(_ upscale: UpscaleEffect) -> UpscaleEffect? {
    guard let model = upscale.model else {
      guard let backend = upscale.backend else { return upscale }
      bag.error(
        "no-model", "'backend' runs a 'model', and there is none", at: backend.keySpan, caption: "name the model, or drop 'backend'")
      return nil
    }
    guard let path = paths.input(model, &bag), paths.holds(path, model, world, &bag) else { return nil }
    let filter = UpscaleEffect.filter(reading: path, by: upscale.runner)
    guard isFine("bad-model", path, model, { $0.problem(withModel: path, filter) }) else { return nil }
    var upscale = upscale
    upscale.path = path
    return upscale
  }

  /// Whether the world finds nothing wrong with an effect's file, which is asked once.
  private func isFine(_ code: String, _ path: String, _ file: Setting<FilePath>, _ ask: (any World) -> WorldProblem?) -> Bool {
    let answer = lookups[path] ?? ask(world)
    lookups.updateValue(answer, forKey: path)
    guard let problem = answer else { return true }
    let suggestion = problem.nearPath.map(paths.written)
    bag.error(
      code, problem.message, at: file.span, caption: suggestion.map { "did you mean '\($0)'?" } ?? "", notes: problem.notes,
      fixIts: suggestion.map { [.init(file.span, replacement: $0, title: "write '\($0)'")] } ?? [])
    return false
  }
}
