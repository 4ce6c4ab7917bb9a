public import StetDiff

/// How much varies between the versions of a table. A thread is counted under everything that became of it.
public struct VariantSummary: Hashable, Sendable {
    public var threadCount: Int
    public var constantCount: Int
    /// Names of the metadata fields that vary.
    public var fields: [String]
    /// Threads with at least one step of a kind; `edited` counts edits inside moves, splits and merges too.
    public var counts: [VariantTable.Step.Kind: Int]

    public init(_ table: VariantTable) {
        threadCount = table.threads.count
        constantCount = table.threads.count(where: \.isConstant)
        fields = table.fields.map(\.name)
        counts = [:]
        for thread in table.threads {
            var kinds = Set(thread.steps.map(\.kind))
            // A split into pieces of the same words is no edit of them.
            if thread.steps.contains(where: { $0.isEdited && $0.kind == .moved }) { kinds.insert(.edited) }
            for kind in kinds { counts[kind, default: 0] += 1 }
        }
    }

    /// "3 of 14 sentences vary: 2 edited, 1 removed; headline and update time vary".
    public var text: String {
        var text: String
        if threadCount == constantCount {
            text =
                threadCount == 1 ? "1 sentence is the same in all" : "all \(threadCount) sentences are the same in all"
            if threadCount == 0 { text = "no sentences" }
        } else {
            let order: [VariantTable.Step.Kind] = [.edited, .added, .removed, .returned, .moved, .split, .merged]
            let parts = order.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" } }
            let varying = threadCount - constantCount
            text = "\(varying) of \(threadCount) sentences \(varying == 1 ? "varies" : "vary"): "
            text += parts.joined(separator: ", ")
        }
        guard !fields.isEmpty else { return text }
        let names = fields.map(FieldName.inSentence)
        let list =
            names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
        return text + "; \(list) \(names.count == 1 ? "varies" : "vary")"
    }
}
