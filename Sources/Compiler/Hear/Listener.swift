import Diagnostics
import FilterGraph
import MediaTypes

/// Asks the world how loud parts of a film's sound are.
struct Listener {
  let world: any World
  let sources: SourceMap

  /// A composition's sound; nil where it cannot be measured, which is reported at `span`.
  func measure(_ composition: Composition, at span: Span, _ bag: inout DiagnosticBag) -> SoundMeasure? {
    let numbers = Numbering(origins: OriginTable(sources), inputs: InputTable(composition))
    let sound = lowerSound(composition, 0..<composition.sampleCount, numbers)
    return measure(
      SoundQuestion(inputs: numbers.inputs.inputs, sound: sound, origins: numbers.origins.origins), at: span, &bag)
  }

  func measure(_ question: SoundQuestion, at span: Span, _ bag: inout DiagnosticBag) -> SoundMeasure? {
    do {
      return try world.measure(question)
    } catch {
      bag.error("not-measured", "the sound cannot be measured: \(error.message)", at: span, notes: error.notes)
      return nil
    }
  }
}
