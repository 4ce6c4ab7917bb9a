internal import Foundation
package import StetArchive
package import StetExtract
package import StetRules

/// The rules of an archive, as they are committed on `main` or as they stand in its folder.
package struct ArchiveRules: Sendable {
    package let folder: RuleFolder
    /// Rules that stand otherwise in the working tree than they are committed.
    package private(set) var uncommitted: [String] = []
    private var texts: [String: [UInt8]] = [:]

    /// The committed rules: those that what is recorded is read with.
    package init(committedIn archive: Archive) throws {
        let files = try archive.committedRules(where: RuleFile.isRule)
        folder = RuleFolder(files.map { ($0.path, $0.bytes, $0.recordedAs) })
        uncommitted = try archive.uncommittedRules(where: RuleFile.isRule)
        for file in files { texts[file.path] = file.bytes }
    }

    /// The files as they are, perhaps with one more that lies somewhere else.
    package init(inFolderOf archive: Archive, adding extra: String? = nil) throws {
        let inside = extra.flatMap { Self.path(of: $0, in: archive) }
        var files: [(path: String, bytes: [UInt8])] = []
        for path in try archive.rulesInWorkingTree(where: RuleFile.isRule) where path != inside {
            files.append((path, try Self.bytes(of: "\(archive.folder)/\(path)")))
        }
        if let extra { files.append((extra, try Self.bytes(of: extra))) }
        self.init(files)
    }

    /// One file that pages are to be read with now; one with errors is refused.
    package init(readingFile file: String) throws {
        try self.init(files: [file])
        let errors = folder.problems.filter { !$0.isWarning }
        guard errors.isEmpty else {
            throw PageError(description: errors.map(\.description).joined(separator: "\n"))
        }
    }

    /// The rule for a page that somebody gave a file for: its only one, else the one for the page's address.
    package func only(forFirstOf addresses: [String?]) throws -> SiteRule {
        let rules = folder.rules.rules
        if rules.count == 1 { return rules[0] }
        guard let rule = folder.rules.rule(forFirstOf: addresses) else {
            throw PageError(
                description: "cannot tell which rule of \(folder.files.first?.path ?? "the file") the page is to be "
                    + "read with\nhint: say its address with --url https://…")
        }
        return rule
    }

    /// Single files, and the rule files of folders, as those of an archive are found.
    package init(files: [String]) throws {
        self.init(
            try files.flatMap { try Self.isFolder($0) ? Self.ruleFiles(in: $0) : [$0] }
                .map { (path: $0, bytes: try Self.bytes(of: $0)) })
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func ruleFiles(in folder: String) throws -> [String] {
        let names: [String]
        do { names = try FileManager.default.subpathsOfDirectory(atPath: folder) } catch {
            throw PageError(description: "cannot read \(folder) : it is a folder that cannot be listed")
        }
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        let files = names.sorted().map { base + $0 }.filter { RuleFile.isRule($0) && !isFolder($0) }
        guard !files.isEmpty else {
            throw PageError(
                description: "cannot read \(folder) : it is a folder without rule files\n"
                    + "hint: rule files end in .yaml or .yml, declarations in .json")
        }
        return files
    }

    private init(_ files: [(path: String, bytes: [UInt8])]) {
        folder = RuleFolder(files.map { ($0.path, $0.bytes, nil) }, takesAll: true)
        for (path, bytes) in files { texts[path] = bytes }
    }

    /// The text of the file that a rule stands in.
    package func bytes(of rule: SiteRule) -> [UInt8]? { texts[rule.path] }

    /// What is to be told to somebody who records with these rules.
    package var warnings: [String] {
        let errors = folder.problems.filter { !$0.isWarning }.map(\.description)
        guard !uncommitted.isEmpty else { return errors }
        let names = uncommitted.joined(separator: ", ")
        return errors + ["\(names) : edited but not committed; pages are read with what is committed"]
    }

    // MARK: - Files

    private static func path(of file: String, in archive: Archive) -> String? {
        let root = URL(filePath: archive.folder).standardizedFileURL.resolvingSymlinksInPath().path + "/"
        let path = URL(filePath: file).standardizedFileURL.resolvingSymlinksInPath().path
        return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : nil
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { handle.closeFile() }
            // One byte more than a rule may have is enough to refuse it.
            return [UInt8](try handle.read(upToCount: RuleFile.maximumByteCount + 1) ?? Data())
        } catch {
            throw PageError(
                description: "cannot read \(path) : "
                    + (isFolder(path)
                        ? "it is a folder"
                        : FileManager.default.fileExists(atPath: path)
                            ? error.localizedDescription : "there is no such file"))
        }
    }
}
