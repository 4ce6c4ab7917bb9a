internal import StetGit
internal import StetIndex
internal import StetModel

extension Archive {
    /// When a phrase first and last stood, and in which articles.
    ///
    /// Which articles may have had it is looked up; whether and when they had it is read from their texts and history. No more of
    /// them are read than it takes to tell of `limit` and of the first and last time of all.
    ///
    /// - Complexity: the articles' revisions; their number where the phrase is rare. The first search after a recording reads the
    ///   texts that are new.
    public func history(of search: PhraseSearch) throws -> PhraseHistory {
        try asking { index, line in
            if let article = search.article {
                var finder = PhraseFinder(search, in: self)
                if let place = try index.place(of: article, on: line) { try finder.look(at: place) }
                return finder.result()
            }
            let (candidates, areAll) = try candidates(for: PhraseText.folded(search.phrase), in: index)
            var finder = PhraseFinder(search, in: self, isWhole: areAll)
            var seen: Set<Int64> = []
            func look(at candidate: PhraseIndex.Candidate) throws {
                // It may be of another line.
                guard seen.insert(candidate.article).inserted,
                    let place = try index.place(numbered: candidate.article, on: line)
                else { return }
                try finder.look(at: place)
            }
            for candidate in LazilyOrdered(candidates, by: { ($0.first, $0.article) < ($1.first, $1.article) }) {
                // What began later cannot stand before those that will be told of.
                if let latest = finder.latestTold, candidate.first > latest { break }
                try look(at: candidate)
            }
            for candidate in LazilyOrdered(candidates, by: { ($1.last, $0.article) < ($0.last, $1.article) }) {
                if let last = finder.history.last, candidate.last <= last.time { break }
                try look(at: candidate)
            }
            return finder.result()
        }
    }

    // MARK: The index of phrases

    /// Forgets which words stood where: they are read again from the texts that are there when a phrase is looked for.
    func forgetPhrases() throws {
        if Files.exists(phrasesPath) { try HistoryIndex.reset(phrasesPath) }
    }

    private var phrasesPath: String { ownFolder + "/phrases.sqlite" }

    /// - Returns: Articles that may have had a phrase, and whether all texts were looked in: else one of them cannot be read.
    private func candidates(
        for phrase: [UInt8], in index: HistoryIndex
    ) throws -> (articles: [PhraseIndex.Candidate], areAll: Bool) {
        var attempt = 0
        while true {
            do {
                let phrases = try attempt < 2 && !index.isTemporary ? PhraseIndex(at: phrasesPath) : .temporary()
                try bringUpToDate(phrases, with: index)
                defer { phrases.end() }
                return (try phrases.candidates(for: phrase), phrases.state.tip != nil)
            } catch let error as IndexError where attempt < 2 {
                if error.isDamage, attempt == 0 { try HistoryIndex.reset(phrasesPath) }
                attempt += 1
            }
        }
    }

    /// Begins to read an index of phrases that has all texts that `index` tells of.
    private func bringUpToDate(_ phrases: PhraseIndex, with index: HistoryIndex) throws {
        let redactions = try redactionsTip()
        // Another process may have read texts that were recorded since we began.
        func isCurrent() throws -> Bool {
            guard let tip = phrases.state.tip, let told = index.state.tip, phrases.state.redactions == redactions else {
                return false
            }
            return try repository.contains(tip) && holds(told, at: tip)
        }
        try phrases.beginReading()
        guard try !isCurrent() else { return }
        phrases.end()
        try phrases.beginWriting()
        if try !isCurrent() { try readTexts(into: phrases, knowing: index, redactions) }
        phrases.end()
        try phrases.beginReading()
    }

    private func readTexts(into phrases: PhraseIndex, knowing index: HistoryIndex, _ redactions: ObjectID?) throws {
        // Articles have the numbers that they had as long as the journal was only added to.
        let isContinued =
            if let before = phrases.state.tip, let tip = index.state.tip {
                try phrases.state.redactions == redactions && holds(before, at: tip)
            } else { false }
        if !isContinued { try phrases.clear() }
        let areWhole = redactions == nil
        var isDamaged = false
        func readable(_ state: ObjectID) throws -> [String] {
            do { return try sentences(ofText: state, isThere: areWhole) ?? [] } catch ArchiveError.damaged {
                isDamaged = true
                return []
            }
        }
        let articles = try index.newTexts(since: phrases.state.observationCount)
        for (done, texts) in articles.enumerated() {
            if articles.count >= Self.quietTextCount, done % Self.textStep == 0 {
                whileIndexing(IndexingProgress(.texts, done: done, total: articles.count))
            }
            // A sentence that stayed is known.
            var known = Set(try texts.before.map(readable) ?? [])
            for state in texts.states {
                for sentence in try readable(state) where known.insert(sentence).inserted {
                    phrases.add(PhraseText.folded(sentence), of: texts.article)
                }
            }
            try phrases.note(texts.times, of: texts.article)
            try phrases.flushIfLarge()
        }
        if articles.count >= Self.quietTextCount {
            whileIndexing(IndexingProgress(.texts, done: articles.count, total: articles.count))
        }
        var state = PhraseIndex.State()
        // An index that lacks a text stands nowhere: the next search makes it anew, for the text may have come back.
        (state.tip, state.redactions) = (isDamaged ? nil : index.state.tip, redactions)
        state.observationCount = index.state.observationCount
        try phrases.commit(at: state)
    }

