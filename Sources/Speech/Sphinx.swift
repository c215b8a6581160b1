import Glibc
import MediaTypes

/// The small part of pocketsphinx's API that follows known words through sound.
struct Sphinx: @unchecked Sendable {
  typealias ParseOptions =
    @convention(c) (
      OpaquePointer?, OpaquePointer, Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32
    ) -> OpaquePointer?
  typealias Get = @convention(c) (OpaquePointer) -> OpaquePointer?
  typealias Free = @convention(c) (OpaquePointer) -> Int32
  typealias Arguments = @convention(c) () -> OpaquePointer?
  typealias AddWord = @convention(c) (OpaquePointer, UnsafePointer<CChar>, UnsafePointer<CChar>, Int32) -> Int32
  typealias LookUp = @convention(c) (OpaquePointer, UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>?
  typealias SetGraph = @convention(c) (OpaquePointer, UnsafePointer<CChar>, OpaquePointer) -> Int32
  typealias Select = @convention(c) (OpaquePointer, UnsafePointer<CChar>) -> Int32
  typealias Process = @convention(c) (OpaquePointer, UnsafePointer<Int16>, Int, Int32, Int32) -> Int32
  typealias Text = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?
  typealias Frames = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Void
  typealias Score =
    @convention(c) (
      OpaquePointer, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
    ) -> Int32
  typealias ReadGraph = @convention(c) (UnsafeMutablePointer<FILE>, OpaquePointer, Float) -> OpaquePointer?
  typealias SetLog = @convention(c) (UnsafeMutablePointer<FILE>?) -> Void

  let libraries: [DynamicLibrary]
  let arguments: Arguments, parse: ParseOptions, freeOptions: Free, readGraph: ReadGraph, freeGraph: Free
  let open: Get, close: Free, logarithms: Get, addWord: AddWord, lookUp: LookUp, setGraph: SetGraph, select: Select
  let start: Free, process: Process, finish: Free, segments: Get, next: Get, word: Text, frames: Frames, score: Score

  /// Debian's packages.
  static let packages = "libpocketsphinx3 pocketsphinx-en-us"
  /// The folder of the model of American English; nil where the machine has none.
  static let model: String? = modelFolders(
    besideLibrary: shared?.libraries[1].file(of: "ps_init"), variable: getenv("POCKETSPHINX_PATH").map { String(cString: $0) }
  ).first { access($0 + "/en-us/mdef", R_OK) == 0 && access($0 + "/cmudict-en-us.dict", R_OK) == 0 }

  /// Nil where the machine lacks the library.
  static let shared: Sphinx? = Sphinx()

  private init?() {
    guard let base = DynamicLibrary("libsphinxbase.so.3"), let core = DynamicLibrary("libpocketsphinx.so.3"),
      let parse = base.function("cmd_ln_parse_r", as: ParseOptions.self), let freeOptions = base.function("cmd_ln_free_r", as: Free.self),
      let readGraph = base.function("fsg_model_read", as: ReadGraph.self), let freeGraph = base.function("fsg_model_free", as: Free.self),
      let setLog = base.function("err_set_logfp", as: SetLog.self), let arguments = core.function("ps_args", as: Arguments.self),
      let open = core.function("ps_init", as: Get.self), let close = core.function("ps_free", as: Free.self),
      let logarithms = core.function("ps_get_logmath", as: Get.self), let addWord = core.function("ps_add_word", as: AddWord.self),
      let lookUp = core.function("ps_lookup_word", as: LookUp.self), let setGraph = core.function("ps_set_fsg", as: SetGraph.self),
      let select = core.function("ps_set_search", as: Select.self), let start = core.function("ps_start_utt", as: Free.self),
      let process = core.function("ps_process_raw", as: Process.self), let finish = core.function("ps_end_utt", as: Free.self),
      let segments = core.function("ps_seg_iter", as: Get.self), let next = core.function("ps_seg_next", as: Get.self),
      let word = core.function("ps_seg_word", as: Text.self), let frames = core.function("ps_seg_frames", as: Frames.self),
      let score = core.function("ps_seg_prob", as: Score.self)
    else { return nil }
    libraries = [base, core]
    (self.arguments, self.parse, self.freeOptions, self.readGraph, self.freeGraph) = (arguments, parse, freeOptions, readGraph, freeGraph)
    (self.open, self.close, self.logarithms, self.addWord, self.lookUp) = (open, close, logarithms, addWord, lookUp)
    (self.setGraph, self.select, self.start, self.process, self.finish) = (setGraph, select, start, process, finish)
    (self.segments, self.next, self.word, self.frames, self.score) = (segments, next, word, frames, score)
    // What it thinks of its options is not for the author.
    setLog(nil)
  }
}
