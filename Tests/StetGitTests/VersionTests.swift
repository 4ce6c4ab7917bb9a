import Foundation
import TestSupport
import Testing

@testable import StetGit

@Suite("Versions of files in histories")
struct VersionTests {
    private let everything = FileSelection(entersFolder: { _ in true }, wantsFile: { _ in true })

    @Test("Files are told as git tells them, but for links, modes and what is gone")
    func asGit() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        let script = """
            cd '\(scratch.folder)' && export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b \
            GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
            mkdir -p a/b && echo 1 > a/b/one && echo 2 > a/two && echo 3 > three && ln -s three link && git add -A && git commit -qm 1
            echo 4 > a/b/one && chmod +x a/two && rm three && mkdir three && echo 5 > three/x && rm link && echo 6 > link
            git add -A && git commit -qm 2
            """
        #expect(try runShell(script).status == 0)
        let tip = try #require(try repository.target(of: "HEAD"))
        let (commits, isCutOff) = try repository.firstParents(upTo: tip)
        #expect(commits.count == 2 && commits.last == tip && !isCutOff)
        let trees = try commits.map { try repository.commit($0).tree }
        let first = try repository.files(of: trees[0], notIn: nil, everything)
        #expect(first.map(\.name) == ["a/b/one", "a/two", "three"])
        let second = try repository.files(of: trees[1], notIn: trees[0], everything)
        #expect(second.map(\.name) == ["a/b/one", "link", "three/x"])
        for file in second {
            #expect(try scratch.git("rev-parse", "HEAD:\(file.name)").output == "\(file.entry.id)\n")
            #expect(try repository.byteCount(of: file.entry.id) == repository.blob(file.entry.id).count)
        }
    }

    @Test("Of many names those are told that came or changed, wherever they stand", arguments: 0..<40)
    func amidOthers(seed: UInt64) throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var random = SplitMix64(seed: seed)
        let blobs = ["a", "b"].map { ObjectID(hashing: Array($0.utf8)) }
        func entries() -> [TreeEntry] {
            (0..<8).compactMap { number in
                random.next() % 4 == 0
                    ? nil : TreeEntry(mode: .file, name: Array("f\(number)".utf8), id: blobs[Int(random.next() % 2)])
            }
        }
        let (before, after) = (entries(), entries())
        var batch = ObjectBatch()
        func tree(_ entries: [TreeEntry]) throws -> ObjectID {
            var tree = TreeBytes()
            for entry in entries { try tree.set(entry) }
            return repository.add(tree.bytes, as: .tree, to: &batch)
        }
        let (old, new) = (try tree(before), try tree(after))
        try repository.publish(batch, through: scratch.folder + "/.git/new")
        let told = try repository.files(of: new, notIn: old, everything)
        #expect(told.map(\.entry) == after.filter { !before.contains($0) }, "seed \(seed)")
    }

    @Test("Trees that no disk could hold end with an error, not with the memory")
    func bombs() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        func grown(levels: Int, width: Int) throws -> ObjectID {
            let script = """
                cd '\(scratch.folder)' && id=$(echo x | git hash-object -w --stdin) && kind='100644 blob'
                for level in $(seq \(levels)); do
                  id=$(for name in $(seq \(width)); do printf '%s %s\\t%s\\n' "$kind" $id $name; done | git mktree)
                  kind='040000 tree'
                done; echo $id
                """
            return try #require(ObjectID(hex: runShell(script).output.prefix(40)))
        }
        let wide = try grown(levels: 12, width: 10)
        #expect(throws: GitError.self) { try repository.files(of: wide, notIn: nil, everything, entryLimit: 10_000) }
        #expect(try repository.files(of: wide, notIn: wide, everything).isEmpty)
        let deep = try grown(levels: 140, width: 1)
        #expect(throws: GitError.self) { try repository.files(of: deep, notIn: nil, everything) }
    }
}

extension ChangedFile {
    fileprivate var name: String { String(decoding: path, as: UTF8.self) }
}
