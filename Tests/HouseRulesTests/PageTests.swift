import Foundation
import Testing

/// What the pages promise compiles, and what they say is wrong is told in those words.
@Suite struct PageTests {
  @Test(arguments: [
    "README.md", "Docs/Language.md", "CONTRIBUTING.md", "Docs/Architecture.md", "Docs/Testing.md",
  ])
  func examplesCompile(_ page: String) throws {
    for example in try Example.all(of: page) {
      let compilation = try example.compiled()
      guard let message = example.message else {
        #expect(compilation.rendered([.error]) == "", "\(example)")
        continue
      }
      let told = compilation.rendered([.error, .warning, .note])
      #expect(told.contains(message), "\(example) is told:\n\(told)")
    }
  }

  @Test func samplesCompile() throws {
    let samples = House.files(in: "Samples").filter { $0.hasSuffix(".timeline.yaml") }
    #expect(samples.count >= 4)
    for sample in samples {
      let example = Example(page: sample, line: 1, text: try House.text(sample))
      #expect(try example.compiled().rendered([.error, .warning]) == "", "\(sample)")
    }
  }

  /// Links between the pages lead somewhere.
  @Test func linksLeadSomewhere() throws {
    for page in ["README.md", "CONTRIBUTING.md"] + House.files(in: "Docs").filter({ $0.hasSuffix(".md") }) {
      let folder = page.split(separator: "/").dropLast().map { $0 + "/" }.joined()
      for link in try House.text(page).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
        let target = House.root.appending(path: folder + link.output.1).standardized
        #expect((try? target.checkResourceIsReachable()) == true, "\(page): \(link.output.1)")
      }
    }
  }
}
