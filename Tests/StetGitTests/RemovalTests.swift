import Foundation
import TestSupport
import Testing

@testable import StetGit

/// Objects are taken out of packs; git says whether the rest is whole.
@Suite("Removing objects")
struct RemovalTests {
    /// Versions of some files in commits, in one pack of git's making.
    private func repository(deltasByName: Bool) throws -> Scratch {
        let scratch = Scratch()
        #expect(try runShell("git init -q -b main \(scratch.folder)").status == 0)
        for version in 1...12 {
            for file in ["a", "b"] {
                let lines = (1...200).map { $0 % 37 == version ? "changed in \(version)" : "\(file): line \($0)" }
                try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: "\(scratch.folder)/\(file).txt"))
            }
            #expect(try scratch.git("add", ".").status == 0)
            let commit = try scratch.git(
                "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "\(version)")
            #expect(commit.status == 0, "\(commit.output)")
        }
        let run = try scratch.git(
            "-c", "repack.useDeltaBaseOffset=\(!deltasByName)", "repack", "-a", "-d", "-f", "-q", "--depth=20",
            "--write-bitmap-index")
        #expect(run.status == 0, "\(run.output)")
        #expect(try scratch.git("multi-pack-index", "write").status == 0)
        return scratch
    }

    private func objects(_ scratch: Scratch) throws -> Set<String> {
        Set(
            try scratch.git("cat-file", "--batch-all-objects", "--batch-check").output.split(separator: "\n")
                .map(String.init))
    }

    @Test(
        "What is removed is gone from packs of any form, and all else is there as it was",
        arguments: [(false, 1), (true, 2), (false, 3), (true, 4)] as [(Bool, UInt64)])
    func removed(deltasByName: Bool, seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let scratch = try repository(deltasByName: deltasByName)
        let before = try objects(scratch)
        let blobs = before.filter { $0.contains(" blob ") }.sorted()
        // One of them lies about loose, too.
        let loose = try #require(blobs.first).prefix(40)
        #expect(
            try runShell("cd \(scratch.folder) && git cat-file blob \(loose) | git hash-object -w --stdin").status == 0)
        let chosen = [blobs[0]] + blobs.dropFirst().filter { _ in Bool.random(using: &numbers) }
        let ids = Set(chosen.compactMap { ObjectID(hex: $0.prefix(40)) })
        let incoming = scratch.folder + "/.git/incoming"
        #expect(try Repository.open(at: scratch.folder).remove(ids, through: incoming) == [])
        #expect(try objects(scratch) == before.subtracting(chosen), "seed \(seed)")
        for pack in try Files.names(in: scratch.folder + "/.git/objects/pack") where pack.hasSuffix(".idx") {
            let verified = try scratch.git("verify-pack", "-v", ".git/objects/pack/\(pack)")
            #expect(verified.status == 0, "\(verified.output)")
            // What was a delta is one again, where what it was made of could be told.
            if !deltasByName { #expect(verified.output.contains("chain length = 1:")) }
        }
        #expect(try scratch.git("fsck", "--strict").status != 0)

        let opened = try Repository.open(at: scratch.folder)
        try opened.expectAbsence(of: ids.sorted(), through: incoming)
        let check = try scratch.git("fsck", "--strict", "--no-dangling")
        #expect(check.status == 0 && check.output.isEmpty, "\(check.output)")
        #expect(try scratch.git("gc", "-q", "--prune=now").status == 0)
        let notice = opened.add(Array("gone\n".utf8), as: .blob)
        try opened.replace(ids.map { ($0, notice) })
        let log = try scratch.git("log", "-p")
        #expect(log.status == 0, "\(log.output)")
        #expect(log.output.contains("-gone\n"))
        #expect(try objects(scratch).isSuperset(of: before.subtracting(chosen)))
    }

    @Test("Git's packed references stay as they are beside new ones")
    func packedReferences() throws {
        let scratch = try repository(deltasByName: false)
        #expect(
            try scratch.git("-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "-m", "a tag", "one").status == 0)
        #expect(try scratch.git("pack-refs", "--all").status == 0)
        func lines() throws -> Set<Substring> { Set(try scratch.git("show-ref", "-d").output.split(separator: "\n")) }
        let before = try lines()
        let opened = try Repository.open(at: scratch.folder)
        let absent = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
        let notice = opened.add(Array("gone\n".utf8), as: .blob)
        try opened.replace([(absent, notice)])
        #expect(try lines() == before.union(["\(notice) refs/replace/\(absent)"]))
        #expect(try scratch.git("cat-file", "blob", "\(absent)").output == "gone\n")
        #expect(try scratch.git("pack-refs", "--all").status == 0)
        #expect(try scratch.git("cat-file", "blob", "\(absent)").output == "gone\n")
    }
}

extension Repository {
    /// Adds an object by itself.
    fileprivate func add(_ bytes: [UInt8], as kind: ObjectKind) -> ObjectID {
        var batch = ObjectBatch()
        let id = add(bytes, as: kind, to: &batch)
        do { try publish(batch, through: gitFolder + "/incoming") } catch { Issue.record(error) }
        return id
    }
}
