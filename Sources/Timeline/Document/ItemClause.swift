import Diagnostics
import MediaTypes

/// One item of a track, as written. Which keys it may have depends on what it is and where it stands.
package struct ItemClause: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case clip, generate, text, voice, gap, sequence, stack, transition, montage
  }

  package var kind = Kind.clip
  /// The whole item's place.
  package var span = Span(start: 0, end: 0)

  package var clip: Setting<FilePath>?
  package var generate: Setting<GeneratorUse>?
  package var text: Setting<Text>?
  package var voice: Setting<Text>?
  package var gap: Setting<TimeExpression>?
  package var sequence: Setting<SequenceClause>?
  package var stack: Setting<StackClause>?
  package var transition: Setting<TransitionClause>?
  package var montage: Setting<MontageClause>?

  package var id: Setting<Name>?
  package var enabled: Setting<Bool>?
  package var sourceIn: Setting<TimeExpression>?
  package var sourceOut: Setting<TimeExpression>?
  package var duration: Setting<DurationValue>?
  package var at: Setting<TimeExpression>?
  package var until: Setting<TimeExpression>?
  package var speed: Setting<SpeedValue>?
  package var snap: Setting<SnapClause>?
  package var tolerance: Setting<TimeExpression>?
  package var loop: Setting<LoopValue>?
  package var hold: Setting<Bool>?
  package var cuts: Setting<CutsClause>?

  package var crop: Setting<Crop>?
  package var fit: Setting<Fit>?
  package var fill: Setting<Fill>?
  package var focus: Setting<Point>?
  package var position: Setting<AnimatedValue<Point>>?
  package var anchor: Setting<Point>?
  package var scale: Setting<AnimatedValue<Scale>>?
  package var rotate: Setting<AnimatedValue<Angle>>?
  package var margin: Setting<Margin>?
  package var opacity: Setting<AnimatedValue<Opacity>>?
  package var blend: Setting<BlendMode>?
  package var mask: Setting<MaskClause>?
  package var effects: Setting<[EffectUse]>?
  package var fadeIn: Setting<TimeExpression>?
  package var fadeOut: Setting<TimeExpression>?

  package var style: Setting<StyleUse>?
  /// The keys of a style on the text itself.
  package var ownStyle = StyleClause()
  package var animate: Setting<AnimateClause>?

  package var speaker: Setting<Text>?
  package var lang: Setting<LanguageTag>?
  package var voiceRate: Setting<VoiceRate>?

  package var audio: Setting<SoundClause>?
  /// The keys of `audio` on an item of a sound track.
  package var ownSound = SoundClause()

  package init() {}

  package var isEnabled: Bool { enabled?.value ?? true }

  /// The sound settings that hold, wherever they stand.
  package var sound: SoundClause {
    guard let audio else { return ownSound }
    return audio.value.filled(from: ownSound)
  }
}

// MARK: what each kind of item may say

extension ItemClause {
  /// The keys of a kind of item on a kind of track.
  package static func declaration(of kind: Kind, on track: TrackKind) -> Declaration<ItemClause> {
    switch (kind, track) {
    case (.gap, _): gapDeclaration
    case (.transition, _): transitionDeclaration
    case (.sequence, .audio): soundSequenceDeclaration
    case (.montage, _): montageDeclaration
    case (.sequence, _): sequenceDeclaration
    case (.stack, _): stackDeclaration
    case (.clip, .audio): soundClipDeclaration
    case (.clip, _): clipDeclaration
    case (.generate, .audio): soundGeneratorDeclaration
    case (.generate, _): generatorDeclaration
    case (.text, _): textDeclaration
    case (.voice, .audio): soundVoiceDeclaration
    case (.voice, _): voiceDeclaration
    }
  }

  package static let allKeys: [String] = {
    var seen = Set<String>()
    let declarations = [
      clipDeclaration, generatorDeclaration, gapDeclaration, soundClipDeclaration, sequenceDeclaration, textDeclaration,
      soundVoiceDeclaration,
    ]
    return declarations.flatMap(\.parameters).map(\.key).filter { seen.insert($0).inserted }
  }()

  /// A list of items of every kind, for the schema.
  package static var listShape: ValueShape {
    let declarations = [
      clipDeclaration, soundClipDeclaration, generatorDeclaration, soundGeneratorDeclaration, textDeclaration, voiceDeclaration,
      soundVoiceDeclaration, sequenceDeclaration, soundSequenceDeclaration,
      stackDeclaration, montageDeclaration, gapDeclaration, transitionDeclaration,
    ]
    return .list(.oneOf(declarations.map { .construct($0.facts) }), minimum: 0)
  }

