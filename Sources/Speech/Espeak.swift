import MediaTypes
import Synchronization

/// The small part of espeak-ng's API that is used. It has one voice and one sound at a time, so all calls go through
/// one lock.
struct Espeak: @unchecked Sendable {
  typealias Heard = @convention(c) (UnsafePointer<Int16>?, Int32, UnsafeRawPointer?) -> Int32
  private typealias Initialise = @convention(c) (Int32, Int32, UnsafePointer<CChar>?, Int32) -> Int32
  private typealias SetHeard = @convention(c) (Heard) -> Void
  private typealias SetVoice = @convention(c) (UnsafePointer<CChar>) -> Int32
  private typealias SetParameter = @convention(c) (Int32, Int32, Int32) -> Int32
  private typealias Synthesise =
    @convention(c) (
      UnsafeRawPointer, Int, UInt32, Int32, UInt32, UInt32, UnsafeMutablePointer<UInt32>?, UnsafeMutableRawPointer?
    ) -> Int32

  private let library: DynamicLibrary
  private let setVoice: SetVoice, setParameter: SetParameter, synthesise: Synthesise
  /// Samples a second.
  let rate: Int

  /// Debian's package.
  static let package = "libespeak-ng1"
  /// Other throats of the same language.
  static let speakers = (1...8).map { "m\($0)" } + (1...5).map { "f\($0)" }

  /// Nil where the machine has no espeak-ng, or not its data.
  static let shared: Espeak? = Espeak()
  private static let lock = Mutex(())

  private init?() {
    guard let library = DynamicLibrary("libespeak-ng.so.1"),
      let initialise = library.function("espeak_Initialize", as: Initialise.self),
      let setHeard = library.function("espeak_SetSynthCallback", as: SetHeard.self),
      let setVoice = library.function("espeak_SetVoiceByName", as: SetVoice.self),
      let setParameter = library.function("espeak_SetParameter", as: SetParameter.self),
      let synthesise = library.function("espeak_Synth", as: Synthesise.self)
    else { return nil }
    (self.library, self.setVoice, self.setParameter, self.synthesise) = (library, setVoice, setParameter, synthesise)
    // Synchronous, and not to leave the process where its data is missing.
    rate = Int(initialise(2, 0, nil, 0x8000))
    guard rate > 0 else { return nil }
    setHeard(takeSpeech)
  }

  /// What a voice says, and where words start in it: letters counted from 0, and seconds.
  struct Speech {
    var samples: [Int16] = []
    var words: [(letter: Int, start: Rational)] = []
    /// Where clauses end.
    var pauses: [Rational] = []
  }

  /// Nil where there is no such voice.
  /// - Parameter rate: 1 is 175 words a minute.
  func say(_ text: String, voice: String, rate: Rational) -> Speech? {
    Self.lock.withLock { _ in
      guard setVoice(voice) == 0 else { return nil }
      _ = setParameter(1, Int32(clamping: max(80, min(450, (rate * 175).roundedHalfUp ?? 175))), 0)
      heard.withLock { $0 = Speech() }
      let bytes = Array(text.utf8) + [0]
      // Letters are counted in characters (1), the text is UTF-8 (1).
      guard bytes.withUnsafeBytes({ synthesise($0.baseAddress!, $0.count, 0, 1, 0, 1, nil, nil) }) == 0 else { return nil }
      return heard.withLock { $0 }
    }
  }
}

/// What is being said; filled by `takeSpeech` while `say` waits.
private let heard = Mutex(Espeak.Speech())

/// Takes a piece of speech and its events: `{type, id, letter, length, milliseconds, sample, user, …}`, 40 bytes each.
private let takeSpeech: Espeak.Heard = { samples, count, events in
  heard.withLock { speech in
    if let samples, count > 0 { speech.samples += UnsafeBufferPointer(start: samples, count: Int(count)) }
    guard var event = events else { return }
    while case let type = event.load(as: Int32.self), type != 0 {
      let moment = Rational(Int(event.load(fromByteOffset: 16, as: Int32.self)), 1000)
      if type == 1 { speech.words.append((Int(event.load(fromByteOffset: 8, as: Int32.self)) - 1, moment)) }
      if type == 5 { speech.pauses.append(moment) }
      event += 40
    }
  }
  return 0
}
