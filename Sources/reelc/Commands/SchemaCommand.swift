import Catalogue
import Timeline

extension Command {
  static let schema = Command(
    name: "schema", summary: "print the JSON Schema of timelines, for editors", synopsis: "",
    details: [
      "A document that starts with '# yaml-language-server: $schema=PATH' is completed and checked while you "
        + "type, in editors that know that line."
    ],
    examples: [("reelc schema > timeline.schema.json", "write it to a file")],
    run: { _ throws(Failure) in
      try Console.print(timelineSchema(registry: catalogue))
      return .done
    })
}
