/// Any number of versions of one article beside each other: which sentences are one and the same, and what stood when.
///
/// A sentence is followed from each version to the next by the pairwise diff of the two. What these links hold
/// together is a `Thread`: the sentence unchanged, edited, moved, split, merged, taken out and put back. Marks
/// (emphasis, link targets) are no part of the table: it tells wording.
public struct VariantTable: Hashable, Sendable {
    /// One sentence through all versions.
    public struct Thread: Hashable, Sendable {
        /// For each version the indices of its sentences that are this one, in order: none where it did not stand,
        /// several before they were merged or after it was split.
        public var places: [[Int]]
        /// Its wordings, in the order of the versions that have them first. Versions where it did not stand are in none.
        public var readings: [Reading]
        /// What became of it from each version to the next: one less than there are versions.
        public var steps: [Step]

        public init(places: [[Int]], readings: [Reading], steps: [Step]) {
            self.places = places
            self.readings = readings
            self.steps = steps
        }

        /// Whether it stood in every version, in the same words and at the same place.
        public var isConstant: Bool { steps.allSatisfy { $0.kind == .equal } && places.allSatisfy { !$0.isEmpty } }

        /// The versions where it did not stand.
        public var absentVersions: [Int] { places.indices.filter { places[$0].isEmpty } }

        /// Which of `readings` a version has; nil where the sentence did not stand in it.
        public func reading(of version: Int) -> Int? { readings.firstIndex { $0.versions.contains(version) } }
    }

    /// One wording of a thread, with the versions that have it.
    public struct Reading: Hashable, Sendable {
        /// Runs of white space are one space.
        public var text: String
        /// Indices of versions, ascending.
        public var versions: [Int]

        public init(text: String, versions: [Int]) {
            self.text = text
            self.versions = versions
        }
    }

    /// What became of a thread between two successive versions.
    public struct Step: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            /// It stands in neither of the two, or in both unchanged.
            case absent, equal
            /// It stands in both.
            case edited, moved, split, merged
            /// It stands in one; `returned` where it had stood before it was taken out.
            case added, removed, returned
        }

        public var kind: Kind
        /// Whether the words differ between the two; always for `edited`, never where it stands in one only.
        public var isEdited: Bool

        public init(kind: Kind, isEdited: Bool) {
            self.kind = kind
            self.isEdited = isEdited
        }
    }

    /// Threads that make up one block of text, in the newest version that has them.
    public struct Block: Hashable, Sendable {
        public var kind: DiffText.BlockKind
        /// Indices in `threads`; never empty.
        public var threads: Range<Int>

        public init(kind: DiffText.BlockKind, threads: Range<Int>) {
            self.kind = kind
            self.threads = threads
        }
    }

    /// A field of the metadata that is not the same in all versions.
    public struct Field: Hashable, Sendable {
        /// The name in the canonical front matter.
        public var name: String
        /// For each version what it states; nil for nothing.
        public var values: [String?]

        public init(name: String, values: [String?]) {
            self.name = name
            self.values = values
        }
    }

    public var versions: [DiffText]
    /// In the order of the newest version; what is no longer in it stands after what it followed.
    public var threads: [Thread]
    /// Blocks in order; together they hold every thread once.
    public var blocks: [Block]
    /// Only fields that vary.
    public var fields: [Field]

    public init(versions: [DiffText], threads: [Thread], blocks: [Block], fields: [Field]) {
        self.versions = versions
        self.threads = threads
        self.blocks = blocks
        self.fields = fields
    }

    /// Whether all versions say the same.
    public var isConstant: Bool { fields.isEmpty && threads.allSatisfy(\.isConstant) }
}
