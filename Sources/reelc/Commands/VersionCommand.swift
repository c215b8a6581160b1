import Engine

/// This program's version; the language has one of its own.
let reelcVersion = "0.1.0"

extension Command {
  static let version = Command(
    name: "version", summary: "the versions of reelc, of the language and of FFmpeg", synopsis: "",
    examples: [("reelc version", "one line")],
    run: { _ throws(Failure) in
      try Console.print("reelc \(reelcVersion) (language 1; FFmpeg \(libraryInventory().version))\n")
      return .done
    })
}
