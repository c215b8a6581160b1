import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// What a document means: exact places on the frame grid, names resolved, every choice made. Passes rewrite
/// it and lowering reads it.
package struct Composition: Sendable {
  package var canvas: Canvas
  /// Frames of the film.
  package var frameCount: Int
  /// Files, each once; layers and voices name them by number.
  package var media: [MediaUse]
  /// What is painted, bottom first.
  package var layers: [Layer]
  /// What is heard.
  package var sounds: [SoundLayer]
  /// Where sounds are mixed and treated together, each behind the one that it runs into.
  package var strips: [Strip] = []
  /// The film's captions, drawn or not.
  package var captions: [CaptionTrack] = []
  /// Whether the programme has pictures at all; without, only sound is written.
  package var hasPicture: Bool

  /// Samples of the film.
  package var sampleCount: Int { canvas.sample(ofEdge: frameCount) }
}

/// The film's shape.
package struct Canvas: Hashable, Sendable {
  package var size: PixelSize
  package var rate: FrameRate
  package var background: Color
  package var sound: SoundShape
  package var color = CanvasColor.bt709

  /// The film has an alpha plane: its background is transparent, or partly so.
  package var isTransparent: Bool { !background.isOpaque }
  /// FFmpeg's name of the form of the film's pictures.
  package var pixelFormat: String { color.format(isTransparent ? WorkingFormat.alpha : WorkingFormat.opaque) }

  package func sample(ofEdge edge: Int) -> Int { rate.sample(ofEdge: edge, sampleRate: sound.rate) }
}

/// A file that the film uses.
package struct MediaUse: Sendable {
  package var facts: MediaFacts
  /// Pictures a second of a numbered sequence.
  package var sequenceRate: FrameRate?
  /// What its sound is brought to.
  package var loudness: Setting<Loudness>?
  /// Where the document names it.
  package var span: Span
}

/// A stretch of source time as the film runs through it.
package struct SourceRun: Hashable, Sendable {
  /// Index into the composition's media.
  package var media: Int
  /// Source time at the first film edge, seconds.
  package var first: Rational
  /// Source seconds a film second; negative backwards, 0 frozen. The mean, where there is a pace.
  package var speed: Rational
  /// How the frames differ in speed, counted from the first film edge; nil where they do not.
  package var pace: Pace?
  /// Pictures that start at or after this are not shown.
  package var bound: Rational?
  /// The range that repeats.
  package var wrap: SourceRange?

  /// Source time after some frames.
  package func time(afterFrames count: Int, rate: FrameRate) -> Rational {
    first + (pace?.passed(count) ?? Rational(count) * speed / rate.value)
  }

  /// The same run from some frames later, or earlier, on.
  package func advanced(byFrames count: Int, rate: FrameRate) -> SourceRun {
    var run = self
    run.first = time(afterFrames: count, rate: rate)
    run.pace = pace?.advanced(by: count)
    return run
  }
}

/// One picture on the canvas for a while.
package struct Layer: Sendable {
  package indirect enum Content: Sendable {
    case run(SourceRun)
    case still(media: Int)
    case generator(any PictureGenerator)
    case text(Lettering)
    /// Layers painted onto a transparent canvas of their own, bottom first.
    case group([Layer])
    case transition(Crossing)
  }

  /// Frames of the film, half open.
  package var frames: Range<Int>
  package var content: Content
  package var geometry: Geometry
  package var fill: Fill
  /// Zooms, pans and shakes, in order: they choose what of the picture fills its frame.
  package var moves: [AppliedEffect] = []
  /// Where the frame goes, in place of `geometry.place`.
  package var path: PlacePath?
  /// What is done to the picture at its size on the canvas, in order.
  package var effects: [AppliedEffect] = []
  /// How much of what is below is covered.
  package var opacity = Curve.constant(1)
  /// How its colours meet those below.
  package var blend = BlendMode.normal
  /// Opacity rises from 0 to 1 over these frames of the film, and falls over those.
  package var fadeIn: Range<Int>?
  package var fadeOut: Range<Int>?
  /// Layers of one row follow each other.
  package var row: Int
  /// The frames of the whole item, where this layer is a part of it: generators and effects count from there.
  package var itemFrames: Range<Int>?
  package var span: Span
  /// In the author's words: "clip 'media/a.mp4'".
  package var what: String

  /// The same layer for some of its frames.
  func sliced(to part: Range<Int>, rate: FrameRate) -> Layer {
    var slice = self
    slice.frames = part
    if case .run(let run) = content {
      slice.content = .run(run.advanced(byFrames: part.lowerBound - frames.lowerBound, rate: rate))
    }
    slice.itemFrames = itemFrames ?? frames
    return slice
  }
}

/// An effect on a layer.
package struct AppliedEffect: Sendable {
  package var effect: any PictureEffect
  /// A mix of the source (0) and the result (1).
  package var amount: Setting<AnimatedValue<Opacity>>?
  /// Frames of the film on which it holds; nil for all of the layer.
  package var frames: Range<Int>?
  package var span: Span
  /// Where it holds.
  package var region: [AreaClause] = []
  /// The file of its mask.
  package var matte: Matte?

  package var name: String { type(of: effect).name }
}

/// A file whose brightness or solidity is a mask.
package struct Matte: Sendable {
  /// Its pictures through the item.
  package var layer: LayerSource
  package var channel: MaskChannel
  package var fit: MaskFit
  package var area: AreaClause

  /// Where a mask's pictures come from, and from which frame of the film on.
  package enum LayerSource: Sendable {
    case still(media: Int)
    case run(SourceRun, from: Int)
  }
}

/// One picture giving way to another, over the frames of the layer that holds it.
package struct Crossing: Sendable {
  /// Nil for the background.
  package var from: Layer?
  package var to: Layer?
  package var transition: TransitionChoice
  package var ease: Easing
  /// It runs backwards, in a sequence that does: `from` gives way to `to` as `to` once gave way to `from`.
  package var isReversed = false

  /// How far the change has come at a share of the window.
  func progress(_ share: Double) -> Double { isReversed ? ease.value(at: 1 - share) : ease.value(at: share) }

  /// The sides meet what is below in different ways, so they are blended before one gives way to the other.
  var blendsApart: Bool { transition.method != .dip && [from, to].contains { $0.map { $0.blend != .normal } ?? false } }
}

/// One item's sound for a while.
package struct SoundLayer: Sendable {
  package enum Content: Sendable {
    case run(SourceRun)
    case generator(any SoundGenerator)
  }

  /// Samples of the film, half open.
  package var samples: Range<Int>
  package var content: Content
  package var level = SoundLevel()
  /// What its media's loudness raises it by, in decibels, before anything else.
  package var sourceDecibels = Rational.zero
  package var duck: Duck?
  /// Under what name others may duck under it.
  package var key: String?
  /// What is done to it before its level, in order.
  package var effects: [AppliedSoundEffect] = []
  /// Samples that its effects ring on behind its own.
  package var tail = 0
  package var channels: ChannelChoice
  package var pitch: Pitch
  /// Samples over which it takes over from its neighbour, and gives way to the next, at equal power.
  package var crossIn = 0
  package var crossOut = 0
  /// Samples of the short fades that keep joins from clicking.
  package var edgeIn: Int
  package var edgeOut: Int
  /// Where it goes, an index into the composition's strips; nil for the film.
  package var strip: Int?
  /// Sounds of one row share lanes.
  package var row: Int
  /// Items of this row run one after another.
  package var isSequential: Bool
  /// The film's frame at whose edge a run with a pace is at its first source time.
  package var paceStart = 0
  package var span: Span
  package var what: String
}