    /// Reading the texts of so many articles takes so long that a person wonders.
    private static let quietTextCount = 2_000
    private static let textStep = 500

    /// What stands in a text, a sentence each; nil for one that was taken out.
    ///
    /// - Parameter isThere: It is known that nothing was.
    func sentences(ofText state: ObjectID, isThere: Bool = false) throws -> [String]? {
        if !isThere, try tombstone(of: state) != nil { return nil }
        do throws(GitError) { return Self.sentences(in: try repository.blob(state)) } catch {
            throw ArchiveError.damaged(what: "the text \(state)", reason: error.message)
        }
    }

    private static func sentences(in bytes: [UInt8]) -> [String] {
        do { return try CanonicalForm.parse(bytes).sentenceTexts } catch {
            // Bytes that Stet did not write have lines all the same.
            return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

/// Looks through the texts of articles for a phrase.
private struct PhraseFinder {
    let search: PhraseSearch
    let archive: Archive
    private let part: [UInt8]
    private(set) var history = PhraseHistory()
    /// When the articles had it first that were found, in order.
    private var firstTimes: [Timestamp] = []

    /// - Parameter isWhole: No text was passed over where the articles were chosen.
    init(_ search: PhraseSearch, in archive: Archive, isWhole: Bool = true) {
        history.hasDamagedTexts = !isWhole
        self.search = search
        self.archive = archive
        part = search.isCaseSensitive ? Array(search.phrase.utf8) : PhraseText.folded(search.phrase)
    }

    /// When the last of those had it first that would be told of if all were known; nil while there are too few.
    var latestTold: Timestamp? {
        // One more shows that there are more.
        firstTimes.count > search.limit ? firstTimes[search.limit] : nil
    }

    mutating func look(at place: HistoryIndex.Place) throws {
        let article = try archive.history(of: place.path)
        var sentences: [ObjectID: String?] = [:]
        var found = PhraseHistory.Article(
            path: place.path, url: article.url, title: article.title, intervals: [], sentence: "")
        for revision in article.revisions {
            if sentences[revision.state] == nil { sentences[revision.state] = .some(try sentence(in: revision.state)) }
            guard let sentence = sentences[revision.state] ?? nil else {
                if let last = found.intervals.indices.last, found.intervals[last].goneAt == nil {
                    found.intervals[last].goneAt = revision.observed
                }
                continue
            }
            if found.intervals.isEmpty { found.sentence = sentence }
            if let last = found.intervals.indices.last, found.intervals[last].goneAt == nil {
                found.intervals[last].last = revision
            } else {
                found.intervals.append(PhraseHistory.Interval(first: revision, last: revision))
            }
        }
        guard let first = found.intervals.first, let last = found.intervals.last else { return }
        if first.first.observed < history.first?.time ?? .distantFuture {
            history.first = .init(time: first.first.observed, url: article.url, revision: first.first)
        }
        if history.last == nil || last.last.lastObserved > history.last!.time {
            history.last = .init(time: last.last.lastObserved, url: article.url, revision: last.last)
        }
        history.articles.append(found)
        firstTimes.insert(
            first.first.observed, at: firstTimes.firstIndex { $0 > first.first.observed } ?? firstTimes.endIndex)
    }

    /// The first sentence of a text that has the phrase.
    private mutating func sentence(in state: ObjectID) throws -> String? {
        let sentences: [String]
        do {
            guard let found = try archive.sentences(ofText: state) else {
                history.hasRemovedTexts = true
                return nil
            }
            sentences = found
        } catch ArchiveError.damaged {
            history.hasDamagedTexts = true
            return nil
        }
        return sentences.first {
            PhraseText.contains(search.isCaseSensitive ? Array($0.utf8) : PhraseText.folded($0), part)
        }
    }

    func result() -> PhraseHistory {
        var result = history
        result.articles.sort {
            ($0.intervals[0].first.observed, $0.path) < ($1.intervals[0].first.observed, $1.path)
        }
        result.hasMore = result.articles.count > search.limit
        result.articles = Array(result.articles.prefix(search.limit))
        return result
    }
}

extension Article {
    /// All that it says, a sentence each: headline, standfirst, and the body.
    var sentenceTexts: [String] {
        var texts = [metadata.title, metadata.deck].compactMap { $0 }
        for block in blocks { block.addSentences(to: &texts) }
        return texts
    }
}

extension Block {
    fileprivate func addSentences(to texts: inout [String]) {
        switch self {
        case .heading(_, let content): texts.append(content.plainText)
        case .paragraph(let sentences), .figure(let sentences): texts += sentences.map(\.plainText)
        case .list(let list): for block in list.items.joined() { block.addSentences(to: &texts) }
        case .quotation(let blocks): for block in blocks { block.addSentences(to: &texts) }
        case .table(let table): texts += (table.rows + [table.header ?? []]).joined().map(\.plainText)
        case .code(_, let text): texts += text.split(separator: "\n").map(String.init)
        case .thematicBreak: break
        }
    }
}
