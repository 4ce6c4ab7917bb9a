/// Why a key could not be made, read or used.
public struct SigningError: Error, Hashable, Sendable, CustomStringConvertible {
    public var operation: String
    public var reason: String
    public var hint: String?

    init(_ operation: String, _ reason: String, hint: String? = nil) {
        self.operation = operation
        self.reason = reason
        self.hint = hint
    }

    public var description: String { "cannot \(operation): \(reason)" + (hint.map { "\nhint: \($0)" } ?? "") }
}
