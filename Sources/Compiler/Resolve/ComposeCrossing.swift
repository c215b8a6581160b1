import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// Adds the layer in which one item gives way to the next.
  func emitCrossing(_ row: ItemRow, _ window: Window, _ surroundings: Surroundings, into material: inout Material) {
    guard row.kind != .audio, !surroundings.isSoundOnly, !surroundings.isInvisible, let choice = choose(window.clause) else { return }
    let from = window.before.flatMap { side(row, $0, window, surroundings) }
    let to = window.after.flatMap { side(row, $0, window, surroundings) }
    var crossing = Crossing(from: from, to: to, transition: choice, ease: window.clause.ease?.value ?? .linear)
    if row.map.speed.isNegative { (crossing.from, crossing.to, crossing.isReversed) = (to, from, true) }
    let blend = takeBlend(from: &crossing)
    var layer = Layer(
      frames: window.frames, content: .transition(crossing), geometry: .whole(canvas.size), fill: .background,
      row: row.number, span: window.clause.span, what: "transition '\(choice.name)'")
    layer.blend = blend
    material.layers.append(layer)
  }

  /// Where both sides blend alike, the mixed picture blends instead of them.
  private func takeBlend(from crossing: inout Crossing) -> BlendMode {
    let modes = Set([crossing.from, crossing.to].compactMap { $0?.blend })
    guard modes.count == 1, let mode = modes.first else { return .normal }
    crossing.from?.blend = .normal
    crossing.to?.blend = .normal
    return mode
  }

  /// One side's picture during the window.
  private func side(_ row: ItemRow, _ index: Int, _ window: Window, _ surroundings: Surroundings) -> Layer? {
    let item = row.items[index]
    var silent = surroundings
    silent.isSilent = true
    let content = item.state.child.map { Layer.Content.group(innerMaterial($0, item, row, index, silent).layers) }
    return layer(item, row, content: content)?.sliced(to: window.frames, rate: canvas.rate)
  }

  private func choose(_ clause: TransitionClause) -> TransitionChoice? {
    guard let name = clause.type?.value.name, let family = TransitionFamily.named(name) else { return nil }
    if let color = clause.color, !family.ways.contains(where: { $0.method == .dip }) {
      context.bag.warning("idle-color", "'\(name)' goes through no colour", at: color.keySpan, caption: "'dip' does")
    }
    let directions = family.ways.compactMap(\.direction)
    guard let direction = clause.direction else {
      return TransitionChoice(
        name: name, direction: family.ways[0].direction, method: family.ways[0].method, color: clause.color?.value ?? .black)
    }
    guard let way = family.ways.first(where: { $0.direction == direction.value.value }) else {
      let meant = closest(to: direction.value.value, among: directions)
      context.bag.error(
        "unknown-direction",
        directions.isEmpty ? "'\(name)' goes no direction" : "'\(name)' does not go '\(direction.value.value)'", at: direction.span,
        caption: meant.map { "did you mean '\($0)'?" } ?? "",
        notes: directions.isEmpty ? [] : ["'\(name)' goes " + listed(directions)],
        fixIts: meant.map { [Diagnostic.FixIt(direction.span, replacement: $0, title: "write '\($0)'")] } ?? [])
      return nil
    }
    return TransitionChoice(name: name, direction: way.direction, method: way.method, color: clause.color?.value ?? .black)
  }
}
