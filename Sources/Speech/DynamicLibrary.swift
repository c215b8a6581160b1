import Glibc

/// A library that may or may not be on the machine; once found it stays.
struct DynamicLibrary: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  /// Nil where the machine has none under this name: `libflite.so.1`.
  init?(_ name: String) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    self.handle = handle
  }

  /// The file that holds a function of the library, links followed; nil where the system does not say.
  func file(of name: String) -> String? {
    // glibc's header offers it to C alone; its answer begins with the file's name.
    typealias Locate = @convention(c) (UnsafeRawPointer, UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Int32
    var place = [UnsafePointer<CChar>?](repeating: nil, count: 4)
    guard let function = dlsym(handle, name), let locate = self.function("dladdr", as: Locate.self), locate(function, &place) != 0,
      let file = place[0], let whole = realpath(file, nil)
    else { return nil }
    defer { free(whole) }
    return String(cString: whole)
  }

  /// A function of the library, as the type that its header declares; nil where it has none of that name.
  func function<Function>(_ name: String, as type: Function.Type = Function.self) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: type) }
  }
}
