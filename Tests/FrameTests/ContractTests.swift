import Catalogue
import Compiler
import Engine
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing
import Timeline

/// What the compiler may ask of FFmpeg, the linked FFmpeg has.
@Suite struct ContractTests {
  private func check(_ filters: [Filter], _ place: String) {
    for filter in filters {
      if let problem = FilterOptions.problem(with: filter) { Issue.record("\(place): \(problem)") }
    }
  }

  @Test func pictureFilters() {
    let size = PixelSize(width: 160, height: 90)
    let matrices = [
      "bt709", "bt470bg", "smpte170m", "bt2020nc", "bt2020c", "smpte240m", "fcc", "gbr", "unknown",
    ]
    for matrix in matrices {
      for range in ["tv", "pc"] {
        let tags = ColorTags(matrix: matrix, range: range, primaries: "bt709", transfer: "bt709")
        check([.scale(to: size, from: tags, to: .bt709)], "scale from \(matrix)")
      }
    }
    for turns in 0..<4 {
      check(Filter.upright(Orientation(quarterTurns: turns, isMirrored: turns % 2 == 0)), "turn \(turns)")
    }
    let plain: [Filter] = [
      .format("yuv420p"), .format("yuva420p"), .crop(x: 2, y: 2, size),
      .pad(to: size, x: 0, y: 0, level: 255),
      .overlay(x: -2, y: 2), .deinterlace, .alphaGain, .holdLast(10), .split(3), .softBlur(radius: 4),
    ]
    let turned: [Filter] = [.rotate(degrees: 12.5, to: size), .premultiply, .unpremultiply]
    let stamped = Filter.stampProgress([0, 0.25, 1]) + Filter.restamp(rate: .thirty)
    check(plain + turned + stamped + Filter.pick(first: 2, count: 3), "picture filters")
  }

  @Test func soundFilters() {
    for layout in ChannelLayout.allCases {
      check([.resample(to: 48000, layout: layout.rawValue)], layout.rawValue)
    }
    for speed in [Rational(1, 100), Rational(1, 3), Rational(3, 2), 7, 100] {
      check([Filter.tempo(speed)], "tempo \(speed)")
    }
    let rows: [[(channel: Int, weight: Rational)]] = [[(0, .half), (1, .half)], []]
    let plain: [Filter] = [
      .relabelRate(44100), .padSamples(to: 100), .volume(decibels: -6), .fadeIn(samples: 10),
      .fadeOut(samples: 10, of: 100),
      .mixChannels(to: .stereo, rows: rows), .sine(frequency: 440, level: .half, rate: 48000),
    ]
    check(plain + Filter.pickSamples(first: 10, count: 20), "sound filters")
    for color in ["white", "pink", "brown"] {
      check([.noise(color: color, level: .half, seed: 1, rate: 48000)], color)
    }
  }

  /// Every filter of every random plan, whatever put it there.
  @Test func filtersOfPlans() throws {
    var seen = Set<Filter>()
    for seed in 1...120 {
      var random = try RandomFilm(seed: seed, isDecorated: true)
      guard let plan = try? plan(random.make().document(output: nil)) else { continue }
      let pictures: [SpanGraph.Node] = plan.picture?.spans.flatMap { $0.graph.nodes } ?? []
      let conditioning = plan.picture?.spans.flatMap(\.sources).flatMap(\.conditioning) ?? []
      let voices: [Voice] = plan.sound?.lanes.joined().compactMap(\.asVoice) ?? []
      seen.formUnion((pictures + voices.flatMap { $0.graph.nodes }).map { $0.filter } + conditioning)
    }
    check(Array(seen), "a random plan")
    #expect(Set(seen.map(\.name)).count > 10)
  }

  /// The generators' own examples, run.
  @Test func generators() throws {
    for kind in catalogue.generators {
      for example in examples(kind) {
        let track = kind.makesSound ? "audio" : "video"
        let document =
          "timeline: 1\ncanvas: {size: 64x36, rate: 25}\ntracks:\n"
          + "  - {kind: \(track), items: [{generate: \(example), duration: 0.2s}]}\n"
        let output = document + "outputs: {film: {file: /nowhere/film.mkv}}\n"
        let plan = try plan(output)
        for span in plan.picture?.spans ?? [] { check(span.graph.nodes.map { $0.filter }, kind.name) }
        _ = try hashFrames(plan)
      }
    }
  }

  private func examples<Entry: GeneratorEntry>(_ kind: Entry.Type) -> [String] { Entry.declaration.examples }

  @Test func containersAndEncoders() throws {
    let inventory = libraryInventory()
    for container in Container.all {
      #expect(inventory.muxers.contains(container.muxer))
      for codec in container.pictureCodecs { #expect(inventory.hasEncoder(codec.encoder)) }
      for codec in container.soundCodecs { #expect(inventory.hasEncoder(codec.encoder)) }
    }
  }
}

extension SoundSegment {
  fileprivate var asVoice: Voice? { if case .voice(let voice) = self { voice } else { nil } }
}
