import StetModel
import Testing

@testable import StetExtract

@Suite("Dates of publication")
struct DateTests {
    @Test(
        "Dates of other calendars and orders are read",
        arguments: [
            ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36+02:00"), ("1 สิงหาคม 2567", "2024-08-01"),
            ("1 ส.ค. 67", "2024-08-01"), ("۱۲ خرداد ۱۴۰۳", "2024-06-01"), ("1403/03/12", "2024-06-01"),
            ("30 اسفند 1403", "2025-03-20"), ("令和6年6月1日", "2024-06-01"), ("民國113年6月1日", "2024-06-01"),
            ("1 حزيران 2024", "2024-06-01"), ("15 كانون الثاني 2024", "2024-01-15"), ("28 Apr 23", "2023-04-28"),
            ("Jane RoeNovember 11, 2024", "2024-11-11"),
        ])
    func calendars(text: String, expected: String) {
        #expect(DateReader().time(inValue: text)?.description == expected)
    }

    @Test(
        "Two digits after a day and a month are a year only at the end", arguments: ["28 Apr 23 people", "1 May 10:43"])
    func noYear(text: String) {
        #expect(DateReader().time(inValue: text) == nil)
    }

    private func published(head: String, before: String = "", after: String = "") throws -> String? {
        try Pages.extract(Pages.html(head: head, before: before, after: after)).article.metadata.published?.description
    }

    private static let data = "<meta property='article:published_time' content='2025-06-12T08:00:00Z'>"

    @Test("The day readers see outranks the data's where they are days apart, unless it is an update's")
    func shown() throws {
        #expect(try published(head: Self.data, before: "<p>November 2, 2022</p>") == "2022-11-02")
        #expect(try published(head: Self.data, before: "<p>June 11, 2025</p>") == "2025-06-12T08:00:00Z")
        #expect(try published(head: Self.data, before: "<p>Updated August 4, 2025</p>") == "2025-06-12T08:00:00Z")
        let updated = "<meta property='article:modified_time' content='2025-08-04T08:00:00Z'>"
        #expect(try published(head: Self.data + updated, before: "<p>August 4, 2025</p>") == "2025-06-12T08:00:00Z")
    }

    @Test("The same instant in the publisher's zone is taken from a time element")
    func zone() throws {
        let head = "<meta property='article:published_time' content='2023-11-09T01:09:55+00:00'>"
        let local = "<p><time datetime='2023-11-08 18:09:55'>Nov 8</time></p>"
        #expect(try published(head: head, before: local) == "2023-11-08T18:09:55-07:00")
        let other = "<p><time datetime='2023-11-08 18:21:07'>Nov 8</time></p>"
        #expect(try published(head: head, before: other) == "2023-11-09T01:09:55Z")
    }

    @Test("A page that states only an update has no publication time; its day is told as the best one known")
    func onlyUpdated() throws {
        let extraction = try Pages.extract(Pages.html(before: "<p>Last updated 4 August 2025, 10:43</p>"))
        #expect(extraction.article.metadata.published == nil)
        #expect(extraction.published?.description == "2025-08-04")
    }

    @Test("A labelled stamp after the text is read where none stands before it")
    func late() throws {
        #expect(try published(head: "", after: "<p>Published on: 15 August 2025</p>") == "2025-08-15")
    }
}
