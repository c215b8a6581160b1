/// One FFmpeg filter with its options, in the order they are printed. Values are typed and unescaped;
/// only the printer and the engine know how they are written.
public struct Filter: Hashable, Codable, Sendable {
  /// FFmpeg's name.
  public var name: String
  public var options: [Option]

  public struct Option: Hashable, Codable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(_ name: String, _ options: KeyValuePairs<String, any OptionValue> = [:]) {
    self.name = name
    self.options = options.map { Option($0.key, $0.value.optionText) }
  }
}

/// What a filter option takes. The text is what FFmpeg parses, before any escaping.
public protocol OptionValue {
  var optionText: String { get }
}

extension String: OptionValue {
  public var optionText: String { self }
}

extension Int: OptionValue {
  public var optionText: String { String(self) }
}

extension Bool: OptionValue {
  public var optionText: String { self ? "1" : "0" }
}

extension Double: OptionValue {
  public var optionText: String { String(self) }
}

/// What passes through a chain of filters.
public enum FilterMedium: Hashable, Sendable { case picture, sound }
