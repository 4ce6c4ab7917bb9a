internal import ArgumentParser
internal import CMemory
internal import Foundation
internal import StetDiff
internal import StetGit
internal import StetRender
internal import StetText

/// Compares every pair of texts in a folder and writes the answers in the neutral form of `TextDiff.neutralJSON`.
///
/// A pair is a folder with `before.txt` and `after.txt`; entries with neither are passed over. One with only one of them, or with
/// one that is no UTF-8 or holds a NUL, is answered with an error, and the next is read. Pairs come in the order of their names, so that the same folder gives the same
/// lines.
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

    /// - Throws: `ExitCode.trouble` at the end where a pair could not be answered.
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
        var hasFailed = false
        for name in names {
            let old: [UInt8]
            let new: [UInt8]
            do {
                let sides = try ["before.txt", "after.txt"].map { try Files.read("\(pairs)/\(name)/\($0)") }
                if sides[0] == nil, sides[1] == nil { continue }
                count += 1
                guard let one = sides[0], let two = sides[1] else {
                    throw Trouble("\(sides[0] == nil ? "before.txt" : "after.txt") is missing")
                }
                for (file, text) in [("before.txt", one), ("after.txt", two)] {
                    if let fault = TextFault(in: text.span) { throw Trouble("\(file) \(fault)") }
                }
                (old, new) = (one, two)
            } catch {
                hasFailed = true
                let reason = (error as? Trouble)?.message ?? "\(error)"
                if target == nil {
                    var json = JSONWriter(isIndented: false)
                    json.object {
                        $0.member("error", reason)
                        $0.member("pair", name)
                    }
                    StandardOutput.write(json.bytes + [UInt8(ascii: "\n")])
                } else {
                    StandardError.tell("\(name): \(reason)")
                }
                continue
            }
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
        if hasFailed { throw ExitCode.trouble }
    }
}
