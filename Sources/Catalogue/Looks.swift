/// A look of the catalogue: a list of effects and what lies between clips, as a document would write them.
package struct Look: Sendable {
  package var name: String
  package var summary: String
  /// Entries of `effects`, in flow style.
  package var effects: [String]
  /// The value of `transition`, in flow style.
  package var transition: String
  /// The value of `montage`, in flow style.
  package var montage: String

  /// What an author would write under `looks`, in flow style.
  package var text: String { "{effects: [\(effects.joined(separator: ", "))], transition: \(transition), montage: \(montage)}" }

  package static func named(_ name: String) -> Look? { all.first { $0.name == name } }

  /// Every look, in the manual's order; its effects in a colourist's: light, colour, texture.
  package static let all: [Look] = [
    Look(
      name: "cinematic-drama",
      summary: "Deep contrast, cool shadows against warm lights, muted colour; slow dissolves.",
      effects: [
        "{exposure: -0.1}",
        "{contrast: 1.13}",
        "{saturation: 0.88}",
        "{curves: {"
          + "red: [[0, 0.01], [0.25, 0.23], [0.75, 0.775], [1, 1]], "
          + "blue: [[0, 0.03], [0.25, 0.27], [0.75, 0.725], [1, 0.95]]}}",
        "{vignette: 0.3}",
        "{grain: 0.12}",
      ],
      transition: "{type: dissolve, duration: 1s, ease: in-out-sine}",
      montage: "{long: crop, short: slow, stills: zoom}"),
    Look(
      name: "energetic-dance",
      summary: "Vivid and crisp, with glowing lights; quick pushes.",
      effects: [
        "{contrast: 1.1}",
        "{saturation: 1.18}",
        "{sharpen: 0.4}",
        "{glow: {strength: 0.3, threshold: 0.7}}",
      ],
      transition: "{type: push, direction: left, duration: 0.2s, ease: out-cubic}",
      montage: "{long: speed-up, short: slow, stills: zoom}"),
    Look(
      name: "vlog-warm",
      summary: "Bright, warm and soft, kind to faces; short dissolves.",
      effects: [
        "{gamma: 1.1}",
        "{temperature: 0.1}",
        "{saturation: 1.08}",
        "{curves: [[0, 0.025], [0.5, 0.51], [1, 0.985]]}",
        "{glow: {strength: 0.15, radius: 40, threshold: 0.7}}",
      ],
      transition: "{type: dissolve, duration: 0.4s}",
      montage: "{long: crop, short: slow, stills: zoom}"),
    Look(
      name: "documentary-clean",
      summary: "Colours as they are, a little clearer; straight cuts.",
      effects: [
        "{contrast: 1.05}",
        "{saturation: 1.04}",
        "{sharpen: 0.3}",
      ],
      transition: "cut",
      montage: "{long: crop, short: hold, stills: zoom}"),
    Look(
      name: "retro-tape",
      summary: "A worn cassette of a faded film; cuts through noise.",
      effects: [
        "{vintage: {fade: 0.35, warmth: 0.4}}",
        "{vhs: 0.4}",
        "{vignette: 0.3}",
      ],
      transition: "{type: grain, duration: 0.3s}",
      montage: "{long: crop, short: slow, stills: still}"),
  ]
}
