import StetModel
import Testing

@testable import StetExtract

/// Korean has spaces between words and full stops, and no capitals.
@Suite("Korean pages")
struct KoreanTests {
    private let paragraphs = [
        "나루시는 월요일 낡은 여객선 부두를 겨울 폭풍이 오기 전에 다시 짓겠다고 밝혔다. 공사는 이달 안에 시작한다.",
        "기술자들은 지난 3월 1931년에 박은 나무 기둥의 강도가 3분의 1쯤 줄었다는 사실을 확인했다.",
        "\"한 해를 더 기다릴 수는 없습니다.\" 항만 사무소를 11년 동안 이끌어 온 이서연 소장은 이렇게 말했다.",
        "공사비는 모두 42억 원이며 대부분을 도에서 해안 도시를 위한 기금으로 부담한다.",
    ]

    private func page(_ body: String) -> String {
        """
        <html lang="ko"><head><meta charset=utf-8><title>여객선 부두 다시 짓는다 : 나루신문</title></head><body>
        <div id=top><a href="/">홈</a><a href="/p">정치</a></div><h2 class="tit">여객선 부두 다시 짓는다</h2>
        <p class=info>김하늘 기자 &nbsp; 입력 2026.05.04. 오전 9:15 &nbsp; 수정 2026.05.05. 오후 1:00</p>
        <div id="view">\(body)</div><div class=rel><a href="/h">많이 본 뉴스</a></div></body></html>
        """
    }

    @Test("Paragraphs in elements and between line breaks are the article")
    func body() throws {
        let elements = page(paragraphs.map { "<p>\($0)</p>" }.joined())
        #expect(try Pages.text(elements) == paragraphs.joined(separator: "\n"))
        #expect(try Pages.text(page(paragraphs.joined(separator: "<br><br>"))) == paragraphs.joined(separator: "\n"))
    }

    @Test("The stamp's two times, with halves of the day before the hour, and the reporter's name")
    func metadata() throws {
        let metadata = try Pages.extract(page(paragraphs.map { "<p>\($0)</p>" }.joined())).article.metadata
        #expect(metadata.published?.description == "2026-05-04T09:15")
        #expect(metadata.updated?.description == "2026-05-05T13:00")
        #expect(metadata.authors == ["김하늘"])
    }

    @Test("A sentence in Korean ends at its full stop")
    func shape() {
        let shape = TextShape("공사는 이달 안에 시작한다. 시장이 그렇게 말했다.")
        #expect(shape.terminalCount == 2)
        #expect(shape.endsSentence)
    }
}
