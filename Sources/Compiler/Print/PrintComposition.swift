import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// A composition for people, stable from run to run: the film, its files, then one layer and one voice a line.
/// Times are exact; what is at its default is left out.
package func printComposition(_ composition: Composition) -> String {
  let page = CompositionPage(composition: composition)
  var lines = page.head
  lines += composition.media.enumerated().map { page.media($0.offset, $0.element) }
  lines += composition.layers.enumerated().map { page.layer($0.offset, $0.element) }
  lines += composition.sounds.enumerated().map { page.voice($0.offset, $0.element) }
  lines += composition.strips.enumerated().map { page.strip($0.offset, $0.element) }
  return lines.joined(separator: "\n") + "\n"
}

/// Writes the lines of a printed composition.
private struct CompositionPage {
  let composition: Composition

  var head: [String] {
    let canvas = composition.canvas
    let sound = "sound \(canvas.sound.rate) \(canvas.sound.layout.rawValue)"
    let shape = "canvas: \(canvas.size) rate \(canvas.rate) \(sound) background \(canvas.background)"
    let length =
      composition.hasPicture
      ? "frames \(composition.frameCount) samples \(composition.sampleCount)"
      : "samples \(composition.sampleCount)"
    return [shape, "film: \(length)"]
  }

  func media(_ number: Int, _ use: MediaUse) -> String {
    var parts = ["media \(number): \(use.facts.kind.rawValue) \(quotedJSON(use.facts.path))"]
    if let picture = use.facts.picture { parts.append("picture \(picture.start)..<\(picture.end)") }
    if let sound = use.facts.sound { parts.append("sound \(sound.start)..<\(sound.end)") }
    if let rate = use.sequenceRate { parts.append("rate \(rate)") }
    return parts.joined(separator: ", ")
  }

  func layer(_ number: Int, _ layer: Layer) -> String {
    var parts = [
      "layer \(number): frames \(text(layer.frames)) row \(layer.row)", text(layer.content),
      text(layer.geometry),
    ]
    if layer.fill != .background { parts.append("fill \(layer.fill.printed)") }
    if !layer.moves.isEmpty { parts.append("moves " + layer.moves.map(text).joined(separator: " ")) }
    if let path = layer.path { parts.append(text(path)) }
    if !layer.effects.isEmpty { parts.append("effects " + layer.effects.map(text).joined(separator: " ")) }
    if layer.opacity != .constant(1) { parts.append("opacity \(text(layer.opacity))") }
    if layer.blend != .normal { parts.append("blend \(layer.blend.rawValue)") }
    if let fade = layer.fadeIn { parts.append("fade in \(text(fade))") }
    if let fade = layer.fadeOut { parts.append("fade out \(text(fade))") }
    return parts.joined(separator: ", ")
  }

  func voice(_ number: Int, _ voice: SoundLayer) -> String {
    let order = voice.isSequential ? "" : " free"
    var parts = [
      "voice \(number): samples \(text(voice.samples)) row \(voice.row)\(order)", text(voice.content),
    ]
    parts += effects(voice.effects, tail: voice.tail) + level(voice.level, samples: voice.samples)
    if let duck = voice.duck { parts.append(text(duck)) }
    if let strip = voice.strip { parts.append("into strip \(strip)") }
    if voice.channels != .all { parts.append("channels \(voice.channels.printed)") }
    if voice.pitch != .keep { parts.append("pitch \(voice.pitch.rawValue)") }
    for (name, samples) in [
      ("cross in", voice.crossIn), ("cross out", voice.crossOut),
      ("edge in", voice.edgeIn), ("edge out", voice.edgeOut),
    ] where samples > 0 { parts.append("\(name) \(samples)") }
    return parts.joined(separator: ", ")
  }

  func strip(_ number: Int, _ strip: Strip) -> String {
    var parts = effects(strip.effects, tail: 0) + level(strip.level)
    if let cross = strip.crossIn { parts.append("cross in \(text(cross))") }
    if let cross = strip.crossOut { parts.append("cross out \(text(cross))") }
    if let duck = strip.duck { parts.append(text(duck)) }
    if let into = strip.into { parts.append("into strip \(into)") }
    return "strip \(number): \(strip.what)" + parts.map { ", " + $0 }.joined()
  }

  private func text(_ duck: Duck) -> String {
    "duck under '\(duck.name)' by \(duck.decibels)dB over \(duck.threshold)dB attack \(duck.attack) hold \(duck.hold) release \(duck.release)"
  }

  private func effects(_ effects: [AppliedSoundEffect], tail: Int) -> [String] {
    guard !effects.isEmpty else { return [] }
    let names = effects.map { $0.name + ($0.samples.map { "@\(text($0))" } ?? "") + ($0.amount == 1 ? "" : "*\($0.amount)") }
    return ["effects " + names.joined(separator: " ")] + (tail > 0 ? ["tail \(tail)"] : [])
  }

