import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// A chain of FFmpeg's own filters: the way out where the catalogue has no effect for it. Refused under
/// `--safe`, because filters can read files.
package struct RawFilterEffect: PictureEffect {
  package var chain: Setting<RawChain>?

  package init() {}

  package static let name = "filter"
  package static let family = EffectFamily.escape
  package static let principal: String? = "chain"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<RawFilterEffect>(
    "filter", "FFmpeg's own filters, for what has no effect here; they take 4:2:0 and keep the timing.",
    examples: ["{filter: \"hue=s=0\"}", "{filter: \"hue=h=30,eq=contrast=1.2:brightness=0.05\"}"],
    [Parameter("chain", \.chain, "Filters with named options, separated by commas.", required: true, example: "\"hue=s=0\"")])

  package var remembers: Bool { chain?.value.filters.allSatisfy(\.isTimeless) != true }

  /// The picture leaves as large as it came, whatever the filters do.
  package func apply(to chain: inout EffectChain) {
    guard let filters = self.chain?.value.filters else { return }
    chain.add(filters + [.scale(to: chain.site.size, from: .bt709, to: .bt709), .format(Self.space.format(alpha: false))])
  }
}

/// `name=option=value:option=value,name=…`. Options must be named, so that a chain means the same with every
/// version of FFmpeg.
package struct RawChain: ParameterValue {
  package var filters: [Filter]

  package static let shape = ValueShape.form(
    name: "a chain of filters", help: "FFmpeg filters with named options, separated by commas.", pattern: nil,
    examples: ["hue=s=0"])

  /// Filters that make, drop, delay or count pictures, or have other than one way in and one out.
  private static let refused: Set<String> = [
    "setpts", "fps", "framerate", "framestep", "minterpolate", "select", "trim", "loop", "reverse", "tpad", "shuffleframes",
    "random", "decimate", "mpdecimate", "dejudder", "settb", "split", "movie", "overlay", "concat", "freezeframes", "tinterlace",
    "interlace", "tile", "untile", "thumbnail", "telecine", "pullup", "fieldmatch", "separatefields", "sendcmd", "zmq", "realtime",
  ]

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> RawChain? {
    guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
      reading.wrongKind(node, expected: "a chain of filters such as 'hue=s=0'")
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
    guard !refused.contains(name) else {
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
