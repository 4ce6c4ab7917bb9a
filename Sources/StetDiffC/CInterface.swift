public import CStetDiff
internal import StetDiff
internal import StetText

/// A comparison that a C program holds.
@safe private final class Comparison {
    let steps: [stet_diff_step]
    /// Ends with a zero byte.
    let json: UnsafeMutableBufferPointer<CChar>

    init(_ diff: TextDiff) {
        steps = stet_diff_step.steps(diff.pieces())
        let bytes = diff.neutralJSON()
        unsafe json = .allocate(capacity: bytes.count + 1)
        for (index, byte) in bytes.enumerated() { unsafe json[index] = CChar(bitPattern: byte) }
        unsafe json[bytes.count] = 0
    }

    deinit { unsafe json.deallocate() }

    static func of(_ diff: OpaquePointer) -> Comparison {
        unsafe Unmanaged<Comparison>.fromOpaque(UnsafeRawPointer(diff)).takeUnretainedValue()
    }
}

extension stet_diff_step {
    /// What is on one side only stands at a place of the other one: after what stands before it.
    fileprivate static func steps(_ pieces: [TextDiff.Piece]) -> [stet_diff_step] {
        var x = 0
        var y = 0
        return pieces.map { piece in
            switch piece {
            case .match(let match):
                y = match.after.upperBound
                if !match.isMoved { x = match.before.upperBound }
                return stet_diff_step(
                    match.isMoved ? STET_DIFF_MOVED : STET_DIFF_EQUAL, match.before, match.after)
            case .change(let removed, let added):
                if !removed.isEmpty { x = removed.upperBound }
                if !added.isEmpty { y = added.upperBound }
                if added.isEmpty { return stet_diff_step(STET_DIFF_REMOVED, removed, y..<y) }
                return removed.isEmpty
                    ? stet_diff_step(STET_DIFF_ADDED, x..<x, added) : stet_diff_step(STET_DIFF_REPLACED, removed, added)
            }
        }
    }

    private init(_ kind: Int, _ before: Range<Int>, _ after: Range<Int>) {
        self.init(
            kind: Int32(kind), before_start: UInt64(before.lowerBound), before_end: UInt64(before.upperBound),
            after_start: UInt64(after.lowerBound), after_end: UInt64(after.upperBound))
    }
}

// The functions of `stet_diff.h`, which says what each does; so their names are C's.

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func stet_diff_compare(
    _ before: UnsafePointer<CChar>?, _ beforeLength: Int, _ after: UnsafePointer<CChar>?, _ afterLength: Int,
    _ language: UnsafePointer<CChar>?, _ diff: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    guard let diff = unsafe diff else { return Int32(STET_DIFF_BAD_ARGUMENT) }
    unsafe diff.pointee = nil
    let isBefore = unsafe before != nil || beforeLength == 0
    let isAfter = unsafe after != nil || afterLength == 0
    guard isBefore, isAfter else { return Int32(STET_DIFF_BAD_ARGUMENT) }
    guard beforeLength <= STET_DIFF_LONGEST_TEXT, afterLength <= STET_DIFF_LONGEST_TEXT, beforeLength >= 0,
        afterLength >= 0
    else { return Int32(STET_DIFF_TOO_LONG) }
    func text(_ start: UnsafePointer<CChar>?, _ length: Int) throws(TextFault) -> [UInt8] {
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
        if let fault = TextFault(in: bytes.span) { throw fault }
        return bytes
    }
    let old: [UInt8]
    let new: [UInt8]
    do throws(TextFault) {
        (old, new) = unsafe (try text(before, beforeLength), try text(after, afterLength))
    } catch {
        return switch error {
        case .notUTF8: Int32(STET_DIFF_NOT_UTF8)
        case .holdsNUL: Int32(STET_DIFF_HOLDS_NUL)
        }
    }
    let tag = unsafe language.map { unsafe String(cString: $0) }
    let comparison = Comparison(TextDiff(markdownOrPlain: old, to: new, language: tag, linksBlocks: false))
    unsafe diff.pointee = OpaquePointer(Unmanaged.passRetained(comparison).toOpaque())
    return Int32(STET_DIFF_OK)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func stet_diff_step_count(_ diff: OpaquePointer?) -> Int {
    guard let diff = unsafe diff else { return 0 }
    return unsafe Comparison.of(diff).steps.count
}

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func stet_diff_step_at(_ diff: OpaquePointer?, _ index: Int) -> stet_diff_step {
    guard let diff = unsafe diff else { return stet_diff_step() }
    let steps = unsafe Comparison.of(diff).steps
    return steps.indices.contains(index) ? steps[index] : stet_diff_step()
}

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func stet_diff_json(_ diff: OpaquePointer?, _ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<CChar>? {
    guard let diff = unsafe diff else {
        unsafe length?.pointee = 0
        return nil
    }
    let json = unsafe Comparison.of(diff).json
    unsafe length?.pointee = json.count - 1
    return unsafe UnsafePointer(json.baseAddress)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func stet_diff_free(_ diff: OpaquePointer?) {
    guard let diff = unsafe diff else { return }
    unsafe Unmanaged<Comparison>.fromOpaque(UnsafeRawPointer(diff)).release()
}
