import Diagnostics
import FilterGraph

/// One optimisation: a small rewrite that keeps the film's meaning. It asks effects and filters for facts, never
/// an effect for its name.
package protocol Pass: Sendable {
  /// Names it on the command line: `--skip-pass`, `emit --after`.
  static var name: String { get }
  static var summary: String { get }
  /// Why it stands where it does in the table.
  static var reason: String { get }
  static var promise: Promise { get }
}

/// A pass over what the document means.
package protocol CompositionPass: Pass {
  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition
}

/// A pass over what FFmpeg is asked to do for one span.
package protocol SpanPass: Pass {
  /// - Parameter film: the plan that the span is of.
  static func run(_ span: PictureSpan, of film: RenderPlan, _ findings: inout [Finding]) -> PictureSpan
}

/// How far a pass may change the frames before the encoder. No pass changes timing, layers or geometry.
package enum Promise: Hashable, Sendable {
  /// Every bit stays.
  case exact
  /// No sample of a picture moves by more than this many code values at 8 bits.
  case within(Int)
}

/// What a pass did, and where in the document: the lines of `--explain`.
package struct Remark: Hashable, Sendable {
  package var pass: String
  package var text: String
  package var span: Span
}

/// What a pass did to one span, and for which of the plan's origins.
package struct Finding: Hashable, Sendable {
  package var text: String
  package var origin: Int
}

/// What a pass broke: our bug, and whose.
package struct BrokenPromise: Error {
  package var pass: String
  package var fault: String
}
