import Glibc
import MediaTypes
import Synchronization

/// The small part of flite's API that is used; flite holds global state, so all calls go through one lock.
struct Flite: @unchecked Sendable {
  typealias Item = OpaquePointer

  typealias Synthesise = @convention(c) (UnsafePointer<CChar>, OpaquePointer) -> OpaquePointer?
  typealias Wave = @convention(c) (OpaquePointer) -> UnsafeRawPointer?
  typealias Relation = @convention(c) (OpaquePointer, UnsafePointer<CChar>) -> OpaquePointer?
  typealias Step = @convention(c) (OpaquePointer) -> Item?
  typealias Text = @convention(c) (Item, UnsafePointer<CChar>) -> UnsafePointer<CChar>?
  typealias Integer = @convention(c) (Item, UnsafePointer<CChar>) -> Int32
  typealias Within = @convention(c) (Item, UnsafePointer<CChar>) -> Item?
  typealias Number = @convention(c) (Item, UnsafePointer<CChar>) -> Float
  typealias Delete = @convention(c) (OpaquePointer) -> Void
  typealias SetFloat = @convention(c) (OpaquePointer, UnsafePointer<CChar>, Float) -> Void

  private let libraries: [DynamicLibrary]
  let synthesise: Synthesise, wave: Wave, relation: Relation, head: Step, next: Step, daughter: Step
  let string: Text, float: Number, delete: Delete, setFloat: SetFloat, within: Within, integer: Integer
  private let voices: [String: OpaquePointer]

  /// Debian's package.
  static let package = "libflite1"
  /// Voices for speech, the first by default; `kal` only tells how words are said.
  static let speakers = ["slt", "rms", "awb"]

  /// Nil where the machine has no flite.
  static let shared: Flite? = Flite()
  static let lock = Mutex(())

  private init?() {
    guard let core = DynamicLibrary("libflite.so.1"),
      let start = core.function("flite_init", as: (@convention(c) () -> Int32).self),
      let synthesise = core.function("flite_synth_text", as: Synthesise.self),
      let wave = core.function("utt_wave", as: Wave.self),
      let relation = core.function("utt_relation", as: Relation.self),
      let head = core.function("relation_head", as: Step.self),
      let next = core.function("item_next", as: Step.self),
      let daughter = core.function("item_daughter", as: Step.self),
      let string = core.function("flite_ffeature_string", as: Text.self),
      let float = core.function("flite_ffeature_float", as: Number.self),
      let delete = core.function("delete_utterance", as: Delete.self),
      let within = core.function("item_as", as: Within.self),
      let integer = core.function("flite_ffeature_int", as: Integer.self),
      let setFloat = core.function("feat_set_float", as: SetFloat.self)
    else { return nil }
    (self.synthesise, self.wave, self.relation, self.head, self.next) = (synthesise, wave, relation, head, next)
    (self.daughter, self.string, self.float, self.delete, self.setFloat) = (daughter, string, float, delete, setFloat)
    (self.within, self.integer) = (within, integer)
    _ = start()
    var libraries = [core]
    var voices: [String: OpaquePointer] = [:]
    for name in Self.speakers + ["kal"] {
      typealias Register = @convention(c) (UnsafePointer<CChar>?) -> OpaquePointer?
      guard let library = DynamicLibrary("libflite_cmu_us_\(name).so.1"),
        let register = library.function("register_cmu_us_\(name)", as: Register.self), let voice = register(nil)
      else { return nil }
      libraries.append(library)
      voices[name] = voice
    }
    (self.libraries, self.voices) = (libraries, voices)
  }

  /// Says one sentence and reads it while it is in memory.
  /// - Parameter stretch: 2 is twice as slow.
  func say<Result>(_ text: String, speaker: String, stretch: Float, _ read: (OpaquePointer) -> Result) -> Result? {
    Self.lock.withLock { _ in
      guard let voice = voices[speaker] else { return nil }
      // The second field of a voice, behind its name: its features.
      if let features = UnsafeRawPointer(voice).load(fromByteOffset: 8, as: OpaquePointer?.self) {
        setFloat(features, "duration_stretch", stretch)
      }
      // Breath is made of libc's random numbers: the same text sounds the same every time.
      srand(1)
      guard let utterance = synthesise(text, voice) else { return nil }
      defer { delete(utterance) }
      return read(utterance)
    }
  }

  /// The items of a relation, in order.
  func items(_ name: String, of utterance: OpaquePointer) -> [Item] {
    guard let relation = relation(utterance, name), let first = head(relation) else { return [] }
    return Array(sequence(first: first) { next($0) })
  }

  func daughters(of item: Item) -> [Item] {
    guard let first = daughter(item) else { return [] }
    return Array(sequence(first: first) { next($0) })
  }

  /// The same item in the tree of syllables.
  func structure(_ item: Item) -> Item? { within(item, "SylStructure") }

  func text(_ feature: String, of item: Item) -> String {
    string(item, feature).map { String(cString: $0) } ?? ""
  }

  /// An utterance's samples and their rate; `cst_wave` holds a name, the rate, the count, the channels, the samples.
  func samples(of utterance: OpaquePointer) -> (samples: [Int16], rate: Int) {
    guard let wave = wave(utterance), let samples = wave.load(fromByteOffset: 24, as: UnsafePointer<Int16>?.self) else {
      return ([], 16_000)
    }
    let count = Int(wave.load(fromByteOffset: 12, as: Int32.self))
    return (Array(UnsafeBufferPointer(start: samples, count: count)), Int(wave.load(fromByteOffset: 8, as: Int32.self)))
  }
}
