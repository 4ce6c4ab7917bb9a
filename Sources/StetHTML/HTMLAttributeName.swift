/// The name of an attribute, in a form that is compared in one step.
///
/// A page is asked for its attributes several times an element: comparing three words is ten times as fast as hashing a
/// string. A name that is written in the program costs nothing to make: the compiler folds it.
@usableFromInline
package struct HTMLAttributeName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The first eight bytes, the next eight, and a hash of what follows. Only names longer than 16 bytes could be
    /// taken for one another, and a page that made such a pair could have written the other name as well.
    @usableFromInline var first: UInt64 = 0
    @usableFromInline var second: UInt64 = 0
    @usableFromInline var rest: UInt64 = 0

    /// - Parameter name: In lower case, with its prefix when it has one.
    package init(_ name: String) {
        let bytes = name.utf8.span
        for index in bytes.indices { append(bytes[index], at: index) }
    }

    @inlinable
    @inline(__always)
    package init(stringLiteral name: StaticString) {
        let start = unsafe name.utf8Start
        for index in 0..<name.utf8CodeUnitCount { append(unsafe start[index], at: index) }
    }

    @inlinable
    @inline(__always)
    mutating func append(_ byte: UInt8, at index: Int) {
        if index < 8 {
            first |= UInt64(byte) << UInt64(8 * index)
        } else if index < 16 {
            second |= UInt64(byte) << UInt64(8 * index - 64)
        } else {
            rest = (rest ^ 0xCBF2_9CE4_8422_2325 ^ UInt64(byte)) &* 0x100_0000_01B3
        }
    }

    @inlinable
    package static func == (left: HTMLAttributeName, right: HTMLAttributeName) -> Bool {
        left.first == right.first && left.second == right.second && left.rest == right.rest
    }
}
