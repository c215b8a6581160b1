import MediaTypes

/// Size, rate and sound of the film.
package struct CanvasClause: Construct {
  package var size: Setting<CanvasSize>?
  package var rate: Setting<Rate>?
  package var audio: Setting<CanvasSoundClause>?
  package var background: Setting<Color>?
  package var color: Setting<CanvasColor>?
  /// A faster film is halved in rate until it is at most this; an output's preset says so, never the document.
  package var mostRate: Int?

  package init() {}

  package static let declaration = Declaration<CanvasClause>(
    "canvas", "Size, rate and sound of the film. What is absent comes from the first picture.",
    examples: ["{size: 1920x1080, rate: 30}", "{size: 1080x1920, rate: 30000/1001, background: white}"],
    [
      Parameter("size", \.size, "Width and height in pixels; from the first picture where absent.", example: "1920x1080"),
      Parameter("rate", \.rate, "Pictures a second; the standard rate nearest the first picture's where absent.", example: "30"),
      Parameter("audio", \.audio, "Sample rate and layout of the sound.", example: "{rate: 48000, layout: stereo}"),
      Parameter("background", \.background, "What is seen where nothing is.", default: "black", example: "white"),
      Parameter("color", \.color, "The colour space of the film.", default: "bt709"),
    ])
}

/// The film's sound.
package struct CanvasSoundClause: Construct {
  package var rate: Setting<SampleRate>?
  package var layout: Setting<ChannelLayout>?

  package init() {}

  package static let declaration = Declaration<CanvasSoundClause>(
    "audio", "The film's sound.", examples: ["{rate: 48000, layout: stereo}"],
    [
      Parameter("rate", \.rate, "Samples a second.", default: "48000", example: "48000"),
      Parameter("layout", \.layout, "Channels of the film.", default: "stereo", example: "stereo"),
    ])
}
