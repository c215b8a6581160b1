import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// Puts resolved items onto the frame grid: every absolute edge is rounded once, here.
final class Composer {
  let context: ResolveContext
  var canvas: Canvas { context.canvas }
  /// Known once the document's own items are placed.
  var frameCount = 0
  var strips = StripTable()
  /// The document's own scope.
  var root: Resolver?
  var misspeltBuses: Set<Span> = []

  init(_ context: ResolveContext) { self.context = context }

  /// What a row of items paints and sounds like.
  struct Material {
    var layers: [Layer] = []
    var sounds: [SoundLayer] = []
  }

  /// What holds for everything inside a sequence.
  struct Surroundings {
    var map = TimeMap.identity
    /// Where its sounds go.
    var path: SoundPath?
    var isSilent = false
    var isInvisible = false
    /// On a sound track: pictures are left out.
    var isSoundOnly = false
  }

  /// Nil after an error.
  func compose(_ root: Resolver, _ document: TimelineDocument) -> Composition? {
    let errors = context.bag.errorCount
    let rows = root.tracks.indices.filter { root.tracks[$0].clause.isEnabled }.map { placeRow(root, $0, .identity) }
    guard context.bag.errorCount == errors, let count = measure(rows, document) else { return nil }
    frameCount = count
    self.root = root
    readBuses(document, root)
    var material = Material()
    let captions = emitTracks(rows, Surroundings(), into: &material)
    guard context.bag.errorCount == errors else { return nil }
    return Composition(
      canvas: canvas, frameCount: frameCount, media: context.media.uses, layers: material.layers,
      sounds: material.sounds, strips: strips.strips, captions: captions,
      hasPicture: rows.contains { $0.kind != .audio && !$0.items.isEmpty })
  }

  private func measure(_ rows: [ItemRow], _ document: TimelineDocument) -> Int? {
    let pictures = rows.filter { $0.kind != .audio }.flatMap(\.items)
    let all = pictures.isEmpty ? rows.flatMap(\.items) : pictures
    guard let last = all.map(\.frames.upperBound).max() else {
      context.bag.error(
        "no-frames", "the programme has no frames: no track has an enabled item", at: document.tracks!.span, caption: "add an item")
      return nil
    }
    return last
  }

  // MARK: layers and sounds

  /// Adds tracks; captions wait for the others, because they may follow what those show.
  func emitTracks(_ rows: [ItemRow], _ surroundings: Surroundings, into material: inout Material) -> [CaptionTrack] {
    var layers: [[Layer]] = []
    var shown = Material()
    for row in rows {
      var own = Material()
      if row.kind != .captions { emitTrack(row, surroundings, into: &own) }
      layers.append(own.layers)
      shown.layers += own.layers
      shown.sounds += own.sounds
    }
    var tracks: [CaptionTrack] = []
    for (index, row) in rows.enumerated() where row.kind == .captions {
      let captions = captions(row, shown)
      tracks.append(captions.track)
      if !surroundings.isSoundOnly, !surroundings.isInvisible { layers[index] = captions.layers }
    }
    material.layers += layers.flatMap { $0 }
    material.sounds += shown.sounds
    return tracks
  }

  /// Adds a track; one with effects or an opacity of its own is painted by itself first.
  private func emitTrack(_ row: ItemRow, _ surroundings: Surroundings, into material: inout Material) {
    var surroundings = surroundings
    surroundings.path = path(of: row, surroundings)
    guard row.clause.isPaintedAlone, let first = row.items.map(\.frames.lowerBound).min(),
      let last = row.items.map(\.frames.upperBound).max()
    else {
      emit(row, surroundings, into: &material)
      return
    }
    var own = Material()
    emit(row, surroundings, into: &own)
    material.sounds += own.sounds
    guard !own.layers.isEmpty else { return }
    let (start, end) = (canvas.rate.time(ofEdge: first), canvas.rate.time(ofEdge: last))
    var layer = Layer(
      frames: first..<last, content: .group(own.layers), geometry: .whole(canvas.size), fill: .background, row: row.number,
      span: row.clause.effects?.keySpan ?? row.clause.blend?.keySpan ?? row.clause.span, what: "track")
    layer.add(row.clause.effects.map { applied($0.value, from: start, to: end, first..<last, row) } ?? [])
    if let opacity = row.clause.opacity { layer.opacity = curve(opacity.value, from: start, to: end) { $0.value } }
    layer.blend = row.clause.blend?.value ?? .normal
    material.layers.append(layer)
  }

  /// Adds what a row paints and sounds like.
  func emit(_ row: ItemRow, _ surroundings: Surroundings, into material: inout Material) {
    for index in row.items.indices {
      if let window = row.windows[index] { emit(row, window, surroundings, into: &material) }
      emitItem(row, index, surroundings, into: &material)
    }
    if let last = row.windows[row.items.count] { emit(row, last, surroundings, into: &material) }
  }

