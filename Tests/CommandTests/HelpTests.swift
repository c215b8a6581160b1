import Testing

/// The help teaches, and a wrong word is answered with the right one.
@Suite struct HelpTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  @Test(arguments: [[], ["help"], ["--help"], ["-h"]]) func teachesOnOneScreen(_ words: [String]) throws {
    defer { reelc.remove() }
    let outcome = try reelc.outcome(reelc.start(words))
    #expect(outcome.status == 0)
    #expect(outcome.err.isEmpty)
    #expect(outcome.out.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
    #expect(outcome.out.contains("reelc build opening.timeline.yaml"))
    #expect(outcome.out.contains("Exit status: 0 done"))
  }

  @Test(arguments: ["build", "check", "emit", "probe", "schema", "describe", "doctor", "version", "help"])
  func knowsEveryCommand(_ command: String) throws {
    defer { reelc.remove() }
    let asked = try reelc.run("help", command)
    #expect(asked.status == 0)
    #expect(asked.out.contains("Examples:"))
    if command != "help" { #expect(try reelc.run(command, "--help").out == asked.out) }
    #expect(try reelc.run("help").out.contains("\n  \(command) "))
  }

  /// Every option of every help page is taken, and the examples of the first page run.
  @Test func examplesOfTheFirstPageRun() throws {
    defer { reelc.remove() }
    let document = "{timeline: 1, tracks: [{items: [{generate: test-pattern, duration: 2s}]}]}"
    #expect(try reelc.run("help").out.contains(document))
    let checked = try reelc.run("check", "-", input: document)
    #expect(checked.status == 0, "\(checked.err)")
  }

  @Test(arguments: [
    (["chek", "a.yaml"], "did you mean 'check'?"),
    (["build", "--no-cloberr", "a.yaml"], "did you mean '--no-clobber'?"),
    (["emit", "plam", "a.yaml"], "did you mean 'plan'?"), (["describe", "clib"], "did you mean 'clip'?"),
    (["film.yaml"], "did you mean 'reelc build film.yaml'?"), (["check"], "name the document"),
    (["check", "a", "b"], "one document at a time"),
    (["check", "a", "--color", "red"], "takes auto, always or never"),
    (["build", "a", "-o"], "'-o' needs a value"),
    (["check", "a", "--max-items", "0"], "a whole number above 0"),
    (["check", "a", "--skip-pass", "x"], "there is no pass 'x'"),
    (["check", "a", "--set", "b"], "takes NAME=VALUE"),
    (["check", "a", "--quiet=yes"], "takes no value"), (["build", "a", "-o", "b", "-o", "c"], "given twice"),
  ])
  func answersWrongUse(_ words: [String], _ answer: String) throws {
    defer { reelc.remove() }
    let outcome = try reelc.outcome(reelc.start(words))
    #expect(outcome.status == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.hasPrefix("error: "))
    #expect(outcome.err.contains(answer), "\(outcome.err)")
  }
}
