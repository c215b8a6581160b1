extension ItemClause {
  /// The same with other times of everything that changes while the item lasts; its speed is not among that, because
  /// the item's own times come of it.
  package func retimed(_ change: TimeChange) -> ItemClause {
    var item = self
    item.position = position?.retimed(change)
    item.scale = scale?.retimed(change)
    item.rotate = rotate?.retimed(change)
    item.opacity = opacity?.retimed(change)
    item.effects = effects?.retimed(change)
    item.mask = mask?.retimed(change)
    item.audio = audio?.retimed(change)
    item.ownSound = ownSound.retimed(change)
    return item
  }

  /// There is something in it that `retimed` changes.
  package var hasOwnTimes: Bool {
    position != nil || scale != nil || rotate != nil || opacity != nil || effects != nil || mask != nil || sound.hasOwnTimes
  }
}

extension SoundClause {
  fileprivate var hasOwnTimes: Bool { gain != nil || pan != nil || effects != nil }
}
