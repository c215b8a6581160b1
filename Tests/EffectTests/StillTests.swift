import MediaTypes
import Testing
import Timeline

/// A still of everything that a document may do to a picture, as it was when somebody looked at it.
@Suite struct StillTests {
  @Test func effects() throws {
    let stills = try EffectExample.all.map { example in
      let film = GeneratedFilm(effects: [example.text], generator: "test-pattern")
      return (example.name + " " + example.shown, try film.sketches()[4])
    }
    try Sketchbook(name: "effects").check(stills)
  }

  @Test func blends() throws {
    let stills = try BlendMode.allCases.map { mode in
      let top = "{generate: {gradient: {from: black, to: orange, direction: right}}, at: 0, duration: 10f, blend: \(mode.rawValue)}"
      return (mode.rawValue, try GeneratedFilm(generator: "test-pattern", overlays: [top]).sketches()[4])
    }
    try Sketchbook(name: "blends").check(stills)
  }

  @Test func fits() throws {
    let stills = try Fit.allCases.flatMap { fit in
      try ["background", "blur", "orange"].map { fill in
        let clip = "{clip: \"\(EffectMedia.shared.film)\", out: 10f, audio: false, fit: \(fit.rawValue), fill: \(fill)}"
        return ("\(fit.rawValue) \(fill)", try GeneratedFilm(track: "items: [\(clip)]").sketches()[4])
      }
    }
    try Sketchbook(name: "fits").check(stills)
  }
}
