import StetGit
import Testing

@Suite("Which packs are merged")
struct MergeChoiceTests {
    private let limit = 50
    private let byteLimit: Int64 = 10 << 20

    /// What is rewritten while packs of these sizes come one after another, and how many there are at most.
    private func upkeep(of sizes: [Int64]) -> (rewritten: Int64, most: Int, largest: Int64) {
        var packs: [PackFile] = []
        var rewritten: Int64 = 0
        var most = 0
        var largest: Int64 = 0
        for (number, size) in sizes.enumerated() {
            packs.append(PackFile(name: "\(number)", byteCount: size))
            packs.sort { ($0.byteCount, $0.name) < ($1.byteCount, $1.name) }
            let chosen = PackFile.toMerge(packs, limit: limit, byteLimit: byteLimit)
            if !chosen.isEmpty {
                let merged = chosen.reduce(0) { $0 + $1.byteCount }
                rewritten += merged
                largest = max(largest, merged)
                packs.removeAll { pack in chosen.contains { $0.name == pack.name } }
                packs.append(PackFile(name: "merged \(number)", byteCount: merged))
                packs.sort { ($0.byteCount, $0.name) < ($1.byteCount, $1.name) }
            }
            most = max(most, packs.count { $0.byteCount < byteLimit })
        }
        return (rewritten, most, largest)
    }

    @Test("Few packs stay as they are")
    func few() {
        #expect(upkeep(of: Array(repeating: 1_000, count: limit)).rewritten == 0)
    }

    @Test(
        "However many packs come, there are few, and an object is rewritten about once for each tier of 25")
    func many() {
        let (rewritten, most, _) = upkeep(of: Array(repeating: 1_000, count: 5_000))
        #expect(most <= limit)
        // 25 times 25 is 625, and 25 times that is more than all of them: three tiers.
        #expect(rewritten <= 3 * 5_000 * 1_000)
    }

    @Test("A large pack is not rewritten for the sake of small ones")
    func large() {
        let (rewritten, most, _) = upkeep(of: [100 << 20] + Array(repeating: 10_000, count: 1_000))
        #expect(most <= limit)
        #expect(rewritten < 100 << 20)
    }

    @Test("What is merged fits into memory, however large an archive grows")
    func growing() {
        let (rewritten, most, largest) = upkeep(of: Array(repeating: 4 << 20, count: 2_000))
        #expect(most <= limit)
        #expect(largest <= 25 * byteLimit)
        #expect(rewritten <= 2_000 * 4 << 20)
    }

    @Test("Packs of every size are kept few, too")
    func mixed() {
        let sizes = (0..<3_000).map { Int64(1_000) << ($0 * 7 % 15) }
        let (rewritten, most, _) = upkeep(of: sizes)
        #expect(most <= limit + 1)
        #expect(rewritten < 4 * sizes.reduce(0, +))
    }
}
