import Foundation
import StetGit
import TestSupport
import Testing

private let someone = Signature(name: "A Writer", email: "a@example.com", secondsSince1970: 1_700_000_000)

@Suite("Objects and references")
struct ObjectTests {
    @Test("Ids are those of git, and read back from their digits and bytes")
    func ids() throws {
        let id = ObjectID(hashing: Array("hello\n".utf8))
        #expect(id.description == "ce013625030ba8dba906f756967f9e9ca394464a")
        #expect(ObjectID(hashing: []).description == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        #expect(ObjectID(hex: id.description.uppercased()) == id && ObjectID(id.bytes) == id)
        for text in ["", "ce01", "ze013625030ba8dba906f756967f9e9ca394464a", id.description + "0"] {
            #expect(ObjectID(hex: text) == nil)
        }
    }

    @Test("Trees edited at random paths are those that git makes of the same files", arguments: [UInt64(1), 2, 3])
    func trees(seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var batch = ObjectBatch()
        let editor = TreeEditor()
        var root: ObjectID?
        var files: [String: String] = [:]
        // Names around ".", "-" and "0" show whether folders are sorted as git sorts them: as if they ended in "/".
        let names = ["a", "a-", "a.b", "a0", "b", "é"]
        for _ in 0..<40 {
            var changes: [(path: String, blob: ObjectID, mode: TreeEntry.Mode)] = []
            for _ in 0...Int.random(in: 0..<4, using: &numbers) {
                let folders = (0..<Int.random(in: 0..<3, using: &numbers)).map { _ in
                    names.randomElement(using: &numbers)!
                }
                let path = (folders.map { $0 + "d" } + [names.randomElement(using: &numbers)!]).joined(separator: "/")
                let text = "text \(Int.random(in: 0..<50, using: &numbers))"
                files[path] = text
                changes.append((path, repository.add(Array(text.utf8), as: .blob, to: &batch), .file))
            }
            root = try editor.tree(root, setting: changes, in: repository, batch: &batch)
        }
        try repository.publish(batch, through: scratch.folder + "/.git/new")
        for (path, text) in files {
            let url = URL(fileURLWithPath: scratch.folder + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        #expect(try scratch.git("add", ".").status == 0)
        #expect(try scratch.git("write-tree").output == "\(try #require(root))\n", "seed \(seed)")
        #expect(try scratch.git("fsck", "--strict", "--no-dangling").status == 0, "seed \(seed)")
        let reader = try Repository.open(at: scratch.folder)
        for (path, text) in files {
            let entry = try #require(try reader.entry(at: path, in: root!), "\(path), seed \(seed)")
            #expect(try reader.blob(entry.id) == Array(text.utf8))
        }
        #expect(try reader.changedFiles(from: nil, to: root).sorted() == files.keys.sorted())
    }

    @Test("References move all together or not at all")
    func compareAndSwap() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var batch = ObjectBatch()
        let editor = TreeEditor()
        let tree = try editor.tree(nil, setting: [], in: repository, batch: &batch)
        let commits = (1...2).map { number in
            let commit = Commit(tree: tree, parents: [], author: someone, committer: someone, message: "\(number)\n")
            return repository.add(commit.bytes, as: .commit, to: &batch)
        }
        try repository.publish(batch, through: scratch.folder + "/.git/new")
        let (a, b) = ("refs/heads/a", "refs/heads/b")
        try repository.move([.init(a, from: nil, to: commits[0])], as: someone, reason: "test")
        #expect {
            try repository.move(
                [.init(b, from: nil, to: commits[1]), .init(a, from: commits[1], to: commits[1])], as: someone,
                reason: "test")
        } throws: { ($0 as? GitError)?.code == .modified }
        #expect(try repository.target(of: b) == nil)
        try repository.move(
            [.init(b, from: nil, to: commits[1]), .init(a, from: commits[0], to: commits[1])], as: someone,
            reason: "test")
        #expect(try [repository.target(of: a), repository.target(of: b)] == [commits[1], commits[1]])
        try Data().write(to: URL(fileURLWithPath: scratch.folder + "/.git/\(b).lock"))
        #expect {
            try repository.move(
                [.init(a, from: commits[1], to: commits[0]), .init(b, from: commits[1], to: commits[0])], as: someone,
                reason: "test")
        } throws: { ($0 as? GitError)?.code == .locked }
        #expect(try repository.target(of: a) == commits[1])
    }

    @Test("A file is read whole, also one that does not say how long it is; a folder is none")
    func files() throws {
        let scratch = Scratch()
        try Files.makeFolder(scratch.folder)
        for count in [0, 1, 100_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let path = scratch.folder + "/file"
            try Data(bytes).write(to: URL(filePath: path))
            #expect(try Files.read(path) == bytes)
        }
        #expect(try Files.read(scratch.folder + "/none") == nil)
        #expect(try Files.read(scratch.folder + "/file/none") == nil)
        #expect(throws: GitError.self) { try Files.read(scratch.folder) }
        #if os(Linux)
            #expect(try Files.read("/proc/self/status")?.isEmpty == false)
        #endif
    }

    #if os(Linux)
        /// Files below a folder that this process has open or mapped, and that are gone.
        private func goneFiles(below folder: String) throws -> Set<String> {
            let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n").map(
                String.init)
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
            }
            return Set((maps + open).filter { $0.contains(folder) && $0.hasSuffix(" (deleted)") })
        }

        @Test("Packs that were merged, by us or by others, are let go of when more is added")
        func packsThatAreGone() throws {
            let scratch = Scratch()
            let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
            let other = try Repository.open(at: scratch.folder)
            var ids: [ObjectID] = []
            func add(_ count: Int) throws {
                for _ in 0..<count {
                    var batch = ObjectBatch()
                    ids.append(repository.add(Array("object \(ids.count)".utf8), as: .blob, to: &batch))
                    try repository.publish(batch, through: scratch.folder + "/.git/new")
                }
                for (number, id) in ids.enumerated() {
                    #expect(try repository.blob(id) == Array("object \(number)".utf8))
                    #expect(try other.blob(id) == Array("object \(number)".utf8))
                }
            }
            try add(5)
            try repository.merge(try repository.mergeablePacks(), through: scratch.folder + "/.git/new")
            try add(5)
            try other.merge(try other.mergeablePacks(), through: scratch.folder + "/.git/new")
            #expect(try !goneFiles(below: scratch.folder).isEmpty, "the one has not looked again yet")
            try add(1)
            var batch = ObjectBatch()
            _ = other.add(Array("more".utf8), as: .blob, to: &batch)
            try other.publish(batch, through: scratch.folder + "/.git/other")
            #expect(try goneFiles(below: scratch.folder).isEmpty)
        }
    #endif

    @Test("Merged packs hold every object, and readers that were open go on")
    func mergedPacks() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var ids: [ObjectID] = []
        for number in 0..<12 {
            var batch = ObjectBatch()
            ids.append(repository.add(Array("object \(number)".utf8), as: .blob, to: &batch))
            try repository.publish(batch, through: scratch.folder + "/.git/new")
        }
        let reader = try Repository.open(at: scratch.folder)
        #expect(try reader.blob(ids[0]) == Array("object 0".utf8))
        let packs = try repository.mergeablePacks()
        #expect(packs.count == 12)
        try repository.merge(Array(packs.prefix(11)), through: scratch.folder + "/.git/new")
        #expect(try repository.mergeablePacks().count == 2)
        for (number, id) in ids.enumerated() {
            #expect(try reader.blob(id) == Array("object \(number)".utf8))
            #expect(try scratch.git("cat-file", "blob", "\(id)").output == "object \(number)")
        }
    }

    @Test("Trailers are the lines that git reads as such, in the last paragraph alone")
    func trailers() throws {
        let tree = ObjectID(hashing: [], as: .tree)
        func trailers(_ message: String) -> [String] {
            Commit(tree: tree, parents: [], author: someone, committer: someone, message: message)
                .trailers.map { "\($0.name)=\($0.value)" }
        }
        #expect(trailers("subject\n\nA: 1\nB-c:  two words \n") == ["A=1", "B-c=two words"])
        #expect(trailers("subject\n\nA: 1\n\nB: 2\n\n") == ["B=2"])
        #expect(trailers("A: 1\n").isEmpty)
        #expect(trailers("subject\n\nsome words\nA: 1\n").isEmpty)
    }

    @Test("A commit reads back as it was written, and as git reads it")
    func commits() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var batch = ObjectBatch()
        let editor = TreeEditor()
        let tree = try editor.tree(nil, setting: [], in: repository, batch: &batch)
        let other = Signature(name: "Ünï Code", email: "b@example.com", secondsSince1970: 0)
        let commit = Commit(tree: tree, parents: [], author: other, committer: someone, message: "subject\n\nbody\n")
        let id = repository.add(commit.bytes, as: .commit, to: &batch)
        try repository.publish(batch, through: scratch.folder + "/.git/new")
        #expect(try repository.commit(id) == commit)
        let shown = try scratch.git("show", "-s", "--format=%an|%ae|%at|%cn|%ct|%B", "\(id)").output
        #expect(shown == "Ünï Code|b@example.com|0|A Writer|1700000000|subject\n\nbody\n\n")
    }

    @Test("What is not there is an error that names it")
    func missing() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        let id = ObjectID(hashing: [1])
        #expect { try repository.blob(id) } throws: { error in
            (error as? GitError)?.code == .notFound && "\(error)".contains("read blob \(id)")
        }
        #expect(throws: GitError.self) { _ = try Repository.open(at: scratch.folder + "/none") }
    }
}
