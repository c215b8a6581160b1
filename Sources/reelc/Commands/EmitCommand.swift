import Compiler
import Diagnostics
import FilterGraph
import Timeline

extension Command {
  static let emit = Command(
    name: "emit", summary: "print a document at one stage of the compiler",
    synopsis: "STAGE DOCUMENT [OPTIONS]",
    details: [
      "Stages:\n" + Stage.allCases.map { "  \(padded($0.rawValue, 13))\($0.help)" }.joined(separator: "\n")
    ],
    options: [
      .output("write to a file instead of standard output"),
      Option("--after", value: "PASS", "with 'optimised': stop behind this pass"),
      Option("--origins", "with 'graph': say which line of the document each part is for"),
      Option("--output", value: "NAME", "which of the document's outputs is meant"), .explain,
    ] + Option.ofDocuments,
    examples: [
      ("reelc emit plan opening.timeline.yaml -o plan.json", "the render plan, as JSON"),
      ("reelc emit ffmpeg opening.timeline.yaml | sh", "make the same film with stock ffmpeg"),
      ("reelc emit dot opening.timeline.yaml | dot -Tsvg -o graph.svg", "a drawing of the filter graph"),
    ],
    run: runEmit)
}

/// A form that a document goes through.
private enum Stage: String, CaseIterable {
  case syntax, expanded, document, composition, optimised, graph, dot, filtergraph, plan, ffmpeg

  var help: String {
    switch self {
    case .syntax: "the document as read, as YAML"
    case .expanded: "after variables, repetitions and macros, as YAML"
    case .document: "checked: every value with its type, one item a line"
    case .composition: "resolved: exact frames and samples, one layer a line"
    case .optimised: "the same, after the passes"
    case .graph: "what FFmpeg is asked to do, one filter a line"
    case .dot: "the same, for Graphviz"
    case .filtergraph: "the same, in FFmpeg's graph syntax"
    case .plan: "everything the engine needs, as JSON"
    case .ffmpeg: "a shell script that stock ffmpeg runs to the same frames"
    }
  }
}

private func runEmit(_ arguments: Arguments) throws(Failure) -> ExitCode {
  let stage = try stage(arguments.plain.first)
  let report = Report(arguments)
  let compilation = try report.guarding { () throws(Failure) in
    let document = try DocumentJob.onlyDocument(Array(arguments.plain.dropFirst()))
    var job = try DocumentJob(arguments, document: document)
    // Here `-o` names the printed form, not a film.
    job.request.output.path = nil
    job.request.measuresSound = stage.showsPlan
    if let pass = arguments.value("--after") {
      try arguments.checkPass(pass)
      job.request.lastPass = pass
    }
    return try job.compile()
  }
  report.show(compilation.bag.sorted, in: compilation.sources)
  if arguments.has("--explain") { report.explain(compilation) }
  report.showCounts(compilation.bag)
  let hasErrors = compilation.bag.hasErrors
  if let text = try printed(stage, compilation, arguments) { try put(text, arguments.value("-o")) }
  if hasErrors { try report.finish(compilation.bag, in: compilation.sources) }
  return hasErrors ? .errors : .done
}

extension Stage {
  /// It is made of the plan, for which sound is measured.
  fileprivate var showsPlan: Bool {
    switch self {
    case .graph, .dot, .filtergraph, .plan, .ffmpeg: true
    default: false
    }
  }
}

private func stage(_ name: String?) throws(Failure) -> Stage {
  let names = Stage.allCases.map(\.rawValue)
  guard let name else { throw .usage("name the stage: \(listed(names))") }
  if let stage = Stage(rawValue: name == "optimized" ? "optimised" : name) { return stage }
  let meant = closest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  throw .usage("there is no stage '\(name)'\(meant)", notes: ["stages: " + names.joined(separator: ", ")])
}

/// Nil where the document did not come as far; why has then been reported.
private func printed(_ stage: Stage, _ compilation: Compilation, _ arguments: Arguments) throws(Failure)
  -> String?
{
  switch stage {
  case .syntax: return compilation.tree.map(printYAML)
  case .expanded: return compilation.expanded.map(printExpanded)
  case .document: return compilation.document.map(printDocument)
  case .composition: return compilation.composition.map(printComposition)
  case .optimised: return compilation.optimised.map(printComposition)
  case .graph, .dot, .filtergraph, .plan, .ffmpeg: break
  }
  guard let plan = try plan(compilation, output: arguments.value("--output")) else { return nil }
  switch stage {
  case .graph: return emitGraph(plan, origins: arguments.has("--origins"))
  case .dot: return emitDot(plan)
  case .filtergraph: return emitFilterGraph(plan)
  case .ffmpeg: return emitFFmpeg(plan)
  default: return emitPlan(plan)
  }
}

/// The plan of the output that is meant: the only one, or the one named.
private func plan(_ compilation: Compilation, output: String?) throws(Failure) -> RenderPlan? {
  let plans = compilation.renders.map(\.plan)
  guard !plans.isEmpty else { return nil }
  let names = compilation.document?.outputs?.value.entries.map(\.name) ?? []
  guard let output else {
    if plans.count == 1 { return plans[0] }
    throw .usage("the document has \(plans.count) outputs; choose one: --output \(listed(names))")
  }
  guard let index = names.firstIndex(of: output), plans.indices.contains(index) else {
    let outputs = names.isEmpty ? "none with a name" : names.joined(separator: ", ")
    throw .usage("the document has no output '\(output)'", notes: ["outputs: \(outputs)"])
  }
  return plans[index]
}

private func put(_ text: String, _ path: String?) throws(Failure) {
  guard let path, path != "-" else { return try Console.print(text) }
  try writeFile(text, to: path)
}
