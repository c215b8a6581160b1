import Catalogue
import Diagnostics
import Timeline

extension Command {
  static let describe = Command(
    name: "describe", summary: "the manual of everything that a timeline may say", synopsis: "[NAME]",
    details: ["Without a name it lists what there is. NAME is one of those, or a key."],
    examples: [
      ("reelc describe", "everything, a line each"), ("reelc describe clip", "the keys of a clip"),
      ("reelc describe fade-in", "where this key may stand"),
    ],
    run: runDescribe)
}

private func runDescribe(_ arguments: Arguments) throws(Failure) -> ExitCode {
  guard arguments.plain.count <= 1 else { throw .usage("one name at a time") }
  let page = ManualPage(Manual(catalogue))
  guard let name = arguments.plain.first else {
    try Console.print(page.contents)
    return .done
  }
  guard let text = page.description(of: name) else {
    let meant = closest(to: name, among: page.names).map { "; did you mean '\($0)'?" } ?? ""
    throw .usage(
      "nothing in a timeline is called '\(name)'\(meant)", notes: ["'reelc describe' lists what there is"])
  }
  try Console.print(text)
  return .done
}
