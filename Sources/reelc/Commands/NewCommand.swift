import Diagnostics

extension Command {
  static let new = Command(
    name: "new", summary: "write a document to start from", synopsis: "TEMPLATE [MEDIA …] [OPTIONS]",
    details: [
      "Templates:\n" + Template.all.map { "  \(padded($0.name, 11))\($0.summary)" }.joined(separator: "\n"),
      "The document is written beside you as TEMPLATE.timeline.yaml, commented, and good to build as soon as its media are there.",
    ],
    options: [
      .output("write the document here; - prints it"),
      Option("--music", value: "FILE", "a song; montages are cut to its beat"),
      Option("--captions", value: "FILE", "with 'captioned': the captions"),
      Option("--look", value: "NAME", "what pictures look like"),
      Option("--size", value: "WxH", "the canvas, such as 1080x1920"),
      Option("--duration", value: "TIME", "how long the montage is; with other templates, each clip"),
      Option("--title", value: "TEXT", "the film's name"),
    ],
    examples: [
      ("reelc new montage clips/*.mp4 --music song.mp3 --size 1080x1920 --duration 30s", "an upright reel, cut to the beat"),
      ("reelc new slideshow photos/*.jpg -o holiday.timeline.yaml", "stills that move and dissolve"),
    ],
    run: runNew)
}

private func runNew(_ arguments: Arguments) throws(Failure) -> ExitCode {
  let names = Template.all.map(\.name)
  guard let name = arguments.plain.first else { throw .usage("name the template: \(listed(names))") }
  guard let template = Template.all.first(where: { $0.name == name }) else {
    let meant = closest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    throw .usage("there is no template '\(name)'\(meant)", notes: ["templates: " + names.joined(separator: ", ")])
  }
  let path = arguments.value("-o") ?? "\(name).timeline.yaml"
  let folder = path.contains("/") ? FilePlace.split(path).folder : ""
  func placed(_ file: String) -> String { relative(file, to: folder) }
  let request = TemplateRequest(
    path: path == "-" ? "\(name).timeline.yaml" : path, media: arguments.plain.dropFirst().map(placed),
    music: arguments.value("--music").map(placed), captions: arguments.value("--captions").map(placed),
    look: arguments.value("--look"), size: arguments.value("--size"), duration: arguments.value("--duration"),
    title: arguments.value("--title"))
  let document = template.document(request)
  guard path != "-" else {
    try Console.print(document)
    return .done
  }
  guard !FilePlace.exists(path) else { throw .io("'\(path)' exists already; '-o FILE' writes elsewhere") }
  try writeFile(document, to: path)
  Console.say("wrote \(printable(path)); next: reelc check \(printable(path))\n")
  return .done
}

/// A path of the working directory as a document in `folder` writes it.
private func relative(_ file: String, to folder: String) -> String {
  guard !folder.isEmpty, !file.hasPrefix("/") else { return file }
  guard !folder.hasPrefix("/"), !folder.split(separator: "/").contains("..") else { return FilePlace.real(file) }
  let depth = folder.split(separator: "/").filter { $0 != "." }.count
  return String(repeating: "../", count: depth) + file
}
