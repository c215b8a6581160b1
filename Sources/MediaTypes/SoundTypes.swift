/// Which loudspeaker each channel is for.
public enum ChannelLayout: String, CaseIterable, Codable, Sendable {
  case mono
  case stereo
  case twoPointOne = "2.1"
  case three = "3.0"
  case quad
  case five = "5.0"
  case fivePointOne = "5.1"

  public var channelCount: Int {
    switch self {
    case .mono: 1
    case .stereo: 2
    case .twoPointOne, .three: 3
    case .quad: 4
    case .five: 5
    case .fivePointOne: 6
    }
  }
}

/// The sound of a canvas: samples a second and channels.
public struct SoundShape: Hashable, Codable, Sendable {
  public var rate: Int
  public var layout: ChannelLayout

  public init(rate: Int, layout: ChannelLayout) {
    self.rate = rate
    self.layout = layout
  }
}
