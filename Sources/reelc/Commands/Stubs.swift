extension Command {
  static let emit = Command(name: "emit", summary: "", synopsis: "", run: { _ throws(Failure) in .done })
  static let probe = emit
  static let schema = emit
  static let describe = emit
  static let doctor = emit
}
