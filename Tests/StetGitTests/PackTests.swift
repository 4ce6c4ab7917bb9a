import Foundation
import TestSupport
import Testing

@testable import StetGit

private let someone = Signature(name: "A Writer", email: "a@example.com", secondsSince1970: 1_700_000_000)

/// Bytes with the repetitions of real text: pieces of a few hundred that come again.
private func text(_ count: Int, _ numbers: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
        if bytes.count > 40, Bool.random(using: &numbers) {
            let start = Int.random(in: 0..<bytes.count - 20, using: &numbers)
            bytes += Array(bytes[start..<min(bytes.count, start + Int.random(in: 20...300, using: &numbers))])
        } else {
            bytes += (0..<Int.random(in: 1...200, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
        }
    }
    return Array(bytes.prefix(count))
}

private func edited(_ bytes: [UInt8], _ numbers: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 0...6, using: &numbers) {
        let start = Int.random(in: 0...bytes.count, using: &numbers)
        let end = min(bytes.count, start + Int.random(in: 0...400, using: &numbers))
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: text(Int.random(in: 0...300, using: &numbers), &numbers), at: start)
        default:
            let moved = Array(bytes[start..<end])
            bytes.removeSubrange(start..<end)
            bytes.insert(contentsOf: moved, at: Int.random(in: 0...bytes.count, using: &numbers))
        }
    }
    return bytes
}

/// Applies a delta as git's format describes it.
private func applied(_ delta: [UInt8], to base: [UInt8]) throws -> [UInt8] {
    var rest = delta[...]
    struct CutOff: Error {}
    func next() throws -> Int {
        guard let byte = rest.popFirst() else { throw CutOff() }
        return Int(byte)
    }
    func size() throws -> Int {
        var (value, shift) = (0, 0)
        while true {
            let byte = try next()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte & 0x80 == 0 { return value }
        }
    }
    #expect(try size() == base.count)
    let count = try size()
    var made: [UInt8] = []
    while let mark = rest.popFirst() {
        if mark & 0x80 == 0 {
            #expect(mark > 0 && rest.count >= Int(mark))
            made += rest.prefix(Int(mark))
            rest = rest.dropFirst(Int(mark))
            continue
        }
        var values = [0, 0]
        for bit in 0..<7 where mark & (1 << UInt8(bit)) != 0 {
            values[bit / 4] |= try next() << (8 * (bit % 4))
        }
        let length = values[1] == 0 ? 0x10000 : values[1]
        made += try #require(values[0] + length <= base.count ? base[values[0]..<(values[0] + length)] : nil)
    }
    #expect(made.count == count)
    return made
}

@Suite("Packs")
struct PackTests {
    @Test("A delta makes the target of the base, whatever the edits", arguments: 1...UInt64(40))
    func deltas(seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let base = text([0, 1, 15, 16, 17, 700, 5_000, 200_000].randomElement(using: &numbers)!, &numbers)
        for target in [edited(base, &numbers), base, [], text(3_000, &numbers)] {
            let delta = try #require(Delta.bytes(from: base, to: target, limit: .max / 2), "seed \(seed)")
            #expect(try applied(delta, to: base) == target, "seed \(seed)")
            #expect(Delta.bytes(from: base, to: target, limit: delta.count - 1) == nil, "seed \(seed)")
        }
    }

    @Test("A small edit in a long text is a short delta")
    func shortDelta() throws {
        var numbers = SplitMix64(seed: 7)
        let base = text(100_000, &numbers)
        var target = base
        target.replaceSubrange(500..<520, with: Array("other words".utf8))
        target.insert(contentsOf: Array("and more".utf8), at: 90_000)
        let delta = try #require(Delta.bytes(from: base, to: target, limit: 200))
        #expect(try applied(delta, to: base) == target)
    }

