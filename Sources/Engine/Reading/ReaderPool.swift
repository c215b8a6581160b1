import FilterGraph
import MediaTypes

/// Readers between uses. A reader that stands just before what is wanted is handed out first; few stay open
/// while nobody uses them, so that the number of open files does not grow with the number of clips.
final class ReaderPool {
  private let inputs: [PlanInput]
  private let scripts: [TextScript]
  /// Made when the first text is drawn.
  private var texts: TextLibrary?
  /// Where the samples of inputs are that do not tell by their stamps; nil where nothing tells.
  private var indexes: [Int: SoundIndex?] = [:]
  private let idleLimit = 6
  /// Longest unused first.
  private var idle: [Idle] = []
  private var open = 0
  /// Most files that were open at once.
  private(set) var mostOpen = 0

  private enum Idle {
    case picture(PictureReader, input: Int, conditioning: [Filter])
    case sound(SoundReader, input: Int)
  }

  init(_ plan: RenderPlan) {
    inputs = plan.inputs
    scripts = plan.texts
  }

  /// What draws a text.
  func text(_ source: TextSource, rate: FrameRate) throws(EngineError) -> TextFeed {
    guard scripts.indices.contains(source.script) else {
      throw EngineError(.fault, "the plan has no text \(source.script)")
    }
    do throws(EngineError) {
      if texts == nil { texts = try TextLibrary(fonts: scripts.flatMap(\.fonts)) }
    } catch {
      throw error.blaming(source.origin)
    }
    return try TextFeed(source, of: scripts[source.script], library: texts!, rate: rate)
  }

  func input(_ number: Int) throws(EngineError) -> PlanInput {
    guard inputs.indices.contains(number) else {
      throw EngineError(.fault, "the plan has no input \(number)")
    }
    return inputs[number]
  }

  func takePicture(_ source: PictureSource) throws(EngineError) -> PictureReader {
    var best: (index: Int, reader: PictureReader, distance: Int64)?
    for (index, entry) in idle.enumerated() {
      guard case .picture(let reader, source.input, source.conditioning) = entry else { continue }
      let distance = reader.distance(to: source.sampling) ?? .max
      if distance <= best?.distance ?? .max { best = (index, reader, distance) }
    }
    if let best {
      idle.remove(at: best.index)
      return best.reader
    }
    let plan = try input(source.input)
    makeRoom()
    let made = try PictureReader(plan, conditioning: source.conditioning)
    countOpened()
    return made
  }

  /// Where decoding for a source would start; nil where no idle reader knows.
  func approach(to source: PictureSource) -> PictureReader.Approach? {
    for case .picture(let reader, source.input, source.conditioning) in idle {
      return reader.approach(to: source.sampling)
    }
    return nil
  }

  func takeSound(_ source: SoundSource) throws(EngineError) -> SoundReader {
    var best: (index: Int, reader: SoundReader, distance: Int)?
    for (index, entry) in idle.enumerated() {
      guard case .sound(let reader, source.input) = entry else { continue }
      let ahead = source.first - (reader.position ?? .min / 2)
      let distance = ahead >= 0 ? ahead : .max
      if distance <= best?.distance ?? .max { best = (index, reader, distance) }
    }
    if let best {
      idle.remove(at: best.index)
      return best.reader
    }
    let plan = try input(source.input)
    makeRoom()
    let made = try SoundReader(plan) { [weak self] in self?.index(of: source.input) }
    countOpened()
    return made
  }

  private func index(of input: Int) -> SoundIndex? {
    if let known = indexes[input] { return known }
    let made = SoundIndex(inputs[input])
    indexes[input] = made
    return made
  }

  func give(back reader: PictureReader, _ source: PictureSource) {
    keep(.picture(reader, input: source.input, conditioning: source.conditioning))
  }

  func give(back reader: SoundReader, _ source: SoundSource) {
    keep(.sound(reader, input: source.input))
  }

  private func keep(_ entry: Idle) {
    idle.append(entry)
    if idle.count > idleLimit { dropOldest() }
  }

  /// Closes idle readers while many are at work.
  private func makeRoom() {
    while open >= 15, !idle.isEmpty { dropOldest() }
  }

  private func dropOldest() {
    idle.removeFirst()
    open -= 1
  }

  private func countOpened() {
    open += 1
    mostOpen = max(mostOpen, open)
  }
}
