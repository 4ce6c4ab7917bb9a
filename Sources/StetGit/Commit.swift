/// Who and when, as a commit states it. Times are UTC.
public struct Signature: Hashable, Sendable {
    public var name: String
    public var email: String
    public var secondsSince1970: Int64

    public init(name: String, email: String, secondsSince1970: Int64) {
        self.name = name
        self.email = email
        self.secondsSince1970 = secondsSince1970
    }

    // git cannot write a time before 1970 so that it reads it back.
    var line: String { "\(name) <\(email)> \(max(0, secondsSince1970)) +0000" }

    fileprivate init?(_ line: ArraySlice<UInt8>) {
        guard let open = line.firstIndex(of: UInt8(ascii: "<")), let close = line.lastIndex(of: UInt8(ascii: ">")),
            open < close
        else { return nil }
        let time = line[(close + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 1).first
        self.init(
            name: String(String(decoding: line[..<open], as: UTF8.self)[...].trimmingSpaces),
            email: String(decoding: line[(open + 1)..<close], as: UTF8.self),
            secondsSince1970: time.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0)
    }
}

/// What a commit object says.
public struct Commit: Hashable, Sendable {
    public var tree: ObjectID
    public var parents: [ObjectID]
    public var author: Signature
    public var committer: Signature
    public var message: String

    public init(tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String) {
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.message = message
    }

    /// The bytes of the commit object.
    public var bytes: [UInt8] {
        // Not put together as a text: that was a thirtieth of the cost of recording.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.utf8.count + 512)
        func add(_ name: String, _ value: String) {
            bytes += name.utf8
            bytes += value.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        add("tree ", tree.description)
        for parent in parents { add("parent ", parent.description) }
        add("author ", author.line)
        add("committer ", committer.line)
        bytes.append(UInt8(ascii: "\n"))
        bytes += message.utf8
        return bytes
    }

    /// Reads a commit object; headers that Stet does not use (signatures, encodings) are passed over.
    init(_ bytes: [UInt8], id: ObjectID) throws(GitError) {
        var tree: ObjectID?
        var parents: [ObjectID] = []
        var author: Signature?
        var committer: Signature?
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
            let value = line[(space + 1)...]
            switch line[..<space] {
            case Header.tree: tree = ObjectID(hex: value)
            case Header.parent: if let parent = ObjectID(hex: value) { parents.append(parent) }
            case Header.author: author = Signature(value)
            case Header.committer: committer = Signature(value)
            default: break
            }
        }
        guard let tree, let author, let committer else {
            throw GitError(.invalid, "read commit \(id)", "it lacks a tree, an author or a committer")
        }
        self.init(
            tree: tree, parents: parents, author: author, committer: committer,
            message: String(decoding: rest, as: UTF8.self))
    }

    /// Names of headers as bytes: commits are read by the hundred thousand.
    private enum Header {
        static let tree = Array("tree".utf8)[...]
        static let parent = Array("parent".utf8)[...]
        static let author = Array("author".utf8)[...]
        static let committer = Array("committer".utf8)[...]
    }

    /// The first line of the message.
    public var subject: String { String(message.prefix { $0 != "\n" }) }

    /// The "Name: value" lines of the last paragraph, as `git interpret-trailers --parse` reads them.
    ///
    /// Only a last paragraph made of nothing but such lines counts, and never the subject.
    public var trailers: [(name: String, value: String)] {
        var lines = message.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        guard let blank = lines.lastIndex(where: \.isEmpty) else { return [] }
        var trailers: [(name: String, value: String)] = []
        for line in lines[(blank + 1)...] {
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
                line[..<colon].utf8.allSatisfy({ $0.isTrailerNameByte })
            else { return [] }
            trailers.append((String(line[..<colon]), String(line[line.index(after: colon)...].trimmingSpaces)))
        }
        return trailers
    }

    /// The value of the last trailer of this name.
    public func trailer(_ name: String) -> String? {
        trailers.last { $0.name == name }?.value
    }
}

extension UInt8 {
    fileprivate var isTrailerNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
