import Foundation
import TestSupport
import Testing

@Suite("Pages that are fetched again and again")
struct RepeatedFetchTests {
    @Test("What came again is kept once, whatever its server says anew; cookies are not kept")
    func keptOnce() throws {
        let count = Counter()
        let server = try LoopbackServer { _ in
            let number = count.next()
            let words = number < 4 ? "in May" : "in June"
            return LoopbackReply(
                headers: [
                    ("ETag", "\"\(number)\""), ("Set-Cookie", "session=secret\(number); Path=/; HttpOnly"),
                    ("Content-Type", number == 3 ? "text/html; charset=utf-8" : "text/html"),
                ],
                body: Array(
                    """
                    <html><head><title>Harbour bridge</title></head><body><article><h1>Harbour bridge</h1>
                    <p>The harbour bridge will close to traffic for three months \(words), the city council said.</p>
                    <p>Councillors voted nine to four for the plan, which costs twelve million, after years.</p>
                    </article></body></html>
                    """.utf8))
        }
        let work = try Workplace()
        func captures() throws -> Int {
            Int(try work.git("rev-list", "--count", "captures").output.trimmingCharacters(in: .whitespacesAndNewlines))
                ?? -1
        }
        var counts: [Int] = []
        for _ in 0..<5 {
            let answer = try work.stet("snapshot", server.url("/bridge"), "--allow-private")
            #expect(answer.code == 0, "\(answer)")
            counts.append(try captures())
        }
        // The second is the first; the third is said to be of another type, the fourth has other words, the fifth is the fourth.
        #expect(counts.map { $0 - counts[0] } == [0, 0, 1, 2, 2])
        let log = try work.stet("log", "bridge").output
        #expect(log.contains("2 revisions; last checked"), "\(log)")
        let files = try work.git("ls-tree", "-r", "--name-only", "captures").output.split(separator: "\n")
        let name = try #require(files.first { $0.hasSuffix(".head.json") })
        let head = try work.git("show", "captures:\(name)").output
        #expect(head.contains("session=(not kept); Path=/; HttpOnly") && !head.contains("secret"), "\(head)")
        #expect(try work.stet("verify").code == 0)
    }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0

        func next() -> Int {
            lock.withLock {
                value += 1
                return value
            }
        }
    }
}
