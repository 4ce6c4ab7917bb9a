public import StetGit

/// A file of the `rules` folder, as it is committed on `main`.
public struct CommittedRule: Hashable, Sendable {
    /// "rules/news.example.org.yaml".
    public var path: String
    public var blob: ObjectID
    public var bytes: [UInt8]

    /// What an archive records of a rule that was used: the path, and which version of the file.
    public var recordedAs: String { "\(path)@\(blob)" }
}

extension Archive {
    public static let rulesFolder = "rules"
    /// Folders of rules may hold folders, down to here.
    private static let rulesDepthLimit = 4
    /// A file that is larger is no rule; its first bytes are enough to be told so.
    private static let ruleByteLimit = 1 << 20

    /// The files of the `rules` folder, as they are committed on `main`, by path.
    ///
    /// - Parameter isWanted: Asked for each path, so that other files are not read.
    public func committedRules(where isWanted: (String) -> Bool = { _ in true }) throws -> [CommittedRule] {
        try committedRuleFiles().filter { isWanted($0.0) }.map { path, blob in
            CommittedRule(path: path, blob: blob, bytes: Array(try repository.blob(blob).prefix(Self.ruleByteLimit)))
        }
    }

    /// The paths of rules that stand otherwise in the working tree than they are committed on `main`.
    ///
    /// Empty while another branch is checked out: what stands in the working tree then is that branch's.
    public func uncommittedRules(where isWanted: (String) -> Bool = { _ in true }) throws -> [String] {
        guard !repository.isBare, try repository.headBranch() == Branch.main.reference else { return [] }
        let committed = Dictionary(uniqueKeysWithValues: try committedRuleFiles())
        var edited = Set(committed.keys.filter(isWanted))
        for path in try Self.files(in: folder, at: Self.rulesFolder, depth: 0) where isWanted(path) {
            guard let blob = committed[path], let bytes = try Files.read("\(folder)/\(path)"),
                ObjectID(hashing: bytes) == blob
            else {
                edited.insert(path)
                continue
            }
            edited.remove(path)
        }
        return edited.sorted()
    }

    /// The file that `CommittedRule.recordedAs` names, as it was then; nil where that names none.
    public func committedRule(recordedAs text: String) throws -> CommittedRule? {
        guard let mark = text.lastIndex(of: "@"), let blob = ObjectID(hex: String(text[text.index(after: mark)...])),
            repository.contains(blob)
        else { return nil }
        return CommittedRule(path: String(text[..<mark]), blob: blob, bytes: try repository.blob(blob))
    }

    /// The paths of the rules in the working tree, committed or not.
    public func rulesInWorkingTree(where isWanted: (String) -> Bool = { _ in true }) throws -> [String] {
        try Self.files(in: folder, at: Self.rulesFolder, depth: 0).filter(isWanted).sorted()
    }

    /// The `rules` folder of `main`; nil when there is none.
    func rulesTree() throws -> ObjectID? {
        guard let tip = try tip(of: .main) else { return nil }
        let entry = try repository.entry(at: Self.rulesFolder, in: repository.commit(tip).tree)
        return entry.flatMap { $0.mode == .folder ? $0.id : nil }
    }

    private func committedRuleFiles() throws -> [(String, ObjectID)] {
        var files: [(String, ObjectID)] = []
        func collect(_ tree: ObjectID, at place: String, depth: Int) throws {
            for entry in try repository.tree(tree) {
                guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
                switch entry.mode {
                case .folder where depth < Self.rulesDepthLimit:
                    try collect(entry.id, at: "\(place)/\(name)", depth: depth + 1)
                case .file, .executable, .groupWritable: files.append(("\(place)/\(name)", entry.id))
                default: break
                }
            }
        }
        if let tree = try rulesTree() { try collect(tree, at: Self.rulesFolder, depth: 0) }
        return files.sorted { $0.0 < $1.0 }
    }

    private static func files(in folder: String, at place: String, depth: Int) throws -> [String] {
        var files: [String] = []
        for name in try Files.names(in: "\(folder)/\(place)") where !name.hasPrefix(".") {
            let path = "\(place)/\(name)"
            switch Files.kind(of: "\(folder)/\(path)") {
            case .file: files.append(path)
            case .folder where depth < rulesDepthLimit:
                files += try Self.files(in: folder, at: path, depth: depth + 1)
            default: break
            }
        }
        return files
    }
}
