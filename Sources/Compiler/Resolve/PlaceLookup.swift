import Catalogue
import Diagnostics
import Timeline

extension ResolveContext {
  /// The effect with its file found; nil where there is none or it is broken, which is reported at the path.
  func placed(_ lookup: LookupFileEffect) -> LookupFileEffect? {
    guard let file = lookup.file, let path = paths.input(file, &bag),
      paths.holds(path, file, world, &bag)
    else { return nil }
    let answer = lookups[path] ?? world.problem(withLookup: path)
    lookups.updateValue(answer, forKey: path)
    if let problem = answer {
      let suggestion = problem.nearPath.map(paths.written)
      bag.error(
        "bad-lookup", problem.message, at: file.span,
        caption: suggestion.map { "did you mean '\($0)'?" } ?? "",
        notes: problem.notes,
        fixIts: suggestion.map { [.init(file.span, replacement: $0, title: "write '\($0)'")] } ?? [])
      return nil
    }
    var lookup = lookup
    lookup.path = path
    return lookup
  }
}
