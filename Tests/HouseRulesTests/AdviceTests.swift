import Testing
import Timeline

/// `checks` knows everything that is said without being an error, and nothing else.
@Suite struct AdviceTests {
  @Test func everyAdviceCanBeSet() {
    let reported = /(?:\.|\b)(?:warning|note)\(\s*"([a-z]+(?:-[a-z]+)*)"/
    let built = /\.(?:warning|note),\s*"([a-z]+(?:-[a-z]+)*)"/
    var codes: Set<String> = []
    for file in House.swiftFiles(in: "Sources") {
      let text = file.code.joined(separator: "\n")
      for pattern in [reported, built] { codes.formUnion(text.matches(of: pattern).map { String($0.output.1) }) }
    }
    #expect(codes == Set(ChecksClause.advice.map(\.code)))
    #expect(ChecksClause.advice.map(\.code) == ChecksClause.advice.map(\.code).sorted())
  }
}
