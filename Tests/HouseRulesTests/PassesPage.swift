import Compiler
import Foundation
import Testing

/// `Docs/Passes.md`: the table of passes as it is, with the document that shows each at work.
struct PassesPage {
  var text: String {
    """
    # Passes

    A pass rewrites what a document means, or the filter graphs made from it, and keeps what is seen: *exact* means
    every bit before the encoder, *within n* that no sample moves by more than n code values at 8 bits. No pass changes
    timing, layers or geometry. They run in this order; `-O0` leaves out all, `--skip-pass NAME` one,
    `reelc emit optimised --after NAME` stops behind one, and `--explain` on `build`, `check` and `emit` says what each
    did, and at which line. In debug builds and tests every rewrite is verified, and a fault names its pass.

    What is not here is a rule of lowering, and holds at `-O0` too: crop, fit, scale and position are one resampling;
    pictures stay 4:2:0 until a filter needs more; effects that work on the same pixels in a row convert once; what lies
    outside the canvas is cut before it is resampled; a span without layers above a picture needs no filter at all.

    This page is made from the table in `Sources/Compiler/Passes/PassTable.swift`.

    """ + passTable.map { section($0) }.joined()
  }

  private func section(_ pass: any Pass.Type) -> String {
    let promise =
      switch pass.promise {
      case .exact: "exact"
      case .within(let values): "within \(values)"
      }
    let document = (try? House.text("Tests/Golden/passes/\(pass.name).yaml")) ?? ""
    let lines = document.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    return """

      ## \(pass.name)

      \(pass.summary) Promise: \(promise). Its place: \(pass.reason.prefix(1).lowercased())\(pass.reason.dropFirst())

      ```text
      \(lines)
      ```

      """
  }
}

@Suite struct PassesPageTests {
  @Test func itIsFresh() throws {
    let page = PassesPage().text, path = "Docs/Passes.md"
    if House.updates { try page.write(to: House.root.appending(path: path), atomically: true, encoding: .utf8) }
    #expect(try House.text(path) == page, "UPDATE_GOLDEN=1 rewrites \(path)")
  }

  /// Each pass has a golden document of its name.
  @Test func everyPassIsShown() throws {
    for pass in passTable { #expect(try !House.text("Tests/Golden/passes/\(pass.name).yaml").isEmpty) }
  }
}
