import Glibc

/// A short row of values between two threads: one moves them in, the other moves them out in the same order. Each waits
/// for the other where it must, and either may end it.
final class Channel<Element: ~Copyable & Sendable>: @unchecked Sendable {
  private let slots: UnsafeMutablePointer<Element>
  private let room: Int
  private var first = 0
  private var count = 0
  /// No more values come.
  private var isFinished = false
  /// Nobody takes values any more.
  private var isAbandoned = false
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// - Parameter room: how many values may wait, at least one.
  init(room: Int) {
    self.room = max(1, room)
    slots = .allocate(capacity: self.room)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    while count > 0 { _ = removeFirst() }
    slots.deallocate()
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  /// Waits until a value would not have to wait, so that none is made before there is room for it.
  /// - Returns: false where nobody takes values any more.
  func waitForRoom() -> Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while count == room, !isAbandoned { pthread_cond_wait(changed, lock) }
    return !isAbandoned
  }

  /// Waits for room and moves a value in.
  /// - Returns: false where nobody takes values any more; the value is gone then.
  @discardableResult
  func send(_ value: consuming Element) -> Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while count == room, !isAbandoned { pthread_cond_wait(changed, lock) }
    if isAbandoned { return false }
    (slots + (first + count) % room).initialize(to: value)
    count += 1
    pthread_cond_broadcast(changed)
    return true
  }

  /// The sender's last word. What waits is still taken.
  func finish() {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    isFinished = true
    pthread_cond_broadcast(changed)
  }

  /// Waits for the next value; nil after the last.
  func receive() -> Element? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while count == 0, !isFinished, !isAbandoned { pthread_cond_wait(changed, lock) }
    guard count > 0 else { return nil }
    pthread_cond_broadcast(changed)
    return removeFirst()
  }

  /// The receiver's last word: what waits is let go, and so is the sender.
  func abandon() {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    isAbandoned = true
    while count > 0 { _ = removeFirst() }
    pthread_cond_broadcast(changed)
  }

  private func removeFirst() -> Element {
    let value = (slots + first).move()
    first = (first + 1) % room
    count -= 1
    return value
  }
}
