import SequenceDiff

/// What differs between two texts, line by line: sorted hunks that never touch.
///
/// - Complexity: that of `EditScript`, with a line for a token.
func lineHunks(before: Lines, after: Lines) -> [Hunk] {
    var interner = TokenInterner(capacity: before.ranges.count + after.ranges.count)
    let old = before.ranges.map { interner.intern(before.bytes, $0) }
    let new = after.ranges.map { interner.intern(after.bytes, $0) }
    return EditScript(from: old, to: new).hunks
}
