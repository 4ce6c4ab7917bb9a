/// What differs between two canonical texts, told by whoever compares texts.
public struct ChangeNote: Hashable, Sendable {
    /// In words, for the commit's message.
    public var summary: String?
    /// The wording is the same: the revision is `formatting`.
    public var isFormatting: Bool
    /// What stands now is not the article, but a wall or an error in its place: the revision is `suspect`.
    public var isSuspect: Bool

    public init(summary: String?, isFormatting: Bool = false, isSuspect: Bool = false) {
        self.summary = summary
        self.isFormatting = isFormatting
        self.isSuspect = isSuspect
    }

    /// Says what differs, given the canonical bytes.
    public typealias Maker = (_ before: [UInt8], _ after: [UInt8]) throws -> ChangeNote
}
