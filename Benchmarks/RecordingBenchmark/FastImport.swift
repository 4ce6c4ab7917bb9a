internal import Foundation
internal import StetArchive

/// The same versions as a stream for `git fast-import`.
///
/// One commit a version, with the text, the page and its head under the paths that Stet gives them: less than Stet
/// writes, which keeps pages on a branch of their own and every check in the journal.
enum FastImport {
    static func write(_ count: Int, to file: FileHandle) throws {
        var versions = MadeVersions()
        var stream = Data()
        for number in 1...count {
            let check = versions.next()
            guard case .text(let text) = check.reading, let capture = check.capture else { continue }
            let path = Archive.path(ofArticle: check.url)
            let stem = path.dropLast(".md".count)
            let time = check.observed.secondsSince1970
            let message = "change: \(text.title ?? "")\n\nStet-Url: \(check.url)\nStet-Observed: \(check.observed)\n"
            stream += Data(
                """
                commit refs/heads/main
                mark :\(number)
                committer Stet <stet@localhost> \(time) +0000
                data \(message.utf8.count)
                \(message)\(number > 1 ? "from :\(number - 1)\n" : "")
                """.utf8)
            for (path, bytes) in [
                (path, text.canonicalBytes), ("pages/\(stem).head.json", capture.head),
                ("pages/\(stem).body", capture.body),
            ] {
                stream += Data("M 100644 inline \(path)\ndata \(bytes.count)\n".utf8)
                stream += Data(bytes)
                stream.append(UInt8(ascii: "\n"))
            }
            if stream.count > 1 << 20 {
                try file.write(contentsOf: stream)
                stream.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: stream)
    }
}
