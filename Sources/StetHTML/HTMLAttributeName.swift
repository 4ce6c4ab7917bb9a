/// The name of an attribute, in a form that is compared in one step.
///
/// A page is asked for its attributes several times an element: comparing three words is ten times as fast as hashing a
/// string.
@usableFromInline
package struct HTMLAttributeName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The first eight bytes, the next eight, and a hash of what follows. Only names longer than 16 bytes could be
    /// taken for one another, and a page that made such a pair could have written the other name as well.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var rest: UInt64 = 0

    /// - Parameter name: In lower case, with its prefix when it has one.
    @usableFromInline package init(_ name: String) {
        let bytes = name.utf8.span
        for index in bytes.indices {
            if index < 8 {
                first = first << 8 | UInt64(bytes[index])
            } else if index < 16 {
                second = second << 8 | UInt64(bytes[index])
            } else {
                rest = (rest ^ 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes[index])) &* 0x100_0000_01B3
            }
        }
    }

    @inlinable package init(stringLiteral name: String) { self.init(name) }
}
