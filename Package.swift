// swift-tools-version: 6.0
import PackageDescription

/// The house: few targets, each one kind of knowledge. `Docs/Architecture.md` says what each may import.
let package = Package(
  name: "reelc",
  products: [.executable(name: "reelc", targets: ["reelc"])],
  targets: [
    .systemLibrary(
      name: "CFFmpeg", pkgConfig: "libavfilter",
      providers: [.apt(["libavfilter-dev", "libavformat-dev", "libavcodec-dev"])]),
    .systemLibrary(name: "CAss", pkgConfig: "libass", providers: [.apt(["libass-dev"])]),
    // libass's own libraries, which its packages bring along.
    .systemLibrary(name: "CFonts", pkgConfig: "libass", providers: [.apt(["libass-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZimg", pkgConfig: "zimg", providers: [.apt(["libzimg-dev"])]),
    .target(name: "MediaTypes"),
    .target(name: "Diagnostics"),
    .target(name: "Timeline", dependencies: ["MediaTypes", "Diagnostics", "CYAML"]),
    // Listening to a song takes seconds unoptimised: too long for those who test.
    .target(
      name: "Music", dependencies: ["MediaTypes"], swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(
      name: "Speech", dependencies: ["MediaTypes"], swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(name: "FilterGraph", dependencies: ["MediaTypes", "Diagnostics"]),
    .target(name: "Catalogue", dependencies: ["MediaTypes", "Diagnostics", "Timeline", "FilterGraph"]),
    .target(
      name: "Compiler",
      dependencies: ["MediaTypes", "Diagnostics", "Timeline", "FilterGraph", "Catalogue"]),
    .target(name: "Engine", dependencies: ["CAss", "CFFmpeg", "CFonts", "CZimg", "MediaTypes", "Diagnostics", "FilterGraph"]),
    .executableTarget(
      name: "reelc",
      dependencies: [
        "Compiler", "Engine", "Music", "Speech", "Catalogue", "Timeline", "FilterGraph", "Diagnostics", "MediaTypes",
      ]),
    .testTarget(name: "SpeechTests", dependencies: ["Speech", "MediaTypes"]),
    .testTarget(name: "MusicTests", dependencies: ["Music", "MediaTypes"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Timeline", "Diagnostics"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine", "CFFmpeg", "FilterGraph", "MediaTypes"]),
    .testTarget(name: "EmitTests", dependencies: ["Compiler", "Engine", "FilterGraph", "MediaTypes"]),
    .testTarget(name: "ProbeTests", dependencies: ["Engine", "MediaTypes", "FilterGraph"]),
    .testTarget(name: "CommandTests", dependencies: ["reelc"]),
    .testTarget(name: "GoldenTests", dependencies: ["Compiler", "Diagnostics", "FilterGraph", "MediaTypes"]),
    .testTarget(name: "ExpandTests", dependencies: ["Compiler", "Diagnostics", "MediaTypes", "Timeline"]),
    .testTarget(
      name: "EffectTests",
      dependencies: ["Catalogue", "Compiler", "Diagnostics", "Engine", "FilterGraph", "MediaTypes", "Timeline", "TestMedia"]),
    .testTarget(
      name: "HouseRulesTests", dependencies: ["Catalogue", "Compiler", "Diagnostics", "MediaTypes", "Timeline"]),
    .target(name: "TestMedia", dependencies: ["MediaTypes"], path: "Tests/TestMedia"),
    .testTarget(
      name: "FrameTests",
      dependencies: [
        "CFFmpeg", "Compiler", "Engine", "FilterGraph", "MediaTypes", "Diagnostics", "Timeline", "Catalogue", "TestMedia",
      ]),
  ]
)
