internal import Foundation
package import StetArchive
internal import StetFetch

/// The files of a folder whose names say when they are from.
package struct TimedFiles: Sendable {
    package struct File: Hashable, Sendable {
        /// Below the folder.
        package var path: String
        package var observed: Timestamp
    }

    package let folder: String
    /// Oldest first; those of one second by name.
    package let files: [File]
    /// The paths of files without a time in their name.
    package let untimed: [String]

    /// More files than this in one import are a mistake: it is the whole disk.
    package static let fileLimit = 2_000_000
    private static let depthLimit = 32

    /// Lists a folder and those below it. Links and hidden files are passed over.
    package init(in folder: String) throws {
        self.folder = folder
        var files: [File] = []
        var untimed: [String] = []
        func collect(_ place: String, depth: Int) throws {
            let names: [String]
            do { names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(place)") } catch {
                let exists = FileManager.default.fileExists(atPath: "\(folder)/\(place)")
                throw PageError(
                    description: "cannot read \(folder)\(place.isEmpty ? "" : "/\(place)") : "
                        + (exists ? "it is no folder that can be listed" : "there is no such folder"))
            }
            for name in names.sorted() where !name.hasPrefix(".") {
                let path = place.isEmpty ? name : "\(place)/\(name)"
                let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
                switch facts[.type] as? FileAttributeType {
                case .typeDirectory? where depth < Self.depthLimit: try collect(path, depth: depth + 1)
                case .typeRegular?:
                    if let time = TimedName.time(of: name) {
                        files.append(File(path: path, observed: time))
                    } else {
                        untimed.append(path)
                    }
                default: break
                }
                guard files.count + untimed.count <= Self.fileLimit else {
                    throw PageError(description: "cannot import \(folder) : it has more than \(Self.fileLimit) files")
                }
            }
        }
        try collect("", depth: 0)
        // Without its ending, "…Z" comes before "…Z-2".
        self.files = files.sorted {
            ($0.observed, Self.stem($0.path), $0.path) < ($1.observed, Self.stem($1.path), $1.path)
        }
        self.untimed = untimed
    }

    /// The page in a file. `url` is the address of its article, where that is known; else the page may state it, or it is that of
    /// the folder that the file lies in.
    package func page(in file: File, url: String?) throws -> OldPage {
        let path = "\(folder)/\(file.path)"
        var page = try PageSource.file(path).capture(with: FetchOptions())
        page.head.url = url
        return OldPage(
            page: page, observed: file.observed, url: url,
            ownURL: URL(filePath: path).standardizedFileURL.deletingLastPathComponent().absoluteString
                .withoutFinalSlash,
            name: path)
    }

    private static func stem(_ path: String) -> Substring {
        path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    }
}

extension String {
    fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
