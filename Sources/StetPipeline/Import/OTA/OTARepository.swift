internal import StetArchive
internal import StetGit

/// One of the two repositories of an Open Terms Archive collection: what its commits recorded, of which terms, and when.
///
/// A record is a file `SERVICE/TERMS.ending`, or `SERVICE/TERMS #DOCUMENT.ending` where terms are spread over several documents. It is
/// of the author's time: histories are rewritten when services are renamed, and keep that.
final class OTARepository {
    struct Record {
        var commit: ObjectID
        var observed: Timestamp
        var path: String
        var file: TreeEntry
        var message: OTAMessage

        /// "SERVICE/TERMS".
        var terms: String { String(stem.split(separator: Self.documentMark, maxSplits: 1).first ?? stem[...]) }
        /// Which of several documents; nil for the only one.
        var document: String? {
            let parts = stem.split(separator: Self.documentMark, maxSplits: 1)
            return parts.count == 2 ? String(parts[1]) : nil
        }

        /// The terms, or the document of them.
        var key: String { document.map { terms + Self.documentMark + $0 } ?? terms }

        private static let documentMark = " #"

        private var stem: Substring {
            let name = path.lastIndex(of: "/") ?? path.startIndex
            return path.lastIndex(of: ".").map { $0 > name ? path[..<$0] : path[...] } ?? path[...]
        }
    }

    let folder: String
    /// In the order of the history.
    let records: [Record]
    let isCutOff: Bool
    private let repository: Repository

    init(at folder: String, progress: (_ done: Int, _ total: Int) -> Void) throws {
        self.folder = folder
        repository = try Repository.openHistory(at: folder)
        guard let tip = try repository.target(of: "HEAD") else {
            throw PageError(description: "cannot import \(folder) : it has no commits")
        }
        let commits: [ObjectID]
        (commits, isCutOff) = try repository.firstParents(upTo: tip)
        let selection = FileSelection(
            entersFolder: { !$0.contains("/") && !$0.hasPrefix(".") },
            wantsFile: { path in path.split(separator: "/", omittingEmptySubsequences: false).count == 2 })
        var records: [Record] = []
        var before: ObjectID?
        for (index, id) in commits.enumerated() {
            let commit = try repository.commit(id)
            defer { before = commit.tree }
            progress(index, commits.count)
            guard let message = OTAMessage(commit.message) else { continue }
            let observed = Timestamp(secondsSince1970: commit.author.secondsSince1970)
            for file in try repository.files(of: commit.tree, notIn: before, selection) {
                records.append(
                    Record(commit: id, observed: observed, path: file.name, file: file.entry, message: message))
            }
        }
        self.records = records
    }

    /// Whether most records say which snapshots they were made of, as versions do.
    var namesSnapshots: Bool { records.count(where: { !$0.message.snapshots.isEmpty }) * 2 > records.count }

    /// The address of a file of the repository, for terms that nobody states one of.
    func address(of path: String) -> String {
        "file://" + GitHistory.escaped(repository.workingFolder.utf8) + "/" + GitHistory.escaped(path.utf8)
    }

    /// The file that was recorded.
    func page(of record: Record) throws -> CapturedPage {
        let count = try repository.byteCount(of: record.file.id)
        guard count <= PageSource.maximumByteCount else {
            throw PageError(
                description: "cannot import \(name(of: record)) : it has \(count) bytes; more than "
                    + "\(PageSource.maximumByteCount >> 20) MB are not read of a file")
        }
        var head = CaptureHead(path: record.path, inCommit: "\(record.commit)")
        head.url = record.message.locations.first.flatMap(Snapshot.normalized)
        return CapturedPage(
            body: try repository.blob(record.file.id), contentType: PageSource.contentType(ofFile: record.path),
            head: head)
    }

    func name(of record: Record) -> String { "\(folder) \(record.commit.short):\(record.path)" }
}
