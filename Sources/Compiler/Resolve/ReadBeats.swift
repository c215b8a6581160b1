import Diagnostics
import MediaTypes
import Timeline

/// What is wrong with a file of beats, in words that follow its name.
package struct BeatFileProblem: Error {
  package var message: String
}

/// Reads a file of beats: what `reelc beats --json` prints, librosa's values as JSON, Audacity's labels, or
/// one time a line. Digits are read exactly.
package func readBeats(_ bytes: [UInt8], path: String, limits: SyntaxLimits) throws(BeatFileProblem) -> MusicFacts {
  let decoded = decodeText(path: path, bytes: bytes, limits: limits)
  if let diagnostic = decoded.diagnostic { throw BeatFileProblem(message: "is no text: \(diagnostic.message)") }
  let first = decoded.source.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  guard let first else { throw BeatFileProblem(message: "is empty") }
  let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  let facts = isJSON ? try beatsOfJSON(decoded.source, limits) : try beatsOfLines(decoded.source)
  try checkOrder(facts.beats)
  return facts
}

private func checkOrder(_ beats: [Rational]) throws(BeatFileProblem) {
  guard beats.count >= 2 else { throw BeatFileProblem(message: "has \(beats.count == 1 ? "one beat" : "no beats"); a grid needs two") }
  for (index, pair) in zip(beats, beats.dropFirst()).enumerated() where pair.0 >= pair.1 {
    throw BeatFileProblem(message: "has beat \(index + 2) at \(pair.1.decimal(digits: 3))s, which is not after the one before it")
  }
}

// MARK: lines

/// One time a line, or Audacity's `start end label`; '#' starts a remark.
private func beatsOfLines(_ source: SourceText) throws(BeatFileProblem) -> MusicFacts {
  var times: [Rational] = []
  var labels: [String] = []
  let text = String(decoding: source.bytes, as: UTF8.self)
  for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
    let cells = line.split(maxSplits: 2) { $0 == "\t" || $0 == "," || $0 == ";" || $0 == " " }
    // Audacity writes the frequencies of a label on a line of its own.
    guard let first = cells.first, !first.hasPrefix("#"), first != "\\" else { continue }
    guard let time = Rational(text: first), time.isValid else {
      throw BeatFileProblem(message: "has no time on line \(number + 1): '\(shown(line))'")
    }
    times.append(time.shortened)
    let hasEnd = cells.count > 1 && Rational(text: cells[1]) != nil
    labels.append(String(cells.count == 3 ? cells[2] : hasEnd || cells.count < 2 ? cells.count == 2 ? cells[1] : "" : cells[1]))
  }
  return counted(times, labels)
}

/// Labels that count: `3.1` is beat 1 of bar 3, and in 1, 2, 3, 4, 1 … each 1 starts a bar.
private func counted(_ times: [Rational], _ labels: [String]) -> MusicFacts {
  let counts = labels.map { label -> Int? in
    let words = label.split { $0 == "." || $0 == ":" || $0 == " " }
    return words.last.flatMap { Int($0) }
  }
  guard counts.allSatisfy({ $0 != nil }), counts.count(where: { $0 == 1 }) > 1 else { return MusicFacts(beats: times) }
  return MusicFacts(beats: times, downbeats: counts.indices.filter { counts[$0] == 1 })
}

private func shown(_ text: some StringProtocol) -> String { text.count > 40 ? text.prefix(37) + "…" : String(text) }

// MARK: JSON

private func beatsOfJSON(_ source: SourceText, _ limits: SyntaxLimits) throws(BeatFileProblem) -> MusicFacts {
  let reading = readSyntax(source, sourceNumber: 0, isJSON: true, limits: limits)
  guard !reading.bag.hasErrors, let tree = reading.root else {
    let problem = reading.bag.diagnostics.first
    let line = problem.map { " on line \(source.position(of: Int($0.span.start)).line)" } ?? ""
    throw BeatFileProblem(message: "is no JSON\(line): \(problem?.message ?? "it is empty")")
  }
  if let nodes = tree.list { return MusicFacts(beats: try plainTimes(nodes)) }
  var facts = MusicFacts(beats: try times(tree))
  try addDownbeats(tree, to: &facts)
  facts.beatsPerBar = (tree["beats_per_bar"] ?? tree["beats-per-bar"])?.scalar.flatMap { Int($0.text) }
  facts.tempo = try tempo(tree)
  if let node = tree["peaks"] { facts.peaks = try numbers(try list(node, "peaks"), "peaks").sorted() }
  facts.onsets = try moments(tree, "onsets").map { MusicFacts.Onset(time: $0.time, strength: $0.strength) }
  facts.turns = try moments(tree, "turns").map { turn in
    MusicFacts.Turn(time: turn.time, strength: turn.strength, isRise: turn.isRise)
  }
  return facts
}

