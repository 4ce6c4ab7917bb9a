internal import Benchmark
internal import SequenceDiff
internal import StetDiff
internal import StetModel
internal import StetText

// Sizes are in the names; one megabyte is 1,000,000 bytes.
private let megabyte = 1_000_000
private let textSeed: UInt64 = 1
private let editSeed: UInt64 = 2

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [CPUTime.metric], units: [CPUTime.metric: .count], warmupIterations: 1, maxDuration: .seconds(4),
        maxIterations: 25)
    measureDiffs()
    measureSequences()
    measureTexts()
    measureCanonicalForm()
}

/// From the bytes of both sides to the finished diff: cutting into blocks and sentences is part of it.
private func measureDiffs() {
    for percent in [0, 1, 10, 50] {
        measure("diff 1 MB, \(percent) % of words changed") {
            let before = Prose(byteCount: megabyte, seed: textSeed)
            return (before.bytes, before.edited(share: Double(percent) / 100, seed: editSeed).bytes)
        } work: { before, after in
            TextDiff(from: DiffText(markdownOrPlain: before), to: DiffText(markdownOrPlain: after))
        }
    }
    measure("diff 10 KB, 1 % of words changed") {
        let before = Prose(byteCount: megabyte / 100, seed: textSeed)
        return (before.bytes, before.edited(share: 0.01, seed: editSeed).bytes)
    } work: { before, after in
        TextDiff(from: DiffText(markdownOrPlain: before), to: DiffText(markdownOrPlain: after))
    }
}

/// Stet's edit scripts beside the standard library's, over the same numbered words.
///
/// The standard library's takes time and memory that grow with the square of the number of edits, so that only
/// small inputs can be compared.
private func measureSequences() {
    let sizes = [(megabyte / 10, 1), (megabyte / 10, 10), (megabyte, 1)]
    for (byteCount, percent) in sizes {
        let shape = "\(byteCount / 1000) KB of words, \(percent) % changed"
        let input = {
            let before = Prose(byteCount: byteCount, seed: textSeed)
            return numbered(before.bytes, before.edited(share: Double(percent) / 100, seed: editSeed).bytes)
        }
        measure("SequenceDiff, \(shape)", on: input) { before, after in EditScript(from: before, to: after) }
        measure("CollectionDifference, \(shape)", on: input) { before, after in after.difference(from: before) }
    }
}

private func measureTexts() {
    for (name, script) in [("Latin", Prose.Script.latin), ("Cyrillic", .cyrillic), ("Han", .han)] {
        let input = { Prose(script, byteCount: megabyte, seed: textSeed).bytes }
        measure("tokens of 1 MB, \(name)", on: input) { DiffTokens.tokens(in: $0) }
        measure("sentences of 1 MB, \(name)", on: input) { SentenceSegmenter(language: nil).ranges(in: $0) }
        measure("NFC of 1 MB, \(name)", on: input) { Normalization.normalized($0) }
    }
    measure("Character split of 1 MB, Latin") {
        // What a first version in Swift would do: the peer that the byte loops are measured by.
        String(decoding: Prose(byteCount: megabyte, seed: textSeed).bytes, as: UTF8.self)
    } work: { text in
        text.split { $0.isWhitespace || $0.isPunctuation }
    }
}

private func measureCanonicalForm() {
    let article = { Article(prose: Prose(byteCount: megabyte, seed: textSeed)) }
    measure("canonical form of 1 MB, write", on: article) { CanonicalForm.bytes(of: $0) }
    measure("canonical form of 1 MB, parse") {
        CanonicalForm.bytes(of: article())
    } work: { bytes in
        try CanonicalForm.parse(bytes)
    }
}

/// The tokens of both texts as numbers, equal where the tokens are.
private func numbered(_ before: [UInt8], _ after: [UInt8]) -> ([UInt32], [UInt32]) {
    var interner = TokenInterner()
    let first = DiffTokens.tokens(in: before).map { interner.intern(before, $0.range) }
    let second = DiffTokens.tokens(in: after).map { interner.intern(after, $0.range) }
    return (first, second)
}

extension Article {
    fileprivate init(prose: Prose) {
        self.init(
            metadata: Metadata(url: "https://example.org/story", title: "A story", language: "en"),
            blocks: prose.sentences.map { .paragraph($0.map { Sentence($0) }) })
    }
}
