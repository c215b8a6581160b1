/// How a group of sounds is treated once it is mixed.
package struct BusClause: Construct {
  package var gain: Setting<AnimatedValue<Gain>>?
  package var effects: Setting<[SoundEffectUse]>?
  package var duck: Setting<DuckClause>?

  package init() {}

  package static let declaration = Declaration<BusClause>(
    "a bus", "A group of sounds: items and tracks that name it are mixed, then treated together.",
    examples: ["{gain: -6dB}", "{effects: [{high-pass: 90Hz}, {compressor: -22dB}]}"],
    [
      Parameter("gain", \.gain, "Louder or softer, the whole group; % and times are of the film.", default: "0dB", example: "-6dB"),
      Parameter("effects", \.effects, "What is done to the mix, in order, before the gain.", example: "[{compressor: -20dB}]"),
      Parameter("duck", \.duck, "Softer while something else is heard.", example: "{under: speech}"),
    ])
}