/// `[0.5, 1.0, …]`, or what `librosa.beat.beat_track` gives: `[120.0, [0.5, 1.0, …]]`.
private func plainTimes(_ nodes: [SyntaxNode]) throws(BeatFileProblem) -> [Rational] {
  if nodes.count == 2, nodes[0].scalar != nil, let inner = nodes[1].list { return try numbers(inner, "beats") }
  return try numbers(nodes, "beats")
}

private func times(_ tree: SyntaxNode) throws(BeatFileProblem) -> [Rational] {
  for key in ["beats", "beat_times"] {
    guard let node = tree[key] else { continue }
    return try numbers(try list(node, key), key)
  }
  guard let node = tree["beat_frames"] else {
    throw BeatFileProblem(message: "has no key 'beats', 'beat_times' or 'beat_frames'")
  }
  let rate = try number(tree["sr"] ?? tree["sample_rate"], "sr") ?? 22050
  let hop = try number(tree["hop_length"], "hop_length") ?? 512
  guard rate.isPositive, hop.isPositive else { throw BeatFileProblem(message: "has an 'sr' or 'hop_length' that is not positive") }
  return try numbers(try list(node, "beat_frames"), "beat_frames").map { $0 * hop / rate }
}

/// Where the file is sure of its tempo, or not.
private func tempo(_ tree: SyntaxNode) throws(BeatFileProblem) -> MusicFacts.Tempo? {
  guard let confidence = tree["confidence"], confidence.scalar?.isNull == false,
    let bpm = try number(tree["bpm"], "bpm"), let sure = try number(confidence, "confidence")
  else { return nil }
  let others = try tree["alternatives"].map { node throws(BeatFileProblem) in try numbers(try list(node, "alternatives"), "alternatives") }
  return MusicFacts.Tempo(
    bpm: bpm.approximation, confidence: sure.approximation, alternatives: (others ?? []).map(\.approximation))
}

/// Downbeats are beats; one that lies between two beats is of another file.
private func addDownbeats(_ tree: SyntaxNode, to facts: inout MusicFacts) throws(BeatFileProblem) {
  guard let node = tree["downbeats"] ?? tree["downbeat_times"] else { return }
  for time in try numbers(try list(node, "downbeats"), "downbeats") {
    let index = facts.beats.firstIndex { ($0 - time).magnitude <= Rational(1, 1000) }
    guard let index else { throw BeatFileProblem(message: "has a downbeat at \(time.decimal(digits: 3))s, where no beat is") }
    if facts.downbeats.last.map({ $0 < index }) ?? true { facts.downbeats.append(index) }
  }
}

/// Times that stand alone or as `{time, …}`.
private func numbers(_ nodes: [SyntaxNode], _ key: String) throws(BeatFileProblem) -> [Rational] {
  var numbers: [Rational] = []
  numbers.reserveCapacity(nodes.count)
  for (index, node) in nodes.enumerated() {
    guard let value = try number(node["time"] ?? node["start"] ?? node, "\(key)[\(index)]") else {
      throw BeatFileProblem(message: "has nothing at \(key)[\(index)]")
    }
    numbers.append(value)
  }
  return numbers
}

private func moments(
  _ tree: SyntaxNode, _ key: String
) throws(BeatFileProblem) -> [(time: Rational, strength: Double, isRise: Bool)] {
  guard let node = tree[key] else { return [] }
  var moments: [(time: Rational, strength: Double, isRise: Bool)] = []
  for entry in try list(node, key) {
    let times = try numbers([entry], key)
    let strength = try number(entry["strength"], "strength") ?? 1
    moments.append((times[0], strength.approximation, entry["kind"]?.scalar?.text != "fall"))
  }
  return moments
}

private func list(_ node: SyntaxNode, _ key: String) throws(BeatFileProblem) -> [SyntaxNode] {
  guard let nodes = node.list else { throw BeatFileProblem(message: "has \(node.kindName) where '\(key)' takes a list of times") }
  return nodes
}

private func number(_ node: SyntaxNode?, _ key: String) throws(BeatFileProblem) -> Rational? {
  guard let node else { return nil }
  guard let scalar = node.scalar, let value = Rational(text: scalar.text), value.isValid else {
    throw BeatFileProblem(message: "has \(node.kindName) where '\(key)' takes a number")
  }
  return value.shortened
}
