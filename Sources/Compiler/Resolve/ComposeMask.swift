import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// An item's own mask, which is worked out behind all its effects; nil where its file is wrong, which is reported.
  func masked(_ mask: Setting<MaskClause>, _ frames: Range<Int>, _ row: ItemRow) -> AppliedEffect? {
    var applied = AppliedEffect(effect: MaskEffect(mask.value), amount: nil, frames: nil, span: mask.keySpan)
    guard mask.value.src != nil else { return applied }
    guard let matte = matte(of: mask.value, frames, row) else { return nil }
    applied.matte = matte
    return applied
  }

  /// The file of a mask, and how it runs along with an item.
  func matte(of mask: MaskClause, _ frames: Range<Int>, _ row: ItemRow) -> Matte? {
    guard let src = mask.src, let index = context.media.find(src, &context.bag) else { return nil }
    if let shape = mask.area.shape {
      context.bag.error("bad-mask", "a mask is a file or a shape, not both", at: shape.keySpan, labels: [.init(src.span, "the file")])
      return nil
    }
    guard let picture = context.media.uses[index].facts.picture else {
      context.bag.error("no-picture", "'\(src.value.value)' has no picture, so it masks nothing", at: src.span)
      return nil
    }
    guard mask.channel?.value != .alpha || picture.hasAlpha else {
      context.bag.error(
        "no-alpha", "'\(src.value.value)' has no alpha: all of it is solid", at: mask.channel!.span,
        caption: "write 'luma'", fixIts: [Diagnostic.FixIt(mask.channel!.span, replacement: "luma", title: "write 'luma'")])
      return nil
    }
    guard let layer = source(of: mask, index, frames, row) else { return nil }
    return Matte(
      layer: layer, channel: mask.channel?.value ?? (picture.hasAlpha ? .alpha : .luma), fit: mask.fit?.value ?? .contain, area: mask.area)
  }

  /// A film starts with its item, at its own `in`; its last picture is held.
  private func source(of mask: MaskClause, _ index: Int, _ frames: Range<Int>, _ row: ItemRow) -> Matte.LayerSource? {
    if context.media.uses[index].facts.kind == .still {
      for setting in [mask.sourceIn?.keySpan, mask.speed?.keySpan].compactMap({ $0 }) {
        context.bag.error("no-source-time", "a still has no time to start or run in", at: setting, caption: "leave it out")
        return nil
      }
      return .still(media: index)
    }
    var first = context.media.uses[index].facts.picture!.start
    if let start = mask.sourceIn {
      guard let seconds = length(start, TimeContext(key: "in"), row.scope) else { return nil }
      first = seconds
    }
    let speed = (mask.speed?.value.ratio ?? 1) * row.map.speed
    if speed.isNegative { first -= Rational(frames.count) * speed / canvas.rate.value }
    return .run(SourceRun(media: index, first: first, speed: speed, bound: nil, wrap: nil), from: frames.lowerBound)
  }
}
