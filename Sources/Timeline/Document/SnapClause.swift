import Diagnostics

/// What cuts move to.
package enum SnapTarget: String, WordChoice {
  case beat, bar, onset, peak

  package var help: String {
    switch self {
    case .beat: "The nearest beat."
    case .bar: "The nearest start of a bar."
    case .onset: "The nearest moment at which something starts to sound, in the 'source' of 'tempo'."
    case .peak: "The nearest of the strongest moments of that sound."
    }
  }
}

/// `snap: beat`, or `snap: {to: beat, tolerance: 0.2s}`: cuts move to the music.
package struct SnapClause: ParameterValue {
  package var target: SnapTarget
  package var tolerance: Setting<TimeExpression>?

  package static var shape: ValueShape { .oneOf([SnapTarget.shape, .construct(SnapForm.declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SnapClause? {
    guard node.map != nil else { return SnapTarget.read(node, &reading).map { SnapClause(target: $0) } }
    guard let form = SnapForm.read(node, &reading), let target = form.target else { return nil }
    return SnapClause(target: target.value, tolerance: form.tolerance)
  }
}

/// The long form of `snap`.
struct SnapForm: Construct {
  var target: Setting<SnapTarget>?
  var tolerance: Setting<TimeExpression>?

  static let declaration = Declaration<SnapForm>(
    "snap", "Cuts move to the music.", examples: ["{to: beat, tolerance: 0.2s}"],
    [
      Parameter("to", \.target, "What they move to.", required: true, example: "bar"),
      Parameter(
        "tolerance", \.tolerance, "How far a cut may move; one that would move farther stays.",
        default: "any distance for beats and bars, 0.25s for onsets and peaks", example: "0.2s"),
    ])
}
