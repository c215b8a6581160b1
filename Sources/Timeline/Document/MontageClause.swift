import Diagnostics
import MediaTypes

/// Clips cut to the beat from a pool: `montage: {from: [beach, crowd], look: energetic-dance, every: 2b, until: …}`.
package struct MontageClause: Construct {
  package var from: Setting<[FilePath]>?
  package var look: Setting<MontageLook>?
  package var until: Setting<TimeExpression>?
  package var duration: Setting<TimeExpression>?
  package var every: Setting<TimeExpression>?
  package var on: Setting<MontageCuts>?
  package var order: Setting<MontageOrder>?
  package var seed: Setting<Int>?
  package var fit: Setting<Fit>?
  package var sound: Setting<Bool>?

  package init() {}

  package static let declaration = Declaration<MontageClause>(
    "a montage", "Clips cut to the beat from a pool of video and stills; 'reelc emit expanded' shows them.",
    examples: ["{from: [beach.mp4, crowd.mp4], every: 2s, duration: 12s}"],
    [
      Parameter("from", \.from, "The pool: names of the bin, paths, patterns.", required: true, example: "[beach, 'shots/*.jpg']"),
      Parameter("look", \.look, "What the clips look like, what lies between them, and how they are fitted.", example: "energetic-dance"),
      Parameter("until", \.until, "When it ends.", example: "bar 17 beat 1"),
      Parameter("duration", \.duration, "How long it is, instead of 'until'.", example: "30s"),
      Parameter("every", \.every, "How long a clip is shown, more or less.", default: "2b, or 2s without a tempo", example: "1bars"),
      Parameter("on", \.on, "Where cuts fall.", default: "beat", example: "peaks"),
      Parameter("order", \.order, "Which source comes next.", default: "listed", example: "shuffled"),
      Parameter("seed", \.seed, "Another number gives another montage.", default: "1", example: "7"),
      Parameter("fit", \.fit, "How the pictures meet the canvas.", default: "cover"),
      Parameter("audio", \.sound, "Whether the clips are heard, too.", default: "false"),
    ])
}

/// Where the cuts of a montage fall.
package enum MontageCuts: String, WordChoice {
  case beat, bar, peaks

  package var help: String {
    switch self {
    case .beat: "On beats."
    case .bar: "At the starts of bars."
    case .peaks: "On the beats where the music is strongest."
    }
  }
}

/// How a montage goes through its pool.
package enum MontageOrder: String, WordChoice {
  case listed, shuffled

  package var help: String {
    switch self {
    case .listed: "As the pool lists them, again and again."
    case .shuffled: "Each round in another order, never one twice in a row."
    }
  }
}

/// The look of a montage: a name, in whose place what it stands for is read.
package struct MontageLook: ParameterValue {
  package var clause: LookClause

  package static let shape = ValueShape.form(name: "a look's name", help: "", pattern: nil, examples: [])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> MontageLook? {
    LookClause.read(node, &reading).map(MontageLook.init)
  }
}
