import Glibc

/// Runs `body` on a thread whose stack is deep enough for chains of ten thousand anchors, each waiting for
/// the next; on a shallower one where the machine does not give it.
func runOnDeepStack(_ body: @escaping () -> Int32) -> Int32 {
  let call = Call(body)
  for megabytes in [512, 64] {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, megabytes << 20)
    var thread = pthread_t()
    let argument = Unmanaged.passUnretained(call).toOpaque()
    guard pthread_create(&thread, &attributes, runCall, argument) == 0 else { continue }
    pthread_join(thread, nil)
    return call.result
  }
  return body()
}

private final class Call {
  let body: () -> Int32
  var result: Int32 = 0

  init(_ body: @escaping () -> Int32) { self.body = body }
}

/// A free function, because a thread's start is a C function.
private func runCall(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let call = Unmanaged<Call>.fromOpaque(argument).takeUnretainedValue()
  call.result = call.body()
  return nil
}
