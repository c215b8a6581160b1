import Compiler
import MediaTypes

extension Composition {
  /// `28.0 s, 700 frames, 1920x1080 at 25`.
  var summary: String {
    guard hasPicture else {
      let seconds = Rational(sampleCount, canvas.sound.rate)
      return "\(seconds.oneDecimal) s, sound only, \(canvas.sound.rate) Hz \(canvas.sound.layout.rawValue)"
    }
    let seconds = canvas.rate.time(ofEdge: frameCount)
    return
      "\(seconds.oneDecimal) s, \(frameCount) frame\(frameCount == 1 ? "" : "s"), \(canvas.size) at \(canvas.rate)"
  }
}

extension Rational {
  /// With exactly one decimal, for people.
  var oneDecimal: String {
    let text = decimal(digits: 1)
    return text.contains(".") ? text : text + ".0"
  }
}

extension Compilation {
  /// The document, as shown to people.
  var path: String { sources.texts[0].path }
}
