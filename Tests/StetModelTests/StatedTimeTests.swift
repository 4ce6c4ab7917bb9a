import StetModel
import Testing

@Suite("Stated times")
struct StatedTimeTests {
    @Test(
        "A time keeps what was stated and nothing more",
        arguments: [
            ("2024-06-01", "2024-06-01"), ("2024-06-01T10:43", "2024-06-01T10:43"),
            ("2024-06-01T10:43Z", "2024-06-01T10:43Z"), ("2024-06-01 10:43:05.123+0800", "2024-06-01T10:43:05+08:00"),
            ("2024-06-01T10:43:05-03:30", "2024-06-01T10:43:05-03:30"), ("2024-02-29", "2024-02-29"),
        ])
    func reads(text: String, expected: String) {
        #expect(StatedTime(text)?.description == expected)
    }

    @Test(
        "What names no time is refused",
        arguments: [
            "", "2024", "2024-13-01", "2023-02-29", "2024-06-01T25:00", "2024-06-01T10:43+99:00", "01-Jun-2024",
            "2024-06-01x",
        ])
    func refuses(text: String) {
        #expect(StatedTime(text) == nil)
    }
}
