import Diagnostics
import FilterGraph

/// All passes in the order they run. A new pass is its file and one line here. Passes over what the document means
/// come first, those over filter graphs after, because they see what lowering made of it.
package let passTable: [any Pass.Type] = [
  FoldIdentities.self,
  JoinClips.self,
  DropHiddenLayers.self,
  TightenGroups.self,
  ShareWork.self,
  HoldLate.self,
  ComposeShifts.self,
  MergeLookups.self,
]

/// The passes that are asked for.
package struct PassChoice: Sendable {
  private let passes: [any Pass.Type]

  /// - Parameters:
  ///   - skipped: names of passes to leave out.
  ///   - last: the pass to stop behind.
  package init(skipped: Set<String> = [], last: String? = nil) {
    let end = last.flatMap { last in passTable.firstIndex { $0.name == last } }.map { $0 + 1 } ?? passTable.count
    passes = passTable[..<end].filter { !skipped.contains($0.name) }
  }

  /// Rewrites the composition. In debug builds it is verified after each pass.
  package func optimise(_ composition: Composition, _ remarks: inout [Remark]) throws(BrokenPromise) -> Composition {
    var current = composition
    for case let pass as any CompositionPass.Type in passes {
      current = pass.run(current, &remarks)
      #if DEBUG
        if let fault = verify(current) { throw BrokenPromise(pass: pass.name, fault: fault) }
      #endif
    }
    return current
  }

  /// Rewrites the graphs of a plan's spans; verified as compositions are. What is found in many spans is said once.
  package func optimise(_ planned: PlannedRender, _ remarks: inout [Remark]) throws(BrokenPromise) -> PlannedRender {
    guard let spans = planned.plan.picture?.spans else { return planned }
    var current = spans
    #if DEBUG
      for span in spans {
        if let fault = verifyColors(span, of: planned.plan) { throw BrokenPromise(pass: "lowering", fault: fault) }
      }
    #endif
    var said = Set(remarks)
    for case let pass as any SpanPass.Type in passes {
      var findings: [Finding] = []
      for index in current.indices where current[index].graph.nodes.count > 1 {
        current[index] = pass.run(current[index], of: planned.plan, &findings)
        #if DEBUG
          if let fault = verify(current[index]) ?? verifyColors(current[index], of: planned.plan) {
            throw BrokenPromise(pass: pass.name, fault: fault)
          }
        #endif
      }
      for finding in findings {
        let place = planned.spans.indices.contains(finding.origin) ? planned.spans[finding.origin] : nil
        let remark = Remark(pass: pass.name, text: finding.text, span: place ?? Span(start: 0, end: 0))
        if said.insert(remark).inserted { remarks.append(remark) }
      }
    }
    var result = planned
    result.plan.picture?.spans = current
    return result
  }
}
