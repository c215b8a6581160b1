import Diagnostics
import Engine
import Timeline

extension Command {
  static let doctor = Command(
    name: "doctor", summary: "say whether this machine has what reelc needs", synopsis: "[--json]",
    details: ["Exit status 0 where nothing is missing, 1 otherwise."], options: [.json],
    examples: [("reelc doctor", "libraries, their parts, and what to install")],
    run: { arguments throws(Failure) in
      let inventory = libraryInventory()
      let needs = Needs(inventory)
      let fonts = installedFonts()
      let text =
        arguments.has("--json")
        ? doctorJSON(inventory, needs, fonts).page : doctorPage(inventory, needs, fonts)
      try Console.print(text)
      return needs.areMet ? .done : .errors
    })
}

private func doctorPage(_ inventory: LibraryInventory, _ needs: Needs, _ fonts: [String]) -> String {
  var lines = ["reelc \(reelcVersion), FFmpeg \(inventory.version) (\(inventory.licence))"]
  for library in inventory.libraries {
    let note = library.built == library.running ? "" : "  (built for \(library.built))"
    lines.append("  \(padded(library.name, 15))\(library.running)\(note)")
  }
  for kind in ["filter", "encoder", "muxer", "decoder"] {
    let parts = needs.parts.filter { $0.kind == kind }
    let missing = parts.filter { !$0.isThere }
    let state = missing.isEmpty ? "ok" : "\(missing.count) missing"
    lines.append("\(padded(kind + "s", 10))\(state) (\(parts.count) needed)")
    lines += missing.map { "  missing: \($0.name); install \($0.package)" }
  }
  for library in needs.mismatches {
    lines.append(
      "\(library.name) is \(library.running), but reelc was built for \(library.built): build it again")
  }
  let shown = fonts.prefix(8).joined(separator: ", ") + (fonts.count > 8 ? " …" : "")
  lines.append(
    "fonts     " + (fonts.isEmpty ? "none found; install fonts-dejavu-core" : "\(fonts.count): \(shown)"))
  lines.append(needs.areMet ? "Everything reelc needs is here." : "Something is missing: see above.")
  return lines.joined(separator: "\n") + "\n"
}

private func doctorJSON(_ inventory: LibraryInventory, _ needs: Needs, _ fonts: [String]) -> JSONForm {
  let libraries = inventory.libraries.map { library -> JSONForm in
    ["name": .text(library.name), "built": .text(library.built), "running": .text(library.running)]
  }
  let parts = needs.parts.map { part -> JSONForm in
    [
      "kind": .text(part.kind), "name": .text(part.name), "ok": .boolean(part.isThere),
      "package": .text(part.package),
    ]
  }
  return [
    "reelc": .text(reelcVersion), "ffmpeg": .text(inventory.version), "licence": .text(inventory.licence),
    "configuration": .text(inventory.configuration), "ok": .boolean(needs.areMet),
    "libraries": .list(libraries),
    "needs": .list(parts), "fonts": .texts(fonts),
  ]
}
