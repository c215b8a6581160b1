import Compiler
import Engine
import FilterGraph
import Foundation
import MediaTypes
import Synchronization

/// The world as it is: files of this machine, looked at by the engine, each once.
final class MediaWorld: World, Sendable {
  static let shared = MediaWorld()
  private let known = Mutex<[String: MediaFacts]>([:])

  func text(path: String) throws(WorldProblem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw WorldProblem("'\(path)' cannot be read")
    }
    return Array(data)
  }

  func facts(path: String) throws(WorldProblem) -> MediaFacts {
    if let facts = known.withLock({ $0[path] }) { return facts }
    let facts: MediaFacts
    do { facts = try probeMedia(path: path) } catch {
      throw WorldProblem(error.message, notes: error.details)
    }
    known.withLock { $0[path] = facts }
    return facts
  }

  func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure {
    do { return try measureSound(question) } catch {
      throw WorldProblem(error.message, notes: error.details)
    }
  }

  func realPath(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  func isWritable(_ path: String) -> Bool { true }
}
