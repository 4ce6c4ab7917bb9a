internal import Foundation
package import StetArchive
package import StetExtract
package import StetFetch
internal import StetGit

/// Where a page is taken from.
package enum PageSource: Hashable, Sendable {
    case url(String)
    case file(String)
    case standardInput

    /// What a person named: a URL, "-" for standard input, or else a file.
    package init(named name: String) {
        if name == "-" {
            self = .standardInput
        } else if ["http://", "https://"].contains(where: { name.prefix($0.count).lowercased() == $0 }) {
            self = .url(name)
        } else {
            self = .file(name)
        }
    }
}

/// A page as it came, before anything is read in it.
package struct CapturedPage: Sendable {
    package var body: [UInt8]
    /// See `RawCapture.bodyID`.
    var bodyID: ObjectID?
    package var contentType: String?
    /// The address that answered, after redirects; nil for a file.
    package var url: String?
    /// The address that was asked for; nil for a file.
    package var requestedURL: String?
    /// Why this is no page to read, such as "the server answered 404"; it is kept as a capture all the same.
    package var failure: String?
    var head: CaptureHead
    /// The pages after this one, where the article is spread over several.
    package var furtherPages: [CapturedPage] = []

    package var raw: RawCapture {
        var raw = RawCapture(head: head.bytes, body: body, furtherPages: furtherPages.map(\.raw))
        raw.bodyID = bodyID
        return raw
    }

    package func input(url: String? = nil) -> PageInput {
        var input = PageInput(bytes: body, contentType: contentType, url: url ?? self.url)
        input.furtherPages = furtherPages.map { $0.input() }
        return input
    }
}

/// What could not be taken: the reason, and what to do about it where that is known.
package struct PageError: Error, CustomStringConvertible {
    package var description: String
}

extension PageSource {
    /// Files and standard input above this are refused: an article of this size is a mistake.
    package static let maximumByteCount = 64 << 20

    /// Takes the page: one request, or one read.
    package func capture(with options: FetchOptions) throws -> CapturedPage {
        switch self {
        case .url(let url): try Self.fetch(url, options)
        case .file(let path): try Self.read(path)
        case .standardInput:
            try Self.captured(
                FileHandle.standardInput.read(upToCount: Self.maximumByteCount + 1) ?? Data(), named: nil)
        }
    }

    private static func fetch(_ url: String, _ options: FetchOptions) throws -> CapturedPage {
        let response = try Fetcher(options: options).fetchBlocking(url).response
        return CapturedPage(
            body: response.body, contentType: response.header("content-type"), url: response.url, requestedURL: url,
            failure: response.isSuccess ? nil : "the server answered \(response.status)",
            head: CaptureHead(response: response))
    }

    private static func read(_ path: String) throws -> CapturedPage {
        let data: Data
        do {
            // A handle reads pipes too, such as those a shell makes of <(command).
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { handle.closeFile() }
            data = try handle.read(upToCount: maximumByteCount + 1) ?? Data()
        } catch {
            guard FileManager.default.fileExists(atPath: path) else {
                if let scheme = scheme(of: path) {
                    throw PageError(
                        description: "cannot fetch \(path) : only http and https are fetched, not \(scheme)\n"
                            + "hint: save the page and name the file")
                }
                throw PageError(
                    description:
                        "cannot read \(path) : there is no such file\nhint: a URL starts with http:// or https://")
            }
            let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
            throw PageError(
                description: "cannot read \(path) : \(isFolder ? "it is a folder" : error.localizedDescription)")
        }
        return try captured(data, named: path)
    }

    /// What stands before "://" in what looks like an address.
    private static func scheme(of name: String) -> String? {
        guard let end = name.range(of: "://")?.lowerBound, end > name.startIndex,
            name[..<end].utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 })
        else { return nil }
        return name[..<end].lowercased()
    }

    private static func captured(_ data: Data, named path: String?) throws -> CapturedPage {
        guard data.count <= maximumByteCount else {
            throw PageError(
                description: "cannot read \(path ?? "standard input") : it has more than "
                    + "\(maximumByteCount >> 20) MB, which is the most that is read of a file\n"
                    + "hint: a page this long is rarely an article; cut what is not, or save the page without its pictures"
            )
        }
        // The file's name alone says what it was; where it lay counts only where an article has no other address.
        let name = path.map { URL(filePath: $0).lastPathComponent }
        return CapturedPage(
            body: [UInt8](data), contentType: name.flatMap(contentType), head: CaptureHead(fileName: name))
    }

    static func contentType(ofFile name: String) -> String? {
        switch name.split(separator: ".").last?.lowercased() {
        case "html", "htm", "xhtml": "text/html"
        case "md", "markdown": "text/markdown"
        case "txt", "text": "text/plain"
        default: nil
        }
    }
}
