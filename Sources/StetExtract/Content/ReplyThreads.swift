internal import StetHTML

/// Finds the posts of a thread that answer: children of one element, each with a day, a text, and something to answer it by: a link or
/// button, or a row of labels to quote, like or report it.
///
/// The entries of a live blog have days too, and labels to share them, but nobody answers them one by one. Replies with
/// relative times ("5 hours ago") are found without such labels, see `FurnitureCutter`.
enum ReplyThreads {
    /// Of each thread all posts but the first, or all where they stand under a longer text.
    ///
    /// - Complexity: O(n) in the nodes times the logarithm of the marks.
    static func find(in page: PageLines, titleNode: Int?) -> [[Range<Int>]] {
        guard let body = page.document.body else { return [] }
        let marks = marks(in: page, body)
        guard marks.count >= 2 else { return [] }
        var threads: [[Range<Int>]] = []
        var open = [body]
        while let node = open.popLast() {
            let marked = Array(node.childElements.filter { count(marks, in: $0) > 0 })
            let posts = marked.filter { isPost(page, page.range($0.index)) }
            guard posts.count >= 2, posts.allSatisfy({ $0.tag == posts[0].tag }) else {
                open += marked.filter { count(marks, in: $0) >= 2 }
                continue
            }
            let all = posts.map { page.range($0.index) }
            let before = page.good(0..<all[0].lowerBound)
            let isAnswered = before >= max(articleWeight, 2 * page.good(all[0]))
            let replies = isAnswered ? all : Array(all.dropFirst())
            let holdsTitle = replies.contains { range in
                titleNode.map { node in page.lines[range].contains { $0.nodes.contains(node) } } ?? false
            }
            if !holdsTitle { threads.append(replies) }
        }
        return threads
    }

    /// The good text of a short article. Less over the posts is a forum's notice to all.
    private static let articleWeight = 400

    /// Somebody says something, and when.
    private static func isPost(_ page: PageLines, _ range: Range<Int>) -> Bool {
        page.sentenceCount(range) > 0 && page.lines[range].contains { LineJudge.isDated($0) }
    }

    // MARK: Marks

    /// The nodes by which a post is answered, in order; a row of labels is one.
    private static func marks(in page: PageLines, _ body: HTMLNode) -> [Int] {
        let rows = page.lines.filter(isRow).map(\.nodes)
        var marks = rows.map(\.lowerBound)
        var row = 0
        for label in body.descendants(anyOf: [.a, .button]) where isLabel(label) {
            while row < rows.count, rows[row].upperBound <= label.index { row += 1 }
            if row < rows.count, rows[row].overlaps(label.index..<label.subtreeEnd) { continue }
            marks.append(label.index)
        }
        return marks.sorted()
    }

    /// How many of the sorted marks stand in a node.
    private static func count(_ marks: [Int], in node: HTMLNode) -> Int {
        place(of: node.subtreeEnd, in: marks) - place(of: node.index, in: marks)
    }

    private static func place(of node: Int, in marks: [Int]) -> Int {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Labels

    /// A link or button that says nothing but to answer.
    private static func isLabel(_ node: HTMLNode) -> Bool {
        for child in node.descendants.prefix(maximumDepth) where child.isText {
            let bytes = child.textBytes
            guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
            else { continue }
            let label = bytes[first...last]
            return label.count <= maximumByteCount && labels.first(of: label.span) == label.count
        }
        return false
    }

    /// Icons and wrappers stand around a label.
    private static let maximumDepth = 6
    private static let maximumByteCount = 40

    /// Each with how many bytes it has: a label is nothing but the word.
    private static let labels = PrefixTable(
        """
        reply|antworten|répondre|responder|rispondi|antwoorden|reageren|beantwoorden|odpowiedz|ответить|відповісти|\
        отговор|svara|svar|vastaa|yanıtla|cevapla|odpovědět|odpovedať|odgovori|válasz|răspunde|απάντηση|返信する|返信|回复|回覆|\
        답글|رد|الرد|השב|जवाब दें|ตอบกลับ|trả lời|balas|Ответить|Відповісти|Répondre|Απάντηση
        """.parts(between: "|").map { ($0, $0.utf8.count) })

    // MARK: Rows

    /// "Quote · Reply · 3 likes", and nothing else.
    private static func isRow(_ line: Line) -> Bool {
        guard line.shape.wordCount <= rowWordCount, line.text.utf8.count <= rowByteCount, !line.isHeading,
            answeringMatcher.matchesAny(in: line.text)
        else { return false }
        var answers = false
        for case let word? in DateToken.tokens(of: line.text).lazy.map(\.word) {
            if answering.contains(word) {
                answers = true
            } else if !besides.contains(word) {
                return false
            }
        }
        return answers
    }

    private static let rowWordCount = 12
    private static let rowByteCount = 120

    private static let answering = wordSet(
        """
        reply quote multiquote antworten zitieren répondre citer responder citar rispondi quota beantwoorden citeren reageer
        reageren ответить цитировать цитата odpowiedz cytuj svara citera svar besvar siter vastaa lainaa yanıtla alıntı 返信
        引用 回复 回復 답글 인용
        """)

    /// Most lines are of other words, and are not cut into their own for it.
    /// The matcher knows the capitals of ASCII alone: of other words all but the first letter is looked for.
    private static let answeringMatcher = PhraseMatcher(
        answering.sorted().map { ($0.utf8.first ?? 0) < 0x80 ? $0 : String($0.dropFirst()) })

    private static let besides = wordSet(
        """
        like likes liked unlike report share edit delete permalink link vote up down upvote downvote thanks thank flag save
        bookmark award give more and or this post gefällt mir melden teilen danke bearbeiten j'aime j aime signaler partager
        merci me gusta denunciar compartir gracias reportar editar mi piace segnala condividi grazie vind ik leuk rapporteer
        delen нравится пожаловаться поделиться спасибо lubię to zgłoś udostępnij gilla anmäl dela tykkää ilmoita beğen
        """)

    private static func wordSet(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
}
