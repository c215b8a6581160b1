import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// The film's sound as lanes: rows of voices and silences that are added up. A sequential track is one
/// lane; overlapping items of an overlay track take as many as they need.
func lowerSound(_ composition: Composition, _ numbers: Numbering) -> [[SoundSegment]] {
  var lanes = LaneTable()
  let ordered = composition.sounds.sorted { ($0.row, $0.samples.lowerBound) < ($1.row, $1.samples.lowerBound) }
  for voice in ordered {
    let lowered = VoiceLowering(composition, voice).lower(numbers)
    lanes.add(lowered, at: voice.samples, row: voice.row)
  }
  return lanes.finished(sampleCount: composition.sampleCount)
}

private struct LaneTable {
  private var lanes: [(row: Int, end: Int, segments: [SoundSegment])] = []

  mutating func add(_ voice: Voice, at samples: Range<Int>, row: Int) {
    let free = lanes.firstIndex { $0.row == row && $0.end <= samples.lowerBound }
    let index = free ?? lanes.count
    if free == nil { lanes.append((row, 0, [])) }
    let gap = samples.lowerBound - lanes[index].end
    if gap > 0 { lanes[index].segments.append(.silence(samples: gap)) }
    lanes[index].segments.append(.voice(voice))
    lanes[index].end = samples.upperBound
  }

  func finished(sampleCount: Int) -> [[SoundSegment]] {
    lanes.map { lane in
      let rest = sampleCount - lane.end
      return lane.segments + (rest > 0 ? [.silence(samples: rest)] : [])
    }
  }
}
