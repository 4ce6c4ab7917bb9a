internal import StetHTML

/// Finds the replies of readers that name the day they were written, each with a link or button to answer it.
///
/// Replies with relative times ("5 hours ago") are found without such labels, see `FurnitureCutter`.
enum ReplyThreads {
    /// The elements of each thread: two or more children of one element.
    ///
    /// - Complexity: O(n) in the nodes times the logarithm of the labels.
    static func find(in page: PageLines) -> [[HTMLNode]] {
        guard let body = page.document.body else { return [] }
        let labels = body.descendants(anyOf: [.a, .button]).filter(isLabel).map(\.index)
        guard labels.count >= 2 else { return [] }
        var threads: [[HTMLNode]] = []
        var open = [body]
        while let node = open.popLast() {
            let answered = Array(node.childElements.filter { labelCount(labels, in: $0) > 0 })
            if answered.count >= 2, answered.allSatisfy({ $0.tag == answered[0].tag && isReply(page, $0) }) {
                threads.append(answered)
            } else {
                open += answered.filter { labelCount(labels, in: $0) >= 2 }
            }
        }
        return threads
    }

    /// Somebody says something, and when.
    private static func isReply(_ page: PageLines, _ node: HTMLNode) -> Bool {
        let range = page.range(node.index)
        return page.sentenceCount(range) > 0 && page.lines[range].contains { LineJudge.isDated($0) }
    }

    private static func labelCount(_ labels: [Int], in node: HTMLNode) -> Int {
        place(of: node.subtreeEnd, in: labels) - place(of: node.index, in: labels)
    }

    /// How many of the sorted `labels` stand before a node.
    private static func place(of node: Int, in labels: [Int]) -> Int {
        var (low, high) = (0, labels.count)
        while low < high {
            let middle = (low + high) / 2
            if labels[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func isLabel(_ node: HTMLNode) -> Bool {
        for child in node.descendants.prefix(maximumDepth) where child.isText {
            let bytes = child.textBytes
            guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
            else { continue }
            let label = bytes[first...last]
            return label.count <= maximumByteCount && words.first(of: label.span) == label.count
        }
        return false
    }

    /// Icons and wrappers stand around a label.
    private static let maximumDepth = 6
    private static let maximumByteCount = 40

    /// Each with how many bytes it has: a label is nothing but the word.
    private static let words = PrefixTable(
        """
        reply|antworten|répondre|responder|rispondi|antwoorden|reageren|beantwoorden|odpowiedz|ответить|відповісти|\
        отговор|svara|svar|vastaa|yanıtla|cevapla|odpovědět|odpovedať|odgovori|válasz|răspunde|απάντηση|返信する|返信|回复|回覆|\
        답글|رد|الرد|השב|जवाब दें|ตอบกลับ|trả lời|balas|Ответить|Відповісти|Répondre|Απάντηση
        """.parts(between: "|").map { ($0, $0.utf8.count) })
}