  /// - Parameter samples: of the sound that fades at its own ends.
  private func level(_ level: SoundLevel, samples: Range<Int>? = nil) -> [String] {
    var parts: [String] = []
    if level.decibels != .constant(0) { parts.append("gain \(text(level.decibels))" + (level.decibels.constant == nil ? "" : "dB")) }
    if level.pan != .constant(0) { parts.append("pan \(text(level.pan))") }
    for (name, ramp) in [("fade in", level.fadeIn), ("fade out", level.fadeOut)] {
      guard let ramp else { continue }
      let isAtEnd = ramp.samples.lowerBound == samples?.lowerBound || ramp.samples.upperBound == samples?.upperBound
      let shape = ramp.shape == .curve(.linear) ? "" : " \(ramp.shape.printed)"
      parts.append("\(name) " + (isAtEnd ? "\(ramp.samples.count)" : text(ramp.samples)) + shape)
    }
    return parts
  }

  private func text(_ range: Range<Int>) -> String { "\(range.lowerBound)..<\(range.upperBound)" }

  private func text(_ content: Layer.Content) -> String {
    switch content {
    case .run(let run): text(run)
    case .still(let media): "still \(media)"
    case .generator(let generator):
      "generator " + text(generator.source(size: composition.canvas.size, rate: composition.canvas.rate))
    case .text(let lettering):
      "text \(lettering.size) [" + events(lettering.script).joined(separator: " | ") + "]"
    case .group(let layers):
      "group [" + layers.enumerated().map { layer($0.offset, $0.element) }.joined(separator: "; ") + "]"
    case .transition(let crossing): text(crossing)
    }
  }

  /// What a script draws, without what all scripts say.
  private func events(_ script: TextScript) -> [String] {
    script.text.split(separator: "\n").filter { $0.hasPrefix("Dialogue: ") }.map { line in
      let fields = line.dropFirst(10).split(separator: ",", maxSplits: 9, omittingEmptySubsequences: false)
      return fields.count == 10 ? "\(fields[1])-\(fields[2]) \(fields[9])" : String(line)
    }
  }

  private func text(_ effect: AppliedEffect) -> String {
    let matte: String =
      switch effect.matte?.layer {
      case .still(let media): "(still \(media))"
      case .run(let run, let first): "(\(text(run)) at \(first))"
      case nil: ""
      }
    return effect.name + matte + (effect.frames.map { "@\(text($0))" } ?? "") + (effect.region.isEmpty ? "" : " in region")
  }

  private func text(_ path: PlacePath) -> String {
    let point = [path.position.x, path.position.y].map { "\(text($0.share))+\(text($0.pixels))px" }.joined(separator: ",")
    return (["path \(point) \(text(path.width))x\(text(path.height))"] + path.ways.map(text)).joined(separator: " ")
  }

  private func text(_ way: PlaceWay) -> String {
    let name =
      switch way.kind {
      case .slide(let x, let y): "slide \(x),\(y)"
      case .pop: "pop"
      }
    return "\(way.isExit ? "out" : "in") \(name) \(way.frames) \(way.ease.printed)"
  }

  private func text(_ crossing: Crossing) -> String {
    let direction = crossing.transition.direction.map { " \($0)" } ?? ""
    let sides = [crossing.from, crossing.to].map { $0.map { "(\(layer(0, $0)))" } ?? "background" }
    return "transition \(crossing.transition.name)\(direction)\(crossing.isReversed ? " backwards" : "") from \(sides[0]) to \(sides[1])"
  }

  private func text(_ curve: Curve) -> String {
    switch curve {
    case .constant(let value): "\(value)"
    case .keyframes(let keys): "[" + keys.map { "\($0.frame): \($0.value)" }.joined(separator: ", ") + "]"
    }
  }

  private func text(_ content: SoundLayer.Content) -> String {
    switch content {
    case .run(let run): text(run)
    case .generator(let generator):
      "generator " + text(generator.source(rate: composition.canvas.sound.rate) ?? [])
    }
  }

  private func text(_ filters: [Filter]) -> String {
    filters.map { filterText($0) }.joined(separator: ",")
  }

  private func text(_ run: SourceRun) -> String {
    var text = "run \(run.media) from \(run.first)"
    if let pace = run.pace { text += " pace \(pace)" } else if run.speed != 1 { text += " speed \(run.speed)" }
    if let bound = run.bound { text += " bound \(bound)" }
    if let wrap = run.wrap { text += " wrap \(wrap.start)..<\(wrap.end)" }
    return text
  }

  /// Which part is seen and where it lands, each as `x,y WIDTHxHEIGHT`.
  private func text(_ geometry: Geometry) -> String {
    let (window, place) = (geometry.window, geometry.place)
    let turned = geometry.rotation == .constant(0) ? "" : " turned \(text(geometry.rotation))"
    return
      "window \(window.x),\(window.y) \(window.width)x\(window.height) at \(place.x),\(place.y) \(place.size)\(turned)"
  }
}
