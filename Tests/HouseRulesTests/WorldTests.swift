import Foundation
import Testing

/// A question that has an answer of its own in a world of nothing must not be forgotten by the world that remembers.
@Suite struct WorldTests {
  @Test func everyQuestionIsPassedOn() throws {
    let world = try House.text("Sources/Compiler/World.swift")
    let remembered = try House.text("Sources/Compiler/RememberedWorld.swift")
    let start = try #require(world.range(of: "package protocol World {"))
    let body = world[start.upperBound...].prefix { $0 != "}" }
    let questions = body.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("func ") }
    #expect(questions.count > 10)
    for question in questions { #expect(remembered.contains("package \(question) {"), "\(question)") }
  }
}
