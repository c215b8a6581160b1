import MediaTypes

/// Which parts of a clip are left out by themselves: `cuts: {remove: silence}` keeps what is spoken.
package struct CutsClause: Construct {
  package var remove: Setting<Removal>?
  package var threshold: Setting<Gain>?
  package var padding: Setting<TimeExpression>?

  package init() {}

  package static let declaration = Declaration<CutsClause>(
    "cuts", "Leaves parts of a clip out and moves the rest together; 'reelc emit expanded' shows the clips that are left.",
    examples: ["{remove: silence}", "{remove: silence, threshold: -45dB, padding: 0.1s}"],
    [
      Parameter("remove", \.remove, "What is left out.", required: true, example: "silence"),
      Parameter("threshold", \.threshold, "What is softer counts as silence, in dB below full scale.", default: "-38dB", example: "-45dB"),
      Parameter("padding", \.padding, "How much silence is kept on both sides of what is heard.", default: "0.2s", example: "0.1s"),
    ])
}

/// What `cuts` leaves out.
package enum Removal: String, WordChoice {
  case silence

  package var help: String { "Where the sound stays below the threshold." }
}
