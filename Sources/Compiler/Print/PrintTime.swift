import MediaTypes
import Timeline

extension TimeExpression: PrintedValue {
  var printed: String {
    terms.enumerated().map { index, term in
      let sign = term.isSubtracted ? (index == 0 ? "-" : " - ") : (index == 0 ? "" : " + ")
      return sign + term.value.printed
    }.joined()
  }
}

extension TimeTerm: PrintedValue {
  var printed: String {
    switch self {
    case .seconds(let seconds): "\(seconds)s"
    case .frames(let frames): "\(frames)f"
    case .timecode(let timecode): timecode.printed
    case .beats(let beats): "\(beats)b"
    case .bars(let bars): "\(bars)bars"
    case .position(let bar, let beat): "bar \(bar) beat \(beat)"
    case .percent(let percent): "\(percent)%"
    case .anchor(let anchor): anchor.text
    }
  }
}

extension Timecode: PrintedValue {
  var printed: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(hours)):\(two(minutes)):\(two(seconds))\(isDropFrame ? ";" : ":")\(two(frames))"
  }
}
