import Diagnostics
import MediaTypes
import Timeline

/// How a text comes and goes, on the frames of its item.
struct TextMotion {
  var entrance: Part?
  var exit: Part?
  /// Frames of the item.
  var count: Int

  struct Part {
    var type: AnimationType
    var frames: Int
    var side: AnimationSide
    var ease: Easing?
  }

  /// Frames over which opacity rises and falls.
  var fades: (in: Int, out: Int) { (Self.fade(entrance), Self.fade(exit)) }

  private static func fade(_ part: Part?) -> Int {
    switch part?.type {
    case .fade, .slide: part!.frames
    case .pop: max(1, part!.frames / 2)
    case .typewriter, nil: 0
    }
  }

  /// How far the text strays from its place.
  func reach(_ block: TextBlock, _ look: TextLook) -> (x: Rational, y: Rational) {
    var reach = (x: Rational.zero, y: Rational.zero)
    for part in [entrance, exit].compactMap({ $0 }) where part.type == .slide {
      // An ease may overshoot.
      let way = travel(part, look) * Rational(3, 2)
      if [.left, .right].contains(part.side) { reach.x = max(reach.x, way) } else { reach.y = max(reach.y, way) }
    }
    return reach
  }

  /// The largest factor by which it grows.
  var growth: Rational { [entrance, exit].contains { $0?.type == .pop } ? Rational(5, 4) : 1 }

  private func travel(_ part: Part, _ look: TextLook) -> Rational { look.face.size * Rational(5, 4) }

  /// What is seen frame by frame; `count` letters are in the text.
  func states(_ look: TextLook, letters: Int) -> [TextState] {
    let first = moves(entrance) ? entrance!.frames : 0
    let last = max(first, count - (moves(exit) ? exit!.frames : 0))
    var states = (0..<first).map { state(entrance!, $0, from: 0, look, letters) }
    if first < last { states.append(TextState(frames: first..<(last == count ? .max : last))) }
    let left = count - last
    states += (0..<left).map { k in
      var state = state(exit!, left - 1 - k, from: 0, look, letters)
      state.frames = last + k..<last + k + 1
      return state
    }
    return states
  }

  /// Frames on which it stands still; nil where it never moves.
  var idleFrames: Range<Int>? {
    let first = moves(entrance) ? entrance!.frames : 0
    let last = count - (moves(exit) ? exit!.frames : 0)
    return (first > 0 || last < count) && first < last ? first..<last : nil
  }

  private func moves(_ part: Part?) -> Bool { part.map { $0.type != .fade } ?? false }

  /// - Parameter k: frames from nothing.
  private func state(_ part: Part, _ k: Int, from start: Int, _ look: TextLook, _ letters: Int) -> TextState {
    var state = TextState(frames: start + k..<start + k + 1)
    let progress = (Double(k) + 0.5) / Double(part.frames)
    switch part.type {
    case .fade: break
    case .slide:
      let away = (1 - (part.ease ?? .outCubic).value(at: progress)) * travel(part, look).approximation
      switch part.side {
      case .left: state.move.x = -away
      case .right: state.move.x = away
      case .top: state.move.y = -away
      case .bottom: state.move.y = away
      }
    case .pop: state.scale = 0.5 + 0.5 * (part.ease ?? .outBack).value(at: progress)
    case .typewriter: state.letters = Int((progress * Double(letters)).rounded(.up))
    }
    return state
  }
}

extension Easing {
  static let outCubic = Easing.curve(.cubic, .easeOut)
  static let outBack = Easing.curve(.back, .easeOut)
}
