import CAss
import FilterGraph
import MediaTypes

/// A script whose coloured letters have been replaced by rectangles of their size, each in a colour by which it is known
/// again among libass's bitmaps. So libass lays the line out, moves and scales it, and says where each letter's picture goes.
struct ColorScript {
  /// What a rectangle stands for.
  struct Picture {
    var letter: ColorLetter
    /// The rectangle's size in pixels of the script, before it is scaled.
    var width: Double
    var height: Double
    /// The letter's shape in this colour, red in the highest of 24 bits; nil for the letter in its own colours.
    var silhouette: UInt32?
    /// How soft the shape's edge is: the standard deviation in pixels of the script.
    var softness = 0.0
  }

  /// Of letters that are worth a picture, pixels of the script.
  private static let sizes = 1.0...16000

  private(set) var text: String
  /// By 24-bit colour, red in its highest byte.
  private(set) var pictures: [UInt32: Picture] = [:]

  /// - Parameter letter: the picture of a letter; nil leaves it to libass.
  init(_ script: String, letter: (Character) -> ColorLetter?) {
    text = script
    guard script.mayHoldColorLetters else { return }
    var lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var reading = ScriptReading()
    var markers = MarkerColors(avoiding: script)
    var known: [MarkedLetter: UInt32] = [:]
    for index in lines.indices {
      guard let event = reading.event(lines[index]), event.text.mayHoldColorLetters else { continue }
      lines[index] = event.head + replaced(event, letter, &markers, &known)
    }
    if !pictures.isEmpty { text = lines.joined(separator: "\n") }
  }

  /// Rectangles that may share a colour: never two neighbours, which libass would draw as one bitmap.
  private struct MarkedLetter: Hashable {
    var letter: Character
    var size: Double
    var isOdd: Bool
    var silhouette: UInt32?
    var softness: Double
  }

  private mutating func replaced(
    _ event: ScriptEvent, _ letter: (Character) -> ColorLetter?, _ markers: inout MarkerColors, _ known: inout [MarkedLetter: UInt32]
  ) -> String {
    guard let pieces = event.pieces else { return event.text }
    var (result, state, isOdd) = ("", TagState(size: event.size), false)
    for piece in pieces {
      guard case .letters(let letters) = piece else {
        if case .tags(let tags) = piece {
          result += "{\(tags)}"
          state.read(tags, sizes: event.sizes)
        }
        continue
      }
      for character in letters {
        guard character.isColorLetter, Self.sizes.contains(state.size), let shape = letter(character) else {
          result.append(character)
          continue
        }
        let shade = event.isShadow ? state.shade : nil
        let mark = MarkedLetter(
          letter: character, size: state.size, isOdd: isOdd, silhouette: shade?.color, softness: shade?.softness ?? 0)
        isOdd.toggle()
        let color = known[mark] ?? markers.next()
        known[mark] = color
        let picture = Picture(
          letter: shape, width: shape.advance * state.size, height: (shape.top - shape.bottom) * state.size,
          silhouette: shade?.color, softness: shade?.softness ?? 0)
        pictures[color] = picture
        result += rectangle(picture, bottom: shape.bottom * state.size, color) + "{\(state.restored)}"
      }
    }
    return result
  }

  /// The strokes of a rectangle in 64ths of a pixel, as `\p7` counts; `\pbo` lowers it below the baseline.
  private func rectangle(_ picture: Picture, bottom: Double, _ color: UInt32) -> String {
    let width = Int((picture.width * 64).rounded()), height = Int((picture.height * 64).rounded())
    let blue = color & 0xFF, green = color >> 8 & 0xFF, red = color >> 16
    let tags = "\\1c&H\(hex(blue))\(hex(green))\(hex(red))&\\bord0\\shad0\\blur0\\be0\\pbo\(Int((-bottom * 64).rounded()))\\p7"
    return "{\(tags)}m 0 0 l \(width) 0 \(width) \(height) 0 \(height){\\p0\\pbo0}"
  }

  private func hex(_ byte: UInt32) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
}

/// Colours that a script does not use.
private struct MarkerColors {
  private let used: Set<UInt32>
  private var last: UInt32 = 0x01_0000

  init(avoiding script: String) {
    var used: Set<UInt32> = []
    for part in script.split(separator: "&H").dropFirst() {
      let digits = part.prefix { $0.isHexDigit }
      guard let value = UInt32(digits.suffix(6), radix: 16) else { continue }
      used.insert((value & 0xFF) << 16 | value & 0xFF00 | value >> 16)
    }
    self.used = used
  }

  mutating func next() -> UInt32 {
    repeat { last &+= 1 } while used.contains(last)
    return last
  }
}