  static let clipDeclaration = Declaration<ItemClause>(
    "a clip", "A part of a file: video, sound, a still, an animation or a numbered picture sequence.",
    examples: ["{clip: talk.mp4, in: 12s, out: 40s}", "{clip: still.jpg, duration: 3s, fit: cover}"],
    [
      Parameter("clip", \.clip, "A name of the bin, or a path.", required: true, example: "media/talk.mp4")
    ] + placeParameters + sourceParameters + pictureParameters + placementParameters + fadeParameters + [audioParameter])

  static let soundClipDeclaration = Declaration<ItemClause>(
    "a sound clip", "The sound of a file. The keys of 'audio' may stand on it.",
    examples: ["{clip: song.mp3, gain: -14dB, fade-out: 2s, until: main.end}"],
    [
      Parameter("clip", \.clip, "A name of the bin, or a path.", required: true, example: "media/song.mp3")
    ] + placeParameters + sourceParameters + [audioParameter] + SoundClause.declaration.parameters.map { $0.lifted(\.ownSound) })

  static let generatorDeclaration = Declaration<ItemClause>(
    "a generator", "Pictures or sound made from nothing.", examples: ["{generate: {color: white}, duration: 2s}"],
    [
      Parameter("generate", \.generate, "What to make.", required: true, example: "{color: white}")
    ] + placeParameters + placementParameters + fadeParameters + [audioParameter])

  static let textDeclaration = Declaration<ItemClause>(
    "a text", "A title, set in a style.",
    examples: [
      "{text: One night only, duration: 3s}",
      "{text: Ada Lovelace, style: {size: 5%, box: true}, position: bottom-left, duration: 4s, animate: {in: slide, out: fade}}",
    ],
    [
      Parameter("text", \.text, "What it says; a line break starts a new line.", required: true, example: "One night only"),
      Parameter("style", \.style, "A style's name, or its keys in place.", example: "title"),
    ] + placeParameters + StyleClause.lookParameters.map { $0.lifted(\.ownStyle) } + placementParameters + fadeParameters)

  static let soundGeneratorDeclaration = Declaration<ItemClause>(
    "a generator", "Sound made from nothing.", examples: ["{generate: {tone: 440}, duration: 2s}"],
    [
      Parameter("generate", \.generate, "What to make.", required: true, example: "{tone: 440}")
    ] + placeParameters + [audioParameter] + SoundClause.declaration.parameters.map { $0.lifted(\.ownSound) })

  static let gapDeclaration = Declaration<ItemClause>(
    "a gap", "Intended background.", examples: ["{gap: 0.5s}"],
    [
      Parameter("gap", \.gap, "How long.", required: true, example: "0.5s"),
      Parameter("id", \.id, "A name for anchors.", example: "pause"),
      Parameter("enabled", \.enabled, "false leaves the item out.", default: "true"),
      Parameter("snap", \.snap, "Its cuts move to the music.", example: "beat"),
      Parameter("tolerance", \.tolerance, "How far 'snap' may move a cut.", example: "0.2s"),
    ])

  static let transitionDeclaration = Declaration<ItemClause>(
    "a transition", "What happens between its neighbours; at either end of a track, from or to the background.",
    examples: ["{transition: dissolve}", "{transition: {type: wipe, direction: left, duration: 12f}}"],
    [
      Parameter("transition", \.transition, "Which one, and how.", required: true, example: "dissolve"),
      Parameter("enabled", \.enabled, "false leaves it out.", default: "true"),
    ])

  static let montageDeclaration = Declaration<ItemClause>(
    "a montage item", "A macro: clips cut to the beat from a pool.",
    examples: ["{montage: {from: [beach.mp4, crowd.mp4], every: 2s, duration: 12s}}"],
    [
      Parameter("montage", \.montage, "What it is made of.", required: true),
      Parameter("id", \.id, "A name for anchors.", example: "party"),
      Parameter("enabled", \.enabled, "false leaves the item out.", default: "true"),
      Parameter("at", \.at, "When it starts; behind the item before where absent.", example: "intro.end + 12f"),
    ])

  static let sequenceDeclaration = Declaration<ItemClause>(
    "a sequence", "A timeline inside the timeline, on the same canvas.",
    examples: ["{sequence: {items: [{clip: a.mp4, out: 2s}, {clip: b.mp4, out: 2s}]}, speed: 2}"],
    [
      Parameter("sequence", \.sequence, "Its name, or its tracks or items in place.", required: true, example: "lower-third")
    ] + placeParameters + rangeParameters + placementParameters + fadeParameters + [audioParameter])

