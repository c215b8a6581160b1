import Diagnostics
import MediaTypes

extension ItemClause {
  /// A voice where pictures run: what is seen then is the background.
  static let voiceDeclaration = Declaration<ItemClause>(
    "a voice", "Speech made from text. It lasts as long as it is spoken; where pictures run, the background is seen.",
    examples: ["{voice: Welcome to the show.}", "{voice: 'Guten Tag.', lang: de, rate: 1.2, at: 2s}"],
    voiceParameters + placeParameters + rangeParameters + [audioParameter])

  static let soundVoiceDeclaration = Declaration<ItemClause>(
    "a sound voice", "Speech made from text. The keys of 'audio' may stand on it.",
    examples: ["{voice: Welcome to the show., speaker: rms, gain: -3dB}"],
    voiceParameters + placeParameters + rangeParameters + [audioParameter]
      + SoundClause.declaration.parameters.map { $0.lifted(\.ownSound) })

  private static let voiceParameters: [Parameter<ItemClause>] = [
    Parameter("voice", \.voice, "What is said.", required: true, example: "Welcome to the show."),
    Parameter(
      "speaker", \.speaker, "Who says it: slt, rms or awb in English, m1 to m8 and f1 to f5 in all languages, or one of your voice engine.",
      default: "slt in English", example: "rms"),
    Parameter("lang", \.lang, "The language of the text, as in BCP 47.", default: "en", example: "de"),
    Parameter("rate", \.voiceRate, "How fast it is spoken: 1.25 is a quarter faster.", default: "1", example: "1.25"),
  ]
}

/// How fast a voice speaks, as a factor of its own pace.
package struct VoiceRate: BoundedNumber, Hashable {
  package var value: Rational

  package static let words = "a factor from 0.5 to 3"
  package static let limits: ClosedRange<Rational> = Rational(1, 2)...3
  package static let units = percent

  package init(_ value: Rational) { self.value = value }
}

/// A language, as BCP 47 names it.
package struct LanguageTag: ParameterValue {
  package var value: String

  package static let shape = ValueShape.form(
    name: "a language", help: "As in BCP 47: 'en', 'de', 'pt-BR'.", pattern: "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$",
    examples: ["en", "pt-BR"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> LanguageTag? {
    guard let text = node.scalar?.text else {
      reading.wrongKind(node, expected: "a language such as en or pt-BR")
      return nil
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    let isTag = (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
    let isPlain = parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.utf8.count) && part.utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || (48...57).contains($0) }
    }
    guard isTag, isPlain else {
      reading.wrongValue(node, expected: "a language such as en or pt-BR")
      return nil
    }
    return LanguageTag(value: text)
  }
}
