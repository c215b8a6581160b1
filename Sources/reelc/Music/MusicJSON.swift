import MediaTypes
import Timeline

extension MusicFacts {
  /// Everything that was heard; times are seconds of the file.
  var json: JSONForm {
    [
      "bpm": tempo.map { .decimal($0.bpm) } ?? .null, "confidence": tempo.map { .decimal($0.confidence) } ?? .null,
      "alternatives": .list((tempo?.alternatives ?? []).map(JSONForm.decimal)),
      "beats_per_bar": beatsPerBar.map(JSONForm.integer) ?? .null, "beats": .list(beats.map(JSONForm.seconds)),
      "downbeats": .list(downbeats.map { .seconds(beats[$0]) }),
      "onsets": .list(onsets.map { ["time": .seconds($0.time), "strength": .decimal($0.strength)] }),
      "peaks": .list(peaks.map(JSONForm.seconds)),
      "turns": .list(
        turns.map { ["time": .seconds($0.time), "strength": .decimal($0.strength), "kind": .text($0.isRise ? "rise" : "fall")] }),
      "sections": .list(
        sections.map { ["start": .seconds($0.start), "end": .seconds($0.end), "energy": .decimal($0.energy)] }),
      "energy": ["step": .seconds(energy.step), "values": .list(energy.values.map(JSONForm.decimal))],
    ]
  }
}

extension JSONForm {
  fileprivate static func seconds(_ time: Rational) -> JSONForm { .number(time.decimal(digits: 6)) }
  fileprivate static func decimal(_ value: Double) -> JSONForm { .number("\(value)") }
}
