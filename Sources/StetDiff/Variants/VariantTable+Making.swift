public import StetModel

extension VariantTable {
    /// Aligns versions of an article, oldest first.
    ///
    /// - Complexity: that of n − 1 pairwise diffs of successive versions, and of as many comparisons of what a version
    ///   brought with what had left before it, each bounded by the length of that version.
    public init(_ articles: [Article]) {
        guard let first = articles.first else {
            self.init(versions: [], threads: [], blocks: [], fields: [])
            return
        }
        var diffs: [TextDiff] = []
        var changes: [[ArticleDiff.FieldChange]] = []
        for (before, after) in zip(articles, articles.dropFirst()) {
            let diff = ArticleDiff(from: before, to: after)
            diffs.append(diff.text)
            changes.append(diff.metadata)
        }
        self.init(first: DiffText(article: first), diffs, fields: Self.fields(changes))
    }

    /// Aligns versions of a text, oldest first. The cost is that of the versions of an article.
    public init(texts: [DiffText]) {
        guard let first = texts.first else {
            self.init(versions: [], threads: [], blocks: [], fields: [])
            return
        }
        self.init(first: first, zip(texts, texts.dropFirst()).map { TextDiff(from: $0, to: $1) }, fields: [])
    }

    private init(first: DiffText, _ diffs: [TextDiff], fields: [Field]) {
        let versions = VersionSentences(first: first, diffs)
        let texts = versions.texts
        let links = versions.links
        var finder = ThreadFinder(versions: texts)
        for (version, links) in links.enumerated() { finder.join(links, from: version) }
        finder.joinReturned()
        let places = finder.places()
        let order = ThreadOrder(versions: texts, threadOf: finder.threads())
        let kinds = StepKinds(links: links, threadOf: finder.threads())
        let threads = order.threads.map { thread in
            Thread(
                places: places[thread], readings: Self.readings(places[thread], in: texts),
                steps: [])
        }
        self.init(versions: texts, threads: threads, blocks: order.blocks, fields: fields)
        for (row, thread) in order.threads.enumerated() {
            self.threads[row].steps = texts.indices.dropLast().map { kinds.step(from: $0, thread, self.threads[row]) }
        }
    }

    private static func readings(_ places: [[Int]], in texts: [DiffText]) -> [Reading] {
        var readings: [Reading] = []
        for (version, sentences) in places.enumerated() where !sentences.isEmpty {
            let text = texts[version].foldedText(of: sentences)
            if let known = readings.firstIndex(where: { $0.text == text }) {
                readings[known].versions.append(version)
            } else {
                readings.append(Reading(text: text, versions: [version]))
            }
        }
        return readings
    }

    /// What each version states, from what each states otherwise than the one before it.
    private static func fields(_ changes: [[ArticleDiff.FieldChange]]) -> [Field] {
        var fields: [Field] = []
        for (version, changes) in changes.enumerated() {
            for change in changes {
                let index =
                    fields.firstIndex { $0.name == change.field }
                    ?? {
                        fields.append(
                            Field(name: change.field, values: Array(repeating: change.before, count: version + 1)))
                        return fields.count - 1
                    }()
                // What was not told of since stood unchanged.
                let last = fields[index].values.last ?? nil
                while fields[index].values.count <= version { fields[index].values.append(last) }
                fields[index].values.append(change.after)
            }
        }
        for index in fields.indices {
            let last = fields[index].values.last ?? nil
            while fields[index].values.count <= changes.count { fields[index].values.append(last) }
        }
        return fields
    }

    /// The words that changed between two readings, for a person: joined and in reading order.
    ///
    /// - Complexity: that of a diff of the two.
    public static func words(from before: Reading, to after: Reading) -> [ArticleDiff.Segment] {
        ArticleDiff.Segment.segments(from: before.text, to: after.text)
    }
}

/// What the pairwise links say became of each thread.
private struct StepKinds {
    /// For each pair of versions the weightiest kind of link that a thread has.
    private var kinds: [[Int: VariantTable.Step.Kind]] = []

    init(links: [[TextDiff.Link]], threadOf: [[Int]]) {
        for (version, links) in links.enumerated() {
            var ofThread: [Int: VariantTable.Step.Kind] = [:]
            for link in links {
                let thread = threadOf[version][link.before[0]]
                let kind = VariantTable.Step.Kind(link.kind)
                if kind.weight >= ofThread[thread]?.weight ?? 0 { ofThread[thread] = kind }
            }
            kinds.append(ofThread)
        }
    }

    func step(from version: Int, _ id: Int, _ thread: VariantTable.Thread) -> VariantTable.Step {
        switch (thread.places[version].isEmpty, thread.places[version + 1].isEmpty) {
        case (true, true): return .init(kind: .absent, isEdited: false)
        case (false, true): return .init(kind: .removed, isEdited: false)
        case (true, false):
            let stoodBefore = thread.places[..<version].contains { !$0.isEmpty }
            return .init(kind: stoodBefore ? .returned : .added, isEdited: false)
        case (false, false):
            let isEdited = thread.reading(of: version) != thread.reading(of: version + 1)
            let kind = kinds[version][id] ?? .edited
            if kind == .equal || kind == .edited { return .init(kind: isEdited ? .edited : .equal, isEdited: isEdited) }
            return .init(kind: kind, isEdited: isEdited)
        }
    }
}

extension VariantTable.Step.Kind {
    fileprivate init(_ kind: TextDiff.LinkKind) {
        self =
            switch kind {
            case .equal: .equal
            case .edited: .edited
            case .moved: .moved
            case .split: .split
            case .merged: .merged
            }
    }

    /// What is told of a thread that several links lead through: the change of shape before that of place or wording.
    fileprivate var weight: Int {
        switch self {
        case .split, .merged: 3
        case .moved: 2
        case .edited: 1
        default: 0
        }
    }
}

extension DiffText {
    /// The text of sentences with every run of white space as one space, and none between sentences of Chinese or
    /// Japanese.
    func foldedText(of sentences: [Int]) -> String {
        var text = ""
        for sentence in sentences {
            let words = bytes[self.sentences[sentence]].split(whereSeparator: Byte.isBlank).map {
                String(decoding: $0, as: UTF8.self)
            }.joined(separator: " ")
            if let last = text.unicodeScalars.last, let first = words.unicodeScalars.first,
                !(last.isUnspaced && first.isUnspaced)
            {
                text += " "
            }
            text += words
        }
        return text
    }
}
