import Foundation
import Testing

/// The schema says what the declarations say: it is fresh, its own examples fit it, and it takes and refuses
/// what `reelc check` takes and refuses.
@Suite struct SchemaTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  @Test func isFresh() throws {
    defer { reelc.remove() }
    let printed = try reelc.run("schema").out
    let file = Validation.schemas.appending(path: "timeline.schema.json")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try printed.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(kept == printed, "UPDATE_GOLDEN=1 writes Schemas/timeline.schema.json anew")
  }

  @Test func describesEveryConstruct() throws {
    defer { reelc.remove() }
    let object = try JSONSerialization.jsonObject(with: Data(reelc.run("schema").out.utf8)) as? [String: Any]
    let definitions = try #require(object?["$defs"] as? [String: Any])
    for name in ["canvas", "media", "track", "clip", "sound-clip", "gap", "output", "time", "generators"] {
      #expect(definitions[name] != nil, "\(name)")
    }
    #expect(object?["required"] as? [String] == ["timeline", "tracks"])
    #expect(object?["additionalProperties"] as? Bool == false)
  }

  @Test(.enabled(if: Python.hasJSONSchema)) func takesItsOwnExamples() throws {
    defer { reelc.remove() }
    let script = """
      import json, sys, jsonschema
      root = json.load(sys.stdin)
      def visit(node, path):
          if isinstance(node, list):
              for index, value in enumerate(node): visit(value, f"{path}[{index}]")
          if not isinstance(node, dict): return
          values = node.get("examples", []) if isinstance(node.get("examples", []), list) else []
          values = values + ([node["default"]] if "default" in node else [])
          form = {key: value for key, value in node.items() if key != "$schema"} | {"$defs": root["$defs"]}
          for value in values:
              for error in jsonschema.Draft202012Validator(form).iter_errors(value):
                  print(path, json.dumps(value), error.message[:200])
          for key, value in node.items():
              if key in ("properties", "patternProperties", "$defs"):
                  for name, inner in value.items(): visit(inner, f"{path}.{name}")
              elif key not in ("examples", "default", "enum", "const"): visit(value, f"{path}.{key}")
      visit(root, "$")
      """
    let outcome = try Python.run(script, [], input: try reelc.run("schema").out)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out == "")
  }

  @Test(.enabled(if: Python.hasJSONSchema), arguments: SchemaSample.all)
  func agreesWithTheProgram(_ sample: SchemaSample) throws {
    defer { reelc.remove() }
    let script = """
      import json, sys, jsonschema, yaml
      schema = json.load(open(sys.argv[1]))
      for error in jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(sys.stdin)):
          print(error.json_path, error.message[:200])
      """
    let path = Validation.schemas.appending(path: "timeline.schema.json").path
    let outcome = try Python.run(script, [path], input: sample.text)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.isEmpty == sample.isGood, "\(sample.text)\n\(outcome.out)")
    try reelc.write(sample.text, to: "a.yaml")
    let checked = try reelc.run("check", "a.yaml")
    #expect((checked.status == 0) == sample.isGood, "\(sample.text)\n\(checked.err)")
  }
}
