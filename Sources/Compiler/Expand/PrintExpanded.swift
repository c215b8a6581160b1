import Timeline

/// An expanded tree as a document that expands to the same tree: dollar signs that would name a variable are
/// doubled.
package func printExpanded(_ tree: SyntaxNode) -> String { printYAML(escaped(tree)) }

private func escaped(_ node: SyntaxNode) -> SyntaxNode {
  var node = node
  switch node.content {
  case .scalar(var scalar):
    guard TextTemplate.isNeeded(scalar.text) else { return node }
    scalar.text = escaped(scalar.text)
    node.content = .scalar(scalar)
  case .list(let nodes): node.content = .list(nodes.map(escaped))
  case .map(let entries):
    node.content = .map(entries.map { $0.key.hasPrefix("x-") ? $0 : $0.with(escaped($0.value)) })
  }
  return node
}

/// Only where it is needed, so that prices stay readable.
private func escaped(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  for (index, byte) in bytes.enumerated() {
    result.append(byte)
    guard byte == UInt8(ascii: "$"), index + 1 < bytes.count else { continue }
    let next = bytes[index + 1]
    if TextTemplate.isLetter(next) || next == UInt8(ascii: "{") || next == UInt8(ascii: "$") {
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
