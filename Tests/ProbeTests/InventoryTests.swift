import Engine
import FilterGraph
import Testing

/// What the linked libraries are and take.
struct InventoryTests {
  @Test func librariesAreListed() {
    let inventory = libraryInventory()
    #expect(inventory.libraries.count == 6)
    #expect(inventory.libraries.allSatisfy { $0.built.split(separator: ".").count == 3 })
    #expect(inventory.hasEncoder("aac"))
    #expect(inventory.decoders.contains("h264"))
    #expect(inventory.muxers.contains("mp4"))
    #expect(inventory.filters.contains("scale"))
    #expect(!inventory.configuration.isEmpty)
  }

  @Test func filtersAndOptionsAreChecked() {
    #expect(FilterOptions.problem(with: Filter("scale", ["w": 10, "flags": "bicubic+accurate_rnd"])) == nil)
    #expect(FilterOptions.problem(with: Filter("eq", ["contrast": "1.2", "enable": "gte(t,1)"])) == nil)
    #expect(
      FilterOptions.problem(with: Filter("scale", ["zork": 1]))
        == "filter 'scale' has no option 'zork' in this FFmpeg")
    #expect(FilterOptions.problem(with: Filter("highpass"), in: .sound) == nil)
    #expect(FilterOptions.problem(with: Filter("highpass"), in: .picture)?.contains("a filter of sound") == true)
    #expect(FilterOptions.problem(with: Filter("hue"), in: .sound)?.contains("a filter of pictures") == true)
    #expect(FilterOptions.problem(with: Filter("showwaves"), in: .picture) != nil)
    #expect(FilterOptions.problem(with: Filter("xfade"), in: .picture) != nil)
    #expect(FilterOptions.problem(with: Filter("nope")) == "this FFmpeg has no filter 'nope'")
    #expect(
      FilterOptions.problem(with: Filter("gblur", ["sigma": 5000]))
        == "filter 'gblur' refuses '5000' for 'sigma'")
  }
}
