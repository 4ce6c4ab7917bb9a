internal import StetArchive
package import StetGit

/// The versions of files in the history of a git repository, read without checking anything out.
///
/// The history is what its branch stood at: the first parent of each commit. What was merged counts from the merge on.
package final class GitHistory {
    /// Which time of a commit says when the text stood.
    package enum TimeSource: String, Sendable, CaseIterable {
        /// When it came into this history.
        case committer
        /// When it was written; archives that rewrite their history keep it.
        case author
    }

    /// Files and folders, from the repository's root; none for all text and HTML files.
    package let paths: [String]
    /// Oldest first.
    package let commits: [ObjectID]
    /// The repository was cloned in part.
    package let isCutOff: Bool
    private let repository: Repository
    private let folder: String
    private let times: TimeSource
    private let base: String?
    private var treeBefore: ObjectID?

    /// Opens a repository, bare or not.
    ///
    /// - Parameters:
    ///   - branch: The branch or remote branch to read; nil for the one that is checked out.
    ///   - base: The address of the repository's root, of which those of the articles follow; nil where pages say it themselves.
    package init(at folder: String, branch: String?, paths: [String], times: TimeSource, base: String?) throws {
        repository = try Repository.openHistory(at: folder)
        self.folder = folder
        self.paths = paths.map(Self.normalized)
        self.times = times
        self.base = base
        let names = branch.map { ["refs/heads/\($0)", "refs/remotes/\($0)", "refs/remotes/origin/\($0)"] } ?? ["HEAD"]
        var tip: ObjectID?
        for name in names where tip == nil { tip = try repository.target(of: name) }
        guard let tip else {
            throw PageError(
                description: branch.map { "cannot import \(folder) : it has no branch \($0)" }
                    ?? "cannot import \(folder) : it has no commits")
        }
        (commits, isCutOff) = try repository.firstParents(upTo: tip)
    }

    /// Reads the files that a commit brought, each given to `body` to be taken; commits go in their order.
    ///
    /// - Parameter url: The address of the article that the only path is of.
    package func forEachFile(
        of id: ObjectID, url: String?, _ body: (_ check: () throws -> OldCheck) throws -> Void
    ) throws {
        let commit = try repository.commit(id)
        defer { treeBefore = commit.tree }
        let signature = times == .author ? commit.author : commit.committer
        let observed = Timestamp(secondsSince1970: signature.secondsSince1970)
        for file in try repository.files(of: commit.tree, notIn: treeBefore, Self.selection(of: paths)) {
            if file.path == Array("README.md".utf8), Archive.isPlainReadme(try repository.blob(file.entry.id)) {
                continue
            }
            try body { .page(try page(file, of: id, observed: observed, url: url)) }
        }
    }

    private func page(_ file: ChangedFile, of commit: ObjectID, observed: Timestamp, url: String?) throws -> OldPage {
        let path = Self.escaped(file.path)
        let fileName = file.name
        let name = "\(folder) \(commit.short):\(fileName)"
        func refused(_ reason: String) -> PageError { PageError(description: "cannot import \(name) : \(reason)") }
        // Such names climb out of the base address, and out of every folder.
        guard !fileName.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
            throw refused("its name is no name of a file")
        }
        let body: [UInt8]
        do {
            let count = try repository.byteCount(of: file.entry.id)
            guard count <= PageSource.maximumByteCount else {
                throw refused(
                    "it has \(count) bytes; more than \(PageSource.maximumByteCount >> 20) MB are not read of a file")
            }
            body = try repository.blob(file.entry.id)
        } catch let error as GitError {
            throw refused(error.message)
        }
        let url = url ?? base.map { $0 + ($0.hasSuffix("/") ? "" : "/") + path }
        var head = CaptureHead(path: fileName, inCommit: "\(commit)")
        head.url = url
        return OldPage(
            page: CapturedPage(
                body: body, bodyID: file.entry.id, contentType: PageSource.contentType(ofFile: fileName), head: head),
            observed: observed, url: url,
            ownURL: "file://" + Self.escaped(repository.workingFolder.utf8) + "/" + path, name: name)
    }

    // MARK: Which files

    private static let endings = ["html", "htm", "xhtml", "md", "markdown", "txt", "text"]

    static func selection(of paths: [String]) -> FileSelection {
        FileSelection(
            entersFolder: { folder in
                paths.isEmpty || paths.contains { $0 == folder || isIn($0, folder) || isIn(folder, $0) }
            },
            wantsFile: { file in
                if paths.contains(file) { return true }
                guard paths.isEmpty || paths.contains(where: { isIn(file, $0) }) else { return false }
                return file.split(separator: "/").last?.split(separator: ".").dropFirst().last
                    .map { endings.contains($0.lowercased()) } ?? false
            })
    }

    private static func isIn(_ path: String, _ folder: String) -> Bool {
        path.utf8.starts(with: (folder + "/").utf8)
    }

    /// "a/b" of "./a/b/".
    private static func normalized(_ path: String) -> String {
        path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// A path's bytes as part of an address: every byte but letters, digits and "-._~/" percent-encoded.
    ///
    /// Source: RFC 3986, sections 2.1 and 2.3.
    static func escaped(_ path: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in path {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
                UInt8(ascii: "/"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ChangedFile {
    /// Its path as text. One that is no UTF-8 is percent-encoded: two of them must not become one.
    var name: String { String(validating: path, as: UTF8.self) ?? GitHistory.escaped(path) }
}
