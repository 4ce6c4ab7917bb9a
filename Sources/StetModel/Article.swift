/// What an article says and what its publisher states about it: the content of one canonical file.
///
/// Equal articles have equal canonical bytes, and the reverse (see `CanonicalForm`).
public struct Article: Hashable, Sendable {
    public var metadata: Metadata
    public var blocks: [Block]

    public init(metadata: Metadata = Metadata(), blocks: [Block] = []) {
        self.metadata = metadata
        self.blocks = blocks
    }
}
