import Diagnostics

/// A text that is known, and the sound in which it is said.
package struct AlignClause: Construct {
  package var script: Setting<Text>?
  package var audio: Setting<FilePath>?

  package init() {}

  package static let declaration = Declaration<AlignClause>(
    "align", "Times a known script against its sound.",
    examples: ["{script: talk.txt, audio: talk.mp4}", "{script: Every word is known., audio: talk.mp4}"],
    [
      Parameter("script", \.script, "What is said: a .txt or .md file, or the text itself.", required: true, example: "talk.txt"),
      Parameter("audio", \.audio, "The media in which it is said.", required: true, example: "talk.mp4"),
    ])
}