  static let soundSequenceDeclaration = Declaration<ItemClause>(
    "a sound sequence", "The sound of a timeline inside the timeline.",
    examples: ["{sequence: {items: [{clip: a.mp4, out: 2s}, {clip: b.mp4, out: 2s}]}, gain: -6dB}"],
    [
      Parameter("sequence", \.sequence, "Its name, or its tracks or items in place.", required: true, example: "lower-third")
    ] + placeParameters + rangeParameters + [audioParameter] + SoundClause.declaration.parameters.map { $0.lifted(\.ownSound) })

  static let stackDeclaration = Declaration<ItemClause>(
    "a stack", "Items that run side by side, the last on top.",
    examples: ["{stack: [{clip: a.mp4}, {clip: b.mp4, scale: 30%, position: top-right}]}"],
    [
      Parameter("stack", \.stack, "The items, bottom first.", required: true)
    ] + placeParameters + rangeParameters + placementParameters + fadeParameters + [audioParameter])

  static let placeParameters: [Parameter<ItemClause>] = [
    Parameter("id", \.id, "A name for anchors: 'intro.end'.", example: "intro"),
    Parameter("enabled", \.enabled, "false leaves the item out.", default: "true"),
    Parameter("duration", \.duration, "Time on the timeline, or 'share'.", example: "2s"),
    Parameter("at", \.at, "When it starts; behind the item before where absent.", example: "intro.end + 12f"),
    Parameter("until", \.until, "When it ends.", example: "main.end"),
    Parameter("snap", \.snap, "Its cuts move to the music.", example: "beat"),
    Parameter("tolerance", \.tolerance, "How far 'snap' may move a cut.", example: "0.2s"),
  ]

  static let rangeParameters: [Parameter<ItemClause>] = [
    Parameter("in", \.sourceIn, "Start of the source range, in source time.", default: "the media's start", example: "12s"),
    Parameter("out", \.sourceOut, "End of the source range, in source time; not shown itself.", default: "the media's end", example: "40s"),
    Parameter(
      "speed", \.speed, "Retime: 2 is twice as fast, -1 backwards, 0 frozen, 'fit' what makes it fit, {from, to} a ramp.", default: "1",
      example: "1/2"),
  ]

  private static let sourceParameters: [Parameter<ItemClause>] =
    rangeParameters + [
      Parameter("loop", \.loop, "Repeat the range: true as long as the item lasts, or how often.", default: "false", example: "3"),
      Parameter("hold", \.hold, "Hold the last picture where the media ends before the item.", default: "false", example: "true"),
      Parameter("cuts", \.cuts, "Leaves silences out; what is heard moves together.", example: "{remove: silence}"),
    ]

  private static let pictureParameters: [Parameter<ItemClause>] = [
    Parameter("crop", \.crop, "What is cut off the picture first.", example: "{left: 10%, right: 10%}"),
    Parameter(
      "fit", \.fit, "How the picture meets the canvas; 'none' on overlay tracks where absent.", default: "contain", example: "cover"),
    Parameter("fill", \.fill, "What fills the bars of 'contain'.", default: "background", example: "blur"),
    Parameter("focus", \.focus, "The point that 'cover' keeps.", default: "center", example: "top"),
  ]

  private static let placementParameters: [Parameter<ItemClause>] = [
    Parameter("position", \.position, "Where its anchor is on the canvas: a name, or px or %.", default: "center", example: "top-right"),
    Parameter("anchor", \.anchor, "The point of the item that is placed; what 'position' names, else its centre.", example: "top-left"),
    Parameter("scale", \.scale, "A factor of the fitted size, or {width} or {height} on the canvas.", default: "1", example: "50%"),
    Parameter("rotate", \.rotate, "Degrees clockwise, about its middle.", default: "0", example: "5"),
    Parameter("margin", \.margin, "How far it stays from the canvas's edges.", default: "0", example: "title"),
    Parameter("opacity", \.opacity, "How much of what is below it covers.", default: "1", example: "80%"),
    Parameter("blend", \.blend, "How its colours meet those below.", default: "normal", example: "multiply"),
    Parameter("mask", \.mask, "What of it is seen: a shape, or as much as a file is bright or solid.", example: "matte.png"),
  ]

  private static let fadeParameters: [Parameter<ItemClause>] = [
    Parameter("effects", \.effects, "What is done to the picture, in order.", example: "[{blur: 12}, vignette]"),
    Parameter("fade-in", \.fadeIn, "The picture comes up over this time.", example: "0.5s"),
    Parameter("fade-out", \.fadeOut, "The picture goes over this time.", example: "1s"),
    Parameter("animate", \.animate, "How it comes and goes.", example: "{in: pop, out: fade}"),
  ]

  static let audioParameter = Parameter<ItemClause>(
    "audio", \.audio, "How its sound is heard; false leaves it out.", example: "{gain: -6dB}")
}
