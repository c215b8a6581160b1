import Diagnostics
import Engine
import Speech
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
      let scripts = (try? ScriptCoverage.all()) ?? []
      let text =
        arguments.has("--json")
        ? doctorJSON(inventory, needs, fonts, scripts).page : doctorPage(inventory, needs, fonts, scripts)
      try Console.print(text)
      return needs.areMet ? .done : .errors
    })
}

private func doctorPage(
  _ inventory: LibraryInventory, _ needs: Needs, _ fonts: [String], _ scripts: [ScriptCoverage]
) -> String {
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
  lines += scriptLines(scripts)
  for library in speechLibraries() {
    let state = library.isThere ? "ok (\(library.purpose))" : "missing, for \(library.purpose); install \(library.packages)"
    lines.append("speech    \(padded(library.name, 13))\(state)")
  }
  lines.append(needs.areMet ? "Everything reelc needs is here." : "Something is missing: see above.")
  return lines.joined(separator: "\n") + "\n"
}

private func doctorJSON(
  _ inventory: LibraryInventory, _ needs: Needs, _ fonts: [String], _ scripts: [ScriptCoverage]
) -> JSONForm {
  let libraries = inventory.libraries.map { library -> JSONForm in
    ["name": .text(library.name), "built": .text(library.built), "running": .text(library.running)]
  }
  let parts = needs.parts.map { part -> JSONForm in
    [
      "kind": .text(part.kind), "name": .text(part.name), "ok": .boolean(part.isThere),
      "package": .text(part.package),
    ]
  }
  let speech = speechLibraries().map { library -> JSONForm in
    [
      "name": .text(library.name), "ok": .boolean(library.isThere), "purpose": .text(library.purpose),
      "packages": .text(library.packages),
    ]
  }
  return [
    "reelc": .text(reelcVersion), "ffmpeg": .text(inventory.version), "licence": .text(inventory.licence),
    "configuration": .text(inventory.configuration), "ok": .boolean(needs.areMet),
    "libraries": .list(libraries),
    "needs": .list(parts), "fonts": .texts(fonts), "speech": .list(speech),
    "scripts": .list(
      scripts.map { script -> JSONForm in
        [
          "name": .text(script.name), "ok": .boolean(script.isCovered), "missing": .texts(script.missing),
          "package": .text(script.package),
        ]
      }),
  ]
}

/// Which scripts can be drawn, and what adds the others. Films without such text lack nothing.
private func scriptLines(_ scripts: [ScriptCoverage]) -> [String] {
  let covered = scripts.filter(\.isCovered).map(\.name)
  let lacking = scripts.filter { !$0.isCovered }.map { "  not drawn: \($0.name); \($0.package) adds it" }
  return ["scripts   " + (covered.isEmpty ? "none" : covered.joined(separator: ", "))] + lacking
}
