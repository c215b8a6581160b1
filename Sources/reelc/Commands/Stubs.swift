extension Command {
  static let probe = Command(name: "emit", summary: "", synopsis: "", run: { _ throws(Failure) in .done })
  static let schema = probe
  static let describe = probe
  static let doctor = probe
}
