import Diagnostics
import MediaTypes
import Timeline

/// A value of a document in its shortest exact form; reading it again gives the same value.
protocol PrintedValue {
  var printed: String { get }
}

extension Bool: PrintedValue {
  var printed: String { self ? "true" : "false" }
}

extension Text: PrintedValue {
  var printed: String { quotedJSON(value) }
}

extension Name: PrintedValue {
  var printed: String { value }
}

extension FilePath: PrintedValue {
  var printed: String { quotedJSON(value) }
}

extension TrackKind: PrintedValue {}
extension Fit: PrintedValue {}
extension Pitch: PrintedValue {}
extension ChannelLayout: PrintedValue {}
extension CanvasColor: PrintedValue {}
extension QuarterTurn: PrintedValue {}
extension ContainerName: PrintedValue {}
extension SegmentType: PrintedValue {}
extension PictureCodecName: PrintedValue {}
extension SoundCodecName: PrintedValue {}
extension PixelsName: PrintedValue {}
extension OutputPresetName: PrintedValue {}

extension EncoderPreset: PrintedValue {
  var printed: String { word }
}

extension Quality: PrintedValue {
  var printed: String { value.description }
}

extension SheetGrid: PrintedValue {
  var printed: String { "\(columns)x\(rows)" }
}

extension FilmRange: PrintedValue {
  var printed: String { "[\(from.value.printed), \(to.value.printed)]" }
}

extension PrintedValue where Self: WordChoice {
  var printed: String { rawValue }
}

extension Color: PrintedValue {
  var printed: String { description }
}

extension CanvasSize: PrintedValue {
  var printed: String { size.description }
}

extension Rate: PrintedValue {
  var printed: String { rate.description }
}

extension Gain: PrintedValue {
  var printed: String { "\(decibels)dB" }
}

extension Pan: PrintedValue {
  var printed: String { value.description }
}

extension RateFactor: PrintedValue {
  var printed: String { value.description }
}

extension BitRate: PrintedValue {
  var printed: String { bitsPerSecond.description }
}

extension SampleRate: PrintedValue {
  var printed: String { value.description }
}

extension Length: PrintedValue {
  var printed: String {
    switch self {
    case .pixels(let pixels): "\(pixels)px"
    case .share(let share): "\(share * 100)%"
    }
  }
}

extension Point: PrintedValue {
  var printed: String { "[\(x.printed), \(y.printed)]" }
}

extension Fill: PrintedValue {
  var printed: String {
    switch self {
    case .background: "background"
    case .blur: "blur"
    case .color(let color): color.printed
    }
  }
}

extension ChannelChoice: PrintedValue {
  var printed: String {
    switch self {
    case .all: "all"
    case .left: "left"
    case .right: "right"
    case .mix: "mix"
    case .swap: "swap"
    case .numbers(let numbers): "[" + numbers.map(String.init).joined(separator: ", ") + "]"
    }
  }
}

extension Crop: PrintedValue {
  var printed: String {
    if let kept {
      return "keep \(kept.x.printed),\(kept.y.printed) \(kept.width.printed)x\(kept.height.printed)"
    }
    return "left \(left.printed) top \(top.printed) right \(right.printed) bottom \(bottom.printed)"
  }
}

extension LoopValue: PrintedValue {
  var printed: String {
    switch self {
    case .off: "false"
    case .endless: "true"
    case .times(let count): "\(count)"
    }
  }
}

extension SpeedValue: PrintedValue {
  var printed: String {
    switch self {
    case .ratio(let ratio): ratio.description
    case .fit: "fit"
    case .ramp(let keyframes): AnimatedValue.keyframes(keyframes).printed
    }
  }
}

extension SpeedRatio: PrintedValue {
  var printed: String { value.description }
}

extension DurationValue: PrintedValue {
  var printed: String {
    switch self {
    case .time(let time): time.printed
    case .share: "share"
    }
  }
}

extension GeneratorUse: PrintedValue {
  var printed: String { type(of: generator).name }
}

extension AnimatedValue: PrintedValue where Value: PrintedValue {
  var printed: String {
    switch self {
    case .constant(let value): return value.printed
    case .keyframes(let keys):
      let points = keys.map { key in
        let ease = key.ease.map { " \($0.value.printed)" } ?? ""
        return "\(key.at?.value.printed ?? ""): \(key.value?.value.printed ?? "")\(ease)"
      }
      return "[" + points.joined(separator: ", ") + "]"
    }
  }
}

extension Easing: PrintedValue {
  var printed: String {
    if case .bezier(let a, let b, let c, let d) = self { return "[\(a), \(b), \(c), \(d)]" }
    return Self.named.first { $0.easing == self }?.name ?? ""
  }
}

extension FadeShape: PrintedValue {
  var printed: String {
    switch self {
    case .curve(let curve): curve.rawValue
    case .ease(let easing): easing.printed
    }
  }
}

extension SoundFade: PrintedValue {
  var printed: String { duration.value.printed + (shape == .curve(.linear) ? "" : " \(shape.printed)") }
}
