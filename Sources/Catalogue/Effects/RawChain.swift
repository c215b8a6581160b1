import Diagnostics
import FilterGraph
import Timeline

/// What raw filters may work on.
package protocol RawMedium: Sendable {
  static var formName: String { get }
  static var example: String { get }
  /// Filters that make, drop, delay or count what passes, or have other than one way in and one out.
  static var refused: Set<String> { get }
}

package enum PictureFilters: RawMedium {
  package static let formName = "a chain of filters"
  package static let example = "hue=s=0"
  package static let refused: Set<String> = [
    "setpts", "fps", "framerate", "framestep", "minterpolate", "select", "trim", "loop", "reverse", "tpad", "shuffleframes",
    "random", "decimate", "mpdecimate", "dejudder", "settb", "split", "movie", "overlay", "concat", "freezeframes", "tinterlace",
    "interlace", "tile", "untile", "thumbnail", "telecine", "pullup", "fieldmatch", "separatefields", "sendcmd", "zmq", "realtime",
  ]
}

package enum SoundFilters: RawMedium {
  package static let formName = "a chain of sound filters"
  package static let example = "highpass=f=200"
  package static let refused: Set<String> = [
    "atempo", "rubberband", "asetrate", "asetpts", "asettb", "atrim", "aloop", "areverse", "aselect", "silenceremove", "apad", "asplit",
    "amix", "amerge", "amovie", "amultiply", "acrossfade", "acrossover", "concat", "join", "channelsplit", "sidechaincompress",
    "sidechaingate", "axcorrelate", "afir", "headphone", "ainterleave", "astreamselect", "asendcmd", "azmq", "arealtime",
  ]
}

/// `name=option=value:option=value,name=…`. Options must be named, so that a chain means the same with every
/// version of FFmpeg.
package struct RawChain<Medium: RawMedium>: ParameterValue {
  package var filters: [Filter]

  package static var shape: ValueShape {
    .form(
      name: Medium.formName, help: "FFmpeg filters with named options, separated by commas.", pattern: nil, examples: [Medium.example])
  }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> RawChain? {
    guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
      reading.wrongKind(node, expected: "a chain of filters such as '\(Medium.example)'")
      return nil
    }
    guard !reading.isSafe else {
      reading.bag.error(
        "raw-filter", "'filter' is refused in safe mode, because FFmpeg's filters can read files", at: node.span,
        caption: "use an effect of the catalogue")
      return nil
    }
    let filters = pieces(of: scalar.text, at: ",").compactMap { filter($0, node, &reading) }
    return filters.count == pieces(of: scalar.text, at: ",").count ? RawChain(filters: filters) : nil
  }

  private static func filter(_ text: String, _ node: SyntaxNode, _ reading: inout Reading) -> Filter? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0]).filter { $0 != " " }
    guard !name.isEmpty, name.utf8.allSatisfy(isOfAName) else {
      reading.bag.error(
        "bad-filter", "'\(text)' is not a filter: one way in, one way out, without labels", at: node.span,
        caption: "write 'name=option=value'")
      return nil
    }
    guard !Medium.refused.contains(name) else {
      reading.bag.error(
        "bad-filter", "the filter '\(name)' cannot stand in a chain: it changes timing or has other ways in and out",
        at: node.span)
      return nil
    }
    var filter = Filter(name)
    for option in parts.count == 2 ? pieces(of: String(parts[1]), at: ":") : [] {
      let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else {
        reading.bag.error(
          "bad-filter", "'\(name)=\(option)': options are named here, as in '\(name)=option=\(option)'", at: node.span)
        return nil
      }
      filter.options.append(.init(String(pair[0]), String(pair[1])))
    }
    return filter
  }

  private static func isOfAName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// The text between separators that are neither quoted nor escaped, quotes and escapes removed.
  private static func pieces(of text: String, at separator: Character) -> [String] {
    var pieces = [""]
    var isQuoted = false, isEscaped = false
    for character in text {
      if isEscaped {
        pieces[pieces.count - 1].append(character)
        isEscaped = false
      } else if character == "\\", !isQuoted {
        isEscaped = true
      } else if character == "'" {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }
}