  /// Adds a transition: its picture and its sound.
  private func emit(_ row: ItemRow, _ window: Window, _ surroundings: Surroundings, into material: inout Material) {
    emitCrossing(row, window, surroundings, into: &material)
    guard !surroundings.isSilent, let sound = effectSound(of: window, row, surroundings) else { return }
    material.sounds.append(sound)
  }

  private func emitItem(_ row: ItemRow, _ index: Int, _ surroundings: Surroundings, into material: inout Material) {
    let item = row.items[index]
    let paints = row.kind != .audio && !surroundings.isSoundOnly && !surroundings.isInvisible
    if let child = item.state.child {
      let inside = innerMaterial(child, item, row, index, surroundings)
      material.sounds += inside.sounds
      guard paints else { return }
      guard needsGroup(item, row, index) || inside.layers.contains(where: { $0.blend != .normal }) else {
        material.layers += inside.layers
        return
      }
      if let layer = layer(item, row, content: .group(inside.layers)), let solid = row.solidFrames(index) {
        material.layers += layer.parts(during: solid, rate: canvas.rate)
      }
      return
    }
    if paints, let layer = layer(item, row), let solid = row.solidFrames(index) {
      material.layers += layer.parts(during: solid, rate: canvas.rate)
    }
    guard !surroundings.isSilent, var sound = sound(item, row, index, surroundings) else { return }
    cut(&sound, item)
    guard !sound.samples.isEmpty else { return }
    if item.continues, let last = material.sounds.last, let joined = last.joined(with: sound, canvas) {
      material.sounds[material.sounds.count - 1] = joined
    } else {
      material.sounds.append(sound)
    }
  }

  /// What the tracks of a sequence paint and sound like on the film.
  func innerMaterial(_ child: Resolver, _ item: Placed, _ row: ItemRow, _ index: Int, _ surroundings: Surroundings) -> Material {
    guard let choice = item.choice else { return Material() }
    let sound = item.state.clause.sound
    var inside = surroundings
    inside.map = row.map.nested(start: item.innerStart, end: item.innerEnd, choice: choice)
    inside.isSilent = surroundings.isSilent || sound.isOff || choice.isFrozen
    inside.isSoundOnly = surroundings.isSoundOnly || row.kind == .audio
    if !inside.isSilent { inside.path = path(of: item, row, index, surroundings) }
    guard item.soundFrames != item.frames, !inside.isSilent else { return tracks(of: child, inside) }
    // Its sound is heard through another window than its pictures are seen.
    var (seen, heard) = (inside, inside)
    (seen.isSilent, heard.isInvisible) = (true, true)
    heard.map.window = SourceRange(
      start: canvas.rate.time(ofEdge: item.soundFrames.lowerBound), end: canvas.rate.time(ofEdge: item.soundFrames.upperBound))
    return Material(layers: tracks(of: child, seen).layers, sounds: tracks(of: child, heard).sounds)
  }

  private func tracks(of child: Resolver, _ inside: Surroundings) -> Material {
    var material = Material()
    let rows = child.tracks.indices.filter { child.tracks[$0].clause.isEnabled }.map { placeRow(child, $0, inside.map) }
    _ = emitTracks(rows, inside, into: &material)
    return material
  }

  /// A sequence that is treated as one picture is painted by itself first, and so is one in which layers blend: they
  /// meet what is inside, not what is below.
  private func needsGroup(_ item: Placed, _ row: ItemRow, _ index: Int) -> Bool {
    let clause = item.state.clause
    return clause.effects != nil || clause.fadeIn != nil || clause.fadeOut != nil || clause.opacity != nil || clause.blend != nil
      || clause.position != nil || clause.animate != nil
      || clause.anchor != nil || clause.scale != nil || clause.rotate != nil || clause.margin != nil
      || row.windows[index] != nil || row.windows[index + 1] != nil
  }

  /// Sound past the film's end is cut.
  private func cut(_ sound: inout SoundLayer, _ item: Placed) {
    let end = canvas.sample(ofEdge: frameCount)
    sound.tail = max(0, min(sound.tail, end - sound.samples.upperBound))
    guard sound.samples.upperBound > end else { return }
    let over = Rational(sound.samples.upperBound - end, canvas.sound.rate)
    context.bag.note(
      "sound-cut", "\(sound.what) is heard \(over.decimal(digits: 3))s past the film's end, and is cut there",
      at: item.state.clause.clip?.span ?? sound.span,
      caption: sound.level.fadeOut != nil ? "its fade-out ends there" : "'until: end' with 'fade-out: 1s' ends it softly")
    sound.samples = min(sound.samples.lowerBound, end)..<end
    sound.edgeOut = 0
    if let fade = sound.level.fadeOut {
      let first = max(sound.samples.lowerBound, end - fade.samples.count)
      sound.level.fadeOut?.samples = first..<end
    }
  }
}

extension TrackClause {
  /// Something is done to its picture as a whole.
  fileprivate var isPaintedAlone: Bool { effects != nil || opacity != nil || blend.map { $0.value != .normal } ?? false }
}
