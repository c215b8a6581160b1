import Diagnostics
import MediaTypes
import Timeline

/// One source of a montage.
struct MontageSource {
  /// As the document names it.
  var name: SyntaxNode
  /// Its own range; nil for a still.
  var range: SourceRange?
  /// How interesting each quarter of a second is, from the range's start.
  var interest: [Double] = []
}

/// The sources that a montage chooses from; nil after an error.
func montagePool(_ site: MacroSite, _ clause: MontageClause) -> [MontageSource]? {
  let context = site.resolver.context
  guard let from = clause.from, !from.value.isEmpty else {
    site.resolver.bag.error(
      "empty-montage", "the montage has nothing to choose from", at: clause.from?.span ?? site.clause.span,
      caption: "name videos and stills")
    return nil
  }
  let nodes = site.node["montage"]?["from"]?.list ?? []
  var pool: [MontageSource] = []
  for (path, node) in zip(from.value, nodes) {
    let setting = Setting(path, span: node.span, keySpan: from.keySpan)
    guard let media = context.media.find(setting, &site.resolver.bag) else { return nil }
    let use = context.media.uses[media]
    guard use.facts.picture != nil else {
      site.resolver.bag.error(
        "no-picture", "'\(path.value)' has no picture, and a montage shows pictures", at: node.span, caption: "leave it out")
      return nil
    }
    var source = MontageSource(name: node, range: site.resolver.ownRange(media))
    if use.facts.kind == .still { source.range = nil }
    if use.facts.kind == .video {
      guard let interest = interest(site, use.facts, at: node.span) else { return nil }
      source.interest = interest
    }
    pool.append(source)
  }
  return pool
}

/// A number for each quarter of a second: what moves, is sharp and can be seen is worth looking at.
private func interest(_ site: MacroSite, _ facts: MediaFacts, at span: Span) -> [Double]? {
  let bytes: [UInt8]
  do throws(WorldProblem) {
    bytes = try site.world.analysis(MediaQuestion(kind: "interest-1", path: facts.path))
  } catch {
    site.resolver.bag.error("cannot-measure", error.message, at: span, notes: error.notes)
    return nil
  }
  let rows = stride(from: 0, to: bytes.count - 2, by: 3).map { (Double(bytes[$0]), Double(bytes[$0 + 1]), bytes[$0 + 2]) }
  guard !rows.isEmpty else { return [] }
  // A cut inside the source moves everything at once: it is worth avoiding, not showing.
  let usual = rows.map(\.0).sorted()[rows.count / 2]
  let sharpest = max(1, rows.map(\.1).max() ?? 1)
  return rows.map { motion, sharpness, brightness in
    if motion > 4 * usual + 40 { return -2 }
    let moves = min(1, motion / max(8, 3 * usual))
    let dark = brightness < 24 || brightness > 236 ? 1.0 : 0
    return 0.55 * moves + 0.45 * sharpness / sharpest - dark
  }
}

/// The order in which sources come.
struct MontageSequence {
  private let count: Int
  private let isShuffled: Bool
  private var chance: Chance
  private var round: [Int] = []
  private var last: Int?

  init(count: Int, order: MontageOrder, seed: Int) {
    self.count = count
    isShuffled = order == .shuffled
    chance = Chance(seed: UInt64(seed))
  }

  mutating func next() -> Int {
    if round.isEmpty { round = Array((isShuffled ? shuffled() : Array(0..<count)).reversed()) }
    let number = round.removeLast()
    last = number
    return number
  }

  private mutating func shuffled() -> [Int] {
    var numbers = Array(0..<count)
    for index in numbers.indices.dropLast() { numbers.swapAt(index, index + chance.below(count - index)) }
    if count > 1, numbers[0] == last { numbers.swapAt(0, 1 + chance.below(count - 1)) }
    return numbers
  }
}

/// Numbers that look like chance and are the same for the same seed: SplitMix64 (Steele, Lea and Flood 2014).
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
