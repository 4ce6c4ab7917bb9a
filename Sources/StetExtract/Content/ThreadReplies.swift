internal import StetHTML

/// Tells the replies of a forum's thread: children of one element, built alike, each with a date, a text, and a row of
/// labels to answer, quote or like it.
///
/// The entries of a live blog have dates too, and labels to share them, but nobody answers them one by one.
enum ThreadReplies {
    /// The posts that answer: all but the first, or all where they stand under a longer text.
    ///
    /// - Complexity: O(n) in lines, and in nodes where a page has such rows.
    static func find(in page: PageLines, titleNode: Int?) -> [Range<Int>] {
        guard let body = page.document.body else { return [] }
        var rows = [0]
        rows.reserveCapacity(page.lines.count + 1)
        for line in page.lines { rows.append(rows[rows.count - 1] + (isRow(line) ? 1 : 0)) }
        func rowCount(_ range: Range<Int>) -> Int { rows[range.upperBound] - rows[range.lowerBound] }
        var index = body.index
        while index < body.subtreeEnd {
            let node = page.document[index]
            guard node.isElement, rowCount(page.range(index)) >= 2 else {
                index = max(index + 1, node.subtreeEnd)
                continue
            }
            let posts = Array(node.childElements).filter { child in
                let range = page.range(child.index)
                return rowCount(range) == 1 && isPost(page, range)
            }
            guard posts.count >= 2, posts.allSatisfy({ $0.tag == posts[0].tag }) else {
                index += 1
                continue
            }
            let all = posts.map { page.range($0.index) }
            let before = page.good(0..<all[0].lowerBound)
            let isAnswered = before >= max(articleWeight, 2 * page.good(all[0]))
            let replies = isAnswered ? all : Array(all.dropFirst())
            let holdsTitle = replies.contains { range in
                titleNode.map { node in page.lines[range].contains { $0.nodes.contains(node) } } ?? false
            }
            return holdsTitle ? [] : replies
        }
        return []
    }

    /// The good text of a short article. Less over the posts is a forum's notice to all.
    private static let articleWeight = 400

    private static func isPost(_ page: PageLines, _ range: Range<Int>) -> Bool {
        page.sentenceCount(range) > 0 && page.lines[range].contains { LineJudge.isDated($0) }
    }

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

    private static let answering = words(
        """
        reply quote multiquote antworten zitieren répondre citer responder citar rispondi quota beantwoorden citeren reageer
        reageren ответить цитировать цитата odpowiedz cytuj svara citera svar besvar siter vastaa lainaa yanıtla alıntı 返信
        引用 回复 回復 답글 인용
        """)

    /// Most lines are of other words, and are not cut into their own for it.
    /// The matcher knows the capitals of ASCII alone: of other words all but the first letter is looked for.
    private static let answeringMatcher = PhraseMatcher(
        answering.sorted().map { ($0.utf8.first ?? 0) < 0x80 ? $0 : String($0.dropFirst()) })

    private static let besides = words(
        """
        like likes liked unlike report share edit delete permalink link vote up down upvote downvote thanks thank flag save
        bookmark award give more and or this post gefällt mir melden teilen danke bearbeiten j'aime j aime signaler partager
        merci me gusta denunciar compartir gracias reportar editar mi piace segnala condividi grazie vind ik leuk rapporteer
        delen нравится пожаловаться поделиться спасибо lubię to zgłoś udostępnij gilla anmäl dela tykkää ilmoita beğen
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
}
