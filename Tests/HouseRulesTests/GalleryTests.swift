import Catalogue
import Foundation
import Testing

/// The pages of effects and transitions say what the catalogue says, and show pictures that are there.
@Suite struct GalleryTests {
  static let pages = ["Docs/Effects.md", "Docs/Transitions.md"]

  @Test func thePagesAreFresh() throws {
    for (path, page) in zip(Self.pages, [EffectsPage().text, TransitionsPage().text]) {
      if House.updates {
        try page.write(to: House.root.appending(path: path), atomically: true, encoding: .utf8)
      }
      #expect(try House.text(path) == page, "UPDATE_GOLDEN=1 rewrites \(path)")
    }
  }

  @Test(arguments: pages) func theirExamplesCompile(_ page: String) throws {
    for example in try Example.all(of: page) {
      #expect(try example.compiled().rendered([.error, .warning]) == "", "\(example)")
    }
  }

  /// Twenty kinds besides the cut, and fifty with their directions.
  @Test func thereIsChoice() {
    #expect(TransitionFamily.all.count > 20)
    #expect(TransitionsPage.pairs > 50)
  }

  /// The sheets hold what the pages say, in that order.
  @Test func thePicturesAreFresh() throws {
    let drawn = try House.text("Docs/pictures/drawn.txt")
    #expect(drawn == (EffectsPage.shown + TransitionsPage.shown).joined(), "Scripts/gallery.sh draws anew")
  }

  /// No picture is left over, and together they stay small.
  @Test func thePicturesAreShown() throws {
    let pictures = House.files(in: "Docs/pictures").filter { $0.hasSuffix(".jpg") }
    let text = try Self.pages.map(House.text).joined()
    for picture in pictures {
      #expect(text.contains("](\(picture.dropFirst("Docs/".count)))"), "\(picture): Scripts/gallery.sh draws anew")
    }
    let bytes = pictures.compactMap { try? Data(contentsOf: House.root.appending(path: $0)).count }.reduce(0, +)
    #expect(bytes < 2_000_000)
  }
}
