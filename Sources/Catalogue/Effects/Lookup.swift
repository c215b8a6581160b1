import FilterGraph
import MediaTypes

/// Tables that give every value of a plane another: expressions of `val`, one a frame for each plane. What stays
/// the same for all frames becomes one filter; each plane that changes is a filter of its own.
package struct Lookup {
  private var filter: String
  private var planes: [(name: String, expressions: [String])] = []

  /// In brightness and colour difference, limited range: planes `y`, `u`, `v`.
  package static let tones = Lookup(filter: "lutyuv")
  /// In planar RGB, full range: planes `r`, `g`, `b`.
  package static let primaries = Lookup(filter: "lutrgb")

  private init(filter: String) { self.filter = filter }

  package func setting(_ plane: String, _ expressions: [String]) -> Lookup {
    var table = self
    table.planes.append((plane, expressions))
    return table
  }

  package func setting(_ plane: String, _ expression: String) -> Lookup { setting(plane, [expression]) }

  /// New brightness: an expression of `ld(0)`, which is 0 at black and 1 at white.
  package func luma(_ expressions: [String]) -> Lookup {
    setting("y", expressions.map { "st(0,(val-16)/219);16.5+219*(\($0))" })
  }

  package func luma(_ expression: String) -> Lookup { luma([expression]) }

  /// Colour difference, multiplied.
  package func chroma(_ gains: [Double]) -> Lookup {
    let texts = gains.map { "128.5+(val-128)*\(decimal($0))" }
    return setting("u", texts).setting("v", texts)
  }

  package func chroma(_ gain: Double) -> Lookup { chroma([gain]) }

  fileprivate func add(to chain: inout EffectChain) {
    let steady = planes.filter { isConstant($0.expressions) }
    if !steady.isEmpty {
      var table = Filter(filter)
      table.options = steady.map { .init($0.name, $0.expressions[0]) } + kept(beside: steady.map(\.name))
      chain.add(table)
    }
    for plane in planes where !isConstant(plane.expressions) {
      var table = Filter(filter)
      table.options = kept(beside: [plane.name])
      chain.add(table, animating: plane.name, texts: plane.expressions)
    }
  }

  /// Planes that stay as they are: FFmpeg would bring them into limited range.
  private func kept(beside names: [String]) -> [Filter.Option] {
    guard filter == "lutyuv" else { return [] }
    return ["y", "u", "v"].filter { !names.contains($0) }.map { .init($0, "val") }
  }

  private func isConstant(_ texts: [String]) -> Bool { texts.allSatisfy { $0 == texts[0] } }
}

extension EffectChain {
  package mutating func add(_ lookup: Lookup) { lookup.add(to: &self) }
}

/// The nearest number of the range.
func held(_ text: String, from low: Int = 0, to high: Int = 1) -> String {
  "min(\(high),max(\(low),\(text)))"
}
