import Foundation
import MediaTypes

/// Files that are unusual in shape, sound or place in time.
extension CodedShelf {
  /// Sound that differs from what a clip's picture asks for.
  package static let sounds = [
    "short", "long", "missing", "late", "mono", "surround", "44k", "44k-mono", "22k",
  ]

  package static func sound(_ name: String) throws -> CodedSource {
    var recipe = Recipe(name + ".mov", id: 36 + (sounds.firstIndex(of: name) ?? 0), rate: 25, frames: 100)
    switch name {
    case "short": recipe.sound = Recipe.Sound(pcm, length: 2)
    case "long": recipe.sound = Recipe.Sound(pcm, length: 6)
    case "missing": recipe.sound = nil
    case "late":
      recipe.name = "late.mkv"
      recipe.sound = Recipe.Sound(flac, start: 0.75, length: 3.5)
    case "mono": recipe.sound = Recipe.Sound(pcm, channels: 1, length: 4)
    case "surround": recipe.sound = Recipe.Sound(pcm, channels: 6, length: 4)
    case "44k": recipe.sound = Recipe.Sound(pcm, rate: 44100, length: 4)
    case "44k-mono": recipe.sound = Recipe.Sound(pcm, rate: 44100, channels: 1, length: 4)
    default: recipe.sound = Recipe.Sound(pcm, rate: 22050, length: 4)
    }
    return try CodedSource.make(recipe)
  }

  /// Pictures that are stored in another shape than they are seen in.
  package static let shapes = ["sideways", "anamorphic", "interlaced", "bottom-first", "upside-down"]

  package static func shape(_ name: String) throws -> CodedSource {
    var recipe = Recipe(name + ".mov", id: 46 + (shapes.firstIndex(of: name) ?? 0), rate: 25, frames: 75)
    switch name {
    case "anamorphic":
      recipe.width = 120
      recipe.filters = ["setsar=4/3"]
    case "interlaced": recipe = recipe.interlaced(topFirst: true)
    case "bottom-first": recipe = recipe.interlaced(topFirst: false)
    case "sideways": return try turned(recipe, degrees: 90, by: ["transpose=clock"])
    default: return try turned(recipe, degrees: 180, by: ["hflip", "vflip"])
    }
    return try CodedSource.make(recipe)
  }

  /// Stored turned, with a note in the container that turns it back.
  private static func turned(_ recipe: Recipe, degrees: Int, by filters: [String]) throws -> CodedSource {
    var stored = recipe
    stored.name = "stored-" + recipe.name
    stored.filters = filters
    stored.readsBack = false
    let still = try CodedSource.make(stored)
    return try CodedSource.remade(still, name: recipe.name, id: recipe.id) { path in
      let words = ["-nostdin", "-v", "error", "-y", "-i", "file:" + still.path, "-c", "copy"]
      try runTool("ffmpeg", words + ["-metadata:s:v:0", "rotate=\(degrees)", "file:" + path])
    }
  }

  /// A picture alone, by the ending of its name.
  package static func still(_ name: String, id: Int, width: Int = 160, height: Int = 90) throws -> CodedSource {
    var recipe = Recipe(name, id: id, rate: 25, frames: 1)
    (recipe.width, recipe.height) = (width, height)
    recipe.codec = ["-q:v", "2", "-frames:v", "1", "-update", "1"]
    recipe.filters = ["scale=out_range=pc", name.hasSuffix("jpg") ? "format=yuvj420p" : "format=rgb24"]
    recipe.readsBack = false
    return try CodedSource.make(recipe)
  }

  /// Two seconds at ten pictures a second.
  package static func gif() throws -> CodedSource {
    var recipe = Recipe("dance.gif", id: 55, rate: 10, frames: 20)
    recipe.codec = []
    recipe.filters = ["format=gray"]
    return try CodedSource.make(recipe)
  }

  /// Thirty pictures whose numbers start at 5; stamps count pictures.
  package static func sequence() throws -> CodedSource {
    let folder = CodedMedia.folder + "/shots"
    let pattern = folder + "/f%04d.png"
    try CodedMedia.lock.withLock {
      guard !FileManager.default.fileExists(atPath: folder) else { return }
      try FileManager.default.createDirectory(atPath: folder + ".new", withIntermediateDirectories: true)
      var recipe = Recipe("f.png", id: 56, rate: 25, frames: 30)
      recipe.codec = []
      recipe.filters = ["scale=out_range=pc", "format=rgb24"]
      recipe.output = ["-start_number", "5"]
      try recipe.encode(to: folder + ".new/f%04d.png")
      try FileManager.default.moveItem(atPath: folder + ".new", toPath: folder)
    }
    return CodedSource(path: pattern, id: 56, stamps: (0..<30).map { Rational($0) }, end: 30)
  }
}

extension Recipe {
  /// Stored as two fields a picture.
  fileprivate func interlaced(topFirst: Bool) -> Recipe {
    var recipe = self
    recipe.height = 96
    recipe.codec = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "12", "-flags", "+ilme+ildct"]
    recipe.codec += ["-x264-params", topFirst ? "tff=1" : "bff=1"] + Recipe.tags
    recipe.filters = ["setfield=\(topFirst ? "tff" : "bff")"]
    return recipe
  }
}

extension CodedShelf {
  /// Half as wide and high as the others, without sound.
  package static func small() throws -> CodedSource {
    var recipe = Recipe("small.mp4", id: 59, rate: 30, frames: 90)
    (recipe.width, recipe.height) = (80, 44)
    return try CodedSource.make(recipe)
  }
}