    @Test("A checksum is that of libgit2, with the processor's instructions and without", arguments: [UInt64(3)])
    func checksums(seed: UInt64) {
        var numbers = SplitMix64(seed: seed)
        for count in Array(0...200) + [4_095, 4_096, 100_000] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let head = Array("blob \(count)\0".utf8)
            var whole = SHA1()
            whole.add(head + bytes)
            var parts = SHA1()
            parts.add(head)
            let cut = Int.random(in: 0...count, using: &numbers)
            parts.add(Array(bytes[..<cut]))
            parts.add(Array(bytes[cut...]))
            let expected = ObjectID(hashing: bytes).bytes
            let (one, other) = (whole.digest(), parts.digest())
            #expect(one == expected && other == expected && SHA1.portable(head + bytes) == expected)
        }
    }

    @Test("A pack is what git makes of it, and reads back", arguments: 1...UInt64(4))
    func packs(seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var batch = ObjectBatch()
        var objects: [ObjectID: [UInt8]] = [:]
        var tree: ObjectID?
        var parent: [ObjectID] = []
        // More versions than a chain of deltas has, some with a text that is there already, an empty one and a large one.
        for article in 0..<4 {
            var version = article == 0 ? text(300_000, &numbers) : text(3_000, &numbers)
            var basis: ObjectID?
            for number in 0..<60 {
                if article == 3 {
                    version.append(UInt8(number))
                } else {
                    version = number % 20 == 10 ? [] : edited(version, &numbers)
                }
                let id = repository.add(version, as: .blob, basis: basis, to: &batch)
                objects[id] = version
                basis = id
                tree = try TreeEditor().tree(
                    tree, setting: [("a/\(article)/text", id, .file)], in: repository, batch: &batch)
                let commit = Commit(
                    tree: try #require(tree), parents: parent, author: someone, committer: someone,
                    message: "\(number)\n")
                parent = [repository.add(commit.bytes, as: .commit, isNew: true, to: &batch)]
            }
        }
        try repository.publish(batch, through: scratch.folder + "/.git/new")
        try repository.move([.init("refs/heads/main", from: nil, to: parent[0])], as: someone, reason: "test")
        let pack = scratch.folder + "/.git/objects/pack/" + (try #require(try repository.mergeablePacks().first)).name
        // git makes the same index of the pack, from the objects themselves.
        #expect(try scratch.git("index-pack", "--strict", "-o", pack + ".again", pack + ".pack").status == 0)
        #expect(try Data(contentsOf: URL(filePath: pack + ".again")) == Data(contentsOf: URL(filePath: pack + ".idx")))
        try FileManager.default.removeItem(atPath: pack + ".again")
        let facts = try scratch.git("verify-pack", "-v", pack + ".idx")
        #expect(
            facts.status == 0 && facts.output.contains("chain length = 40") && !facts.output.contains("length = 41"))
        #expect(try scratch.git("fsck", "--strict", "--full").status == 0, "seed \(seed)")
        #expect(try scratch.git("rev-list", "--count", "main").output == "240\n")
        let reader = try Repository.open(at: scratch.folder)
        for (id, bytes) in objects { #expect(try reader.blob(id) == bytes) }
    }

    @Test("Merged packs keep deltas, of git's making too, and take what is there twice once")
    func merging() throws {
        var numbers = SplitMix64(seed: 5)
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var objects: [ObjectID: [UInt8]] = [:]
        func addPack(_ versions: [[UInt8]]) throws {
            var batch = ObjectBatch()
            var basis: ObjectID?
            for version in versions {
                let id = repository.add(version, as: .blob, basis: basis, isNew: true, to: &batch)
                objects[id] = version
                basis = id
            }
            try repository.publish(batch, through: scratch.folder + "/.git/new")
        }
        var versions = [text(4_000, &numbers)]
        for _ in 0..<20 { versions.append(edited(versions.last!, &numbers)) }
        try addPack(Array(versions[..<10]))
        // Deltas upon objects that another pack has as well, in another place.
        try addPack([text(9_000, &numbers)] + versions[5...])
        let list = scratch.folder + "/list"
        try Data(objects.keys.map { "\($0)\n" }.joined().utf8).write(to: URL(filePath: list))
        for option in ["--delta-base-offset", "--no-delta-base-offset"] {
            let command =
                "git -C '\(scratch.folder)' pack-objects -q \(option) '\(scratch.folder)/.git/objects/pack/pack' < '\(list)'"
            #expect(try runShell(command).status == 0)
        }
        let reader = try Repository.open(at: scratch.folder)
        let packs = try repository.mergeablePacks()
        #expect(packs.count >= 3)
        try repository.merge(packs, through: scratch.folder + "/.git/new")
        let merged = try #require(try repository.mergeablePacks().first)
        #expect(try repository.mergeablePacks().count == 1)
        let path = scratch.folder + "/.git/objects/pack/\(merged.name)"
        #expect(try scratch.git("index-pack", "--strict", "-o", path + ".again", path + ".pack").status == 0)
        #expect(try Data(contentsOf: URL(filePath: path + ".again")) == Data(contentsOf: URL(filePath: path + ".idx")))
        #expect(try scratch.git("verify-pack", "-v", path + ".idx").output.contains("chain length"))
        for (id, bytes) in objects { #expect(try reader.blob(id) == bytes && repository.blob(id) == bytes) }
    }

    @Test("Of a folder's versions in several packs one stays whole where these are merged", arguments: [3, 60])
    func mergedFolders(packCount: Int) throws {
        var numbers = SplitMix64(seed: UInt64(packCount))
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var batch = ObjectBatch()
        func set(_ number: Int, in tree: inout TreeBytes, named prefix: String) throws {
            let bytes = (0..<8).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let id = repository.add(bytes, as: .blob, isNew: true, to: &batch)
            try tree.set(TreeEntry(mode: .file, name: Array("\(prefix)\(number)".utf8), id: id))
        }
        let prefixes = ["", "", "a-much-longer-name-"]
        var folders = try prefixes.map { prefix in
            var tree = TreeBytes()
            for number in 100..<300 { try set(number, in: &tree, named: prefix) }
            return tree
        }
        var versions: [(id: ObjectID, bytes: [UInt8])] = []
        for _ in 0..<packCount {
            for (index, prefix) in prefixes.enumerated() {
                var basis: ObjectID?
                for _ in 0..<4 {
                    try set(Int.random(in: 100..<300, using: &numbers), in: &folders[index], named: prefix)
                    let bytes = folders[index].bytes
                    basis = repository.add(bytes, as: .tree, basis: basis, isNew: true, to: &batch)
                    versions.append((try #require(basis), bytes))
                }
            }
            try repository.publish(batch, through: scratch.folder + "/.git/new")
            batch = ObjectBatch()
        }
        let packs = try repository.mergeablePacks()
        #expect(packs.count == packCount)
        try repository.merge(packs, through: scratch.folder + "/.git/new")
        let merged = try #require(try repository.mergeablePacks().first)
        let path = scratch.folder + "/.git/objects/pack/\(merged.name)"
        #expect(try scratch.git("index-pack", "--strict", "-o", path + ".again", path + ".pack").status == 0)
        #expect(try Data(contentsOf: URL(filePath: path + ".again")) == Data(contentsOf: URL(filePath: path + ".idx")))
        let listed = try scratch.git("verify-pack", "-v", path + ".idx")
        #expect(listed.status == 0)
        // Objects that are deltas are told with how many it takes and with their base.
        let whole = listed.output.split(separator: "\n").filter { line in
            let words = line.split(separator: " ")
            return words.count == 5 && words[1] == "tree"
        }
        // A chain ends after 16, or where the smallest id is another.
        #expect(whole.count <= 3 + packCount / 2, "\(whole.count) of \(versions.count)")
        let reader = try Repository.open(at: scratch.folder)
        for version in versions {
            #expect(try reader.bytes(of: version.id, as: .tree) == version.bytes)
            #expect(try repository.bytes(of: version.id, as: .tree) == version.bytes)
        }
    }

    @Test("Trees without a smallest id, and bytes that are no tree, are like no other")
    func unlikeFolders() throws {
        #expect(TreeBytes.smallestID(in: [UInt8]().span) == nil)
        #expect(TreeBytes.smallestID(in: Array("40000 aa\u{0}cut off".utf8).span) == nil)
        var tree = TreeBytes()
        let ids = (0..<3).map { ObjectID(hashing: [UInt8($0)]) }
        for (index, id) in ids.enumerated() {
            try tree.set(TreeEntry(mode: .folder, name: Array("a\(index)".utf8), id: id))
        }
        let smallest = try #require(ids.min { "\($0)" < "\($1)" })
        #expect(TreeBytes.smallestID(in: tree.bytes.span) == UInt64("\(smallest)".prefix(16), radix: 16))
    }

    @Test("Packs are let go when much was read of them, and everything is read as before")
    func lettingGo() throws {
        var numbers = SplitMix64(seed: 9)
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var objects: [ObjectID: [UInt8]] = [:]
        for _ in 0..<4 {
            var batch = ObjectBatch()
            let bytes = text(1 << 20, &numbers)
            objects[repository.add(bytes, as: .blob, to: &batch)] = bytes
            try repository.publish(batch, through: scratch.folder + "/.git/new")
        }
        /// How many packs of this repository the process has mapped.
        func heldPacks() throws -> Int {
            try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n").count {
                $0.contains(scratch.folder) && $0.hasSuffix(".pack")
            }
        }
        var wasLetGo = false
        for round in 0..<10 {
            for (id, bytes) in objects {
                #expect(try repository.blob(id) == bytes)
                if round > 0, try heldPacks() == 0 { wasLetGo = true }
            }
        }
        #expect(wasLetGo)
        // It goes on as the repository that it is.
        var batch = ObjectBatch()
        let id = repository.add(Array("one".utf8), as: .blob, to: &batch)
        try repository.publish(batch, through: scratch.folder + "/.git/new")
        #expect(try repository.blob(id) == Array("one".utf8))
        let isThere = repository.contains(try #require(objects.keys.first))
        #expect(isThere)
    }

    @Test("A damaged pack is not carried on into another, and stays")
    func damage() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        for number in 0..<3 {
            var batch = ObjectBatch()
            _ = repository.add(Array("object \(number)".utf8), as: .blob, to: &batch)
            try repository.publish(batch, through: scratch.folder + "/.git/new")
        }
        let packs = try repository.mergeablePacks()
        let file = URL(filePath: scratch.folder + "/.git/objects/pack/\(packs[1].name).pack")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count - 24] ^= 1
        try FileManager.default.removeItem(at: file)
        try bytes.write(to: file)
        #expect { try repository.merge(packs, through: scratch.folder + "/.git/new") } throws: { error in
            "\(error)".contains("in \(packs[1].name): the pack is damaged")
        }
        #expect(try repository.mergeablePacks().count == 3)
    }

    @Test("Objects of a batch are read before it is published, and gone when it is given up")
    func staged() throws {
        let scratch = Scratch()
        let repository = try Repository.create(at: scratch.folder, initialBranch: "main")
        var batch = ObjectBatch()
        let id = repository.add(Array("one".utf8), as: .blob, to: &batch)
        let tree = try TreeEditor().tree(nil, setting: [("a/b", id, .file)], in: repository, batch: &batch)
        #expect(try repository.blob(id) == Array("one".utf8))
        #expect(try repository.entry(at: "a/b", in: tree)?.id == id)
        repository.discardStaged()
        let isThere = repository.contains(id)
        #expect(!isThere)
        #expect(throws: GitError.self) { try repository.tree(tree) }
    }
}
