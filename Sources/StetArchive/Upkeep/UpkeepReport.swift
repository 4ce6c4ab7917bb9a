internal import StetGit
public import StetIndex

/// What upkeep found and did.
public struct UpkeepReport: Hashable, Sendable {
    /// What an archive's objects are kept in.
    public struct Storage: Hashable, Sendable {
        public var packCount: Int
        public var packByteCount: Int
        public var looseObjectCount: Int
    }

    public enum Packing: Hashable, Sendable {
        /// The packs were few and small enough as they stood.
        case none
        /// By git, with deltas among all objects of the packs that were put together.
        case deltas
        /// Objects were copied as they stood, because git could not do better.
        case copied(reason: String)
        case failed(reason: String)
    }

    public enum CommitGraph: Hashable, Sendable {
        case written
        case notWritten(reason: String)
    }

    public var began: Timestamp
    /// All objects stand in one pack as git would have them, those of an earlier upkeep where nothing is new.
    public var isWhole = false
    public var before: Storage
    public var after: Storage
    public var packing: Packing
    public var commitGraph: CommitGraph
    /// Files that were removed which an upkeep had left that was killed.
    public var leftoverCount = 0
    /// How many observations the archive had.
    public var observationCount: Int

    public var hasFailed: Bool { if case .failed = packing { true } else { false } }
}

/// When upkeep last ran, and what has come together since.
public struct UpkeepState: Hashable, Sendable {
    /// The last one that came to its end.
    public var last: UpkeepReport?
    /// Who does it now, as it says of itself.
    public var owner: String?
    /// The last one was killed. The next one removes what it left.
    public var wasCutOff = false
    /// Nobody starts it by itself: `stet.upkeep` is false.
    public var isOff = false
    /// Since the last one.
    public var newPackCount = 0
    public var newObservationCount = 0
    public var isDue = false
}

/// A note of the last upkeep, `.git/stet/upkeep`: a JSON object of strings on a line.
struct UpkeepNote {
    /// It is under way, or died.
    var isRunning: Bool
    var last: UpkeepReport?

    private static let name = "/upkeep"

    func save(in folder: String) throws {
        var fields = [("phase", isRunning ? "running" : "done")]
        if let last {
            fields += [("began", "\(last.began)"), ("observations", "\(last.observationCount)")]
            for (name, storage) in [("before", last.before), ("after", last.after)] {
                fields.append(
                    (name, "\(storage.packCount) \(storage.packByteCount) \(storage.looseObjectCount)"))
            }
            switch last.packing {
            case .none: break
            case .deltas: fields.append(("packing", "deltas"))
            case .copied(let reason): fields += [("packing", "copied"), ("packingReason", reason)]
            case .failed(let reason): fields += [("packing", "failed"), ("packingReason", reason)]
            }
            if last.isWhole { fields.append(("whole", "yes")) }
            if case .notWritten(let reason) = last.commitGraph { fields.append(("noCommitGraph", reason)) }
        }
        try Files.replace(folder + Self.name, with: Array((JSONLine.line(of: fields) + "\n").utf8))
    }

    /// Nil where none was ever written, or none that can be read.
    static func load(from folder: String) throws -> UpkeepNote? {
        guard let bytes = try Files.read(folder + name),
            let fields = JSONLine.fields(of: bytes.prefix { $0 != UInt8(ascii: "\n") })
        else { return nil }
        return UpkeepNote(isRunning: fields["phase"] == "running", last: UpkeepReport(fields))
    }
}

extension UpkeepReport {
    fileprivate init?(_ fields: [String: String]) {
        func storage(_ name: String) -> Storage? {
            let numbers = fields[name]?.split(separator: " ").compactMap { Int($0) } ?? []
            guard numbers.count == 3 else { return nil }
            return Storage(packCount: numbers[0], packByteCount: numbers[1], looseObjectCount: numbers[2])
        }
        guard let began = fields["began"].flatMap({ Timestamp($0) }), let before = storage("before"),
            let after = storage("after"), let count = fields["observations"].flatMap({ Int($0) })
        else { return nil }
        let reason = fields["packingReason"] ?? ""
        let packing: Packing =
            switch fields["packing"] {
            case "deltas": .deltas
            case "copied": .copied(reason: reason)
            case "failed": .failed(reason: reason)
            default: .none
            }
        self.init(
            began: began, isWhole: fields["whole"] == "yes", before: before, after: after, packing: packing,
            commitGraph: fields["noCommitGraph"].map { .notWritten(reason: $0) } ?? .written, observationCount: count)
    }
}
