internal import CMemory
internal import Foundation
internal import StetDiff
internal import StetGit

/// Compares every pair of texts in a folder and writes the answers in the neutral form of `TextDiff.neutralJSON`.
///
/// A pair is a folder with `before.txt` and `after.txt`; other entries are passed over. Pairs come in the order of
/// their names, so that the same folder gives the same lines.
struct CompareJSONLines {
    /// The folder of pairs.
    let pairs: String
    /// A folder for one file a pair; nil for lines on stdout.
    let out: String?

    /// Freed memory up to this is kept for the next pair: more than any list takes that is made of texts of 10 MB. What one
    /// list gave back the next asks for again, and the system clears each page anew: a tenth of the time of large texts.
    static let keptMemory = 256 << 20

    /// What a comparison takes for each byte of both texts where half of the words were changed. Large pages take a tenth off the time
    /// of large texts, for the system gives out and clears 500 times as much at once.
    static let memoryPerByte = 12

    func run() throws {
        stet_keep_freed_memory(CompareJSONLines.keptMemory)
        let folder = URL(filePath: pairs, directoryHint: .isDirectory)
        let target = out.map { URL(filePath: $0, directoryHint: .isDirectory) }
        if let target { try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true) }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } catch {
            throw Trouble("cannot read \(pairs) : it is no folder that can be read")
        }
        var count = 0
        for name in names {
            guard let old = try Files.read("\(pairs)/\(name)/before.txt") else { continue }
            let after = "\(pairs)/\(name)/after.txt"
            guard let new = try Files.read(after) else {
                throw Trouble("cannot read \(after): there is no such file")
            }
            count += 1
            stet_expect_memory(Self.memoryPerByte * (old.count + new.count))
            let diff = TextDiff(markdownOrPlain: old, to: new, linksBlocks: false)
            if let target {
                try Data(diff.neutralJSON(pair: name) + [UInt8(ascii: "\n")]).write(
                    to: target.appending(path: "\(name).json"))
            } else {
                diff.writeNeutralJSON(pair: name, isLine: true) { StandardOutput.write($0) }
            }
        }
        guard count > 0 else {
            throw Trouble(
                "there are no pairs in \(pairs)", hint: "a pair is a folder with before.txt and after.txt")
        }
    }
}
