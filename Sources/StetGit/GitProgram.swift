/// The git that is installed, run as a child for what libgit2 cannot do as well: reaching other machines the way that the
/// user's configuration says, and putting all objects of a history into one pack. See docs/decisions/0014-git-as-a-child.md.
public struct GitProgram: Sendable {
    /// How a run ended.
    package struct Answer: Sendable {
        package var status: Int32
        package var output: [UInt8]
        /// What it said on standard error, without its progress; the last of it where it is long.
        package var messages: [String]
    }

    private var environment: [String: String]
    private let mayAsk: Bool

    /// More than this of an answer is a mistake: a hundred thousand references.
    private static let outputByteLimit = 16 << 20
    private static let messageLimit = 200
    private static let lineByteLimit = 4_096

    /// What ties git to a repository other than the one it is asked about.
    private static let ties = [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
        "GIT_QUARANTINE_PATH", "LANGUAGE",
    ]

    /// - Parameters:
    ///   - environment: That of the user, in which git finds its configuration, keys and helpers.
    ///   - mayAsk: Whether somebody is there to be asked for a password.
    public init(environment: [String: String], mayAsk: Bool) {
        var environment = environment
        for name in Self.ties { environment[name] = nil }
        // Its messages are told apart by their words.
        environment["LC_ALL"] = "C"
        environment["GIT_NO_REPLACE_OBJECTS"] = "1"
        if !mayAsk { environment["GIT_TERMINAL_PROMPT"] = "0" }
        self.environment = environment
        self.mayAsk = mayAsk
    }

    /// The same git, whose ssh asks for nothing either where nobody is there: it would wait at a terminal that nobody looks at.
    ///
    /// The command that the user set for ssh stays. A program of another name, as `$GIT_SSH` may name one, may not know the option and is
    /// left alone.
    package func notAsking(in folder: String) throws -> GitProgram {
        guard !mayAsk, environment["GIT_SSH"] == nil else { return self }
        var command = environment["GIT_SSH_COMMAND"]
        if command == nil {
            let answer = try run(["config", "--get", "core.sshCommand"], in: folder)
            command = answer.output.isEmpty ? "ssh" : String(decoding: answer.output.dropLast(), as: UTF8.self)
        }
        guard let command, command.split(separator: " ").first.map({ $0 == "ssh" || $0.hasSuffix("/ssh") }) == true
        else {
            return self
        }
        var quiet = self
        quiet.environment["GIT_SSH_COMMAND"] = command + " -o BatchMode=yes"
        return quiet
    }

    /// Runs git in a repository's folder. It looks itself whether that is one it may trust.
    ///
    /// - Parameters:
    ///   - takeOutput: Given what it writes to standard output, as it comes; without, that is in the answer.
    ///   - progress: Given the lines that git writes over and over.
    ///   - lock: Held by git as well.
    package func run(
        _ arguments: [String], in folder: String, input: [UInt8] = [], sharing lock: FileLock.Share? = nil,
        takeOutput: ((ArraySlice<UInt8>) throws -> Void)? = nil, progress: (String) -> Void = { _ in }
    ) throws -> Answer {
        var answer = Answer(status: 0, output: [], messages: [])
        var line: [UInt8] = []
        var isReturned = false
        func end(isProgress: Bool) {
            let text = String(decoding: line, as: UTF8.self)
            line = []
            isReturned = false
            if isProgress { return progress(text) }
            answer.messages.append(text)
            if answer.messages.count > Self.messageLimit { answer.messages.removeFirst() }
        }
        do {
            answer.status = try ChildProcess.run(
                "git", ["-C", folder] + arguments, environment: environment, input: input, sharing: lock
            ) { stream, piece in
                switch stream {
                case .output:
                    if let takeOutput { return try takeOutput(piece) }
                    answer.output += piece
                    guard answer.output.count <= Self.outputByteLimit else {
                        throw GitError(
                            .invalid, "run git \(arguments[0])",
                            "it answers with more than \(Self.outputByteLimit) bytes")
                    }
                case .error:
                    for byte in piece {
                        // ssh ends its lines with both.
                        if byte == UInt8(ascii: "\n") {
                            end(isProgress: false)
                            continue
                        }
                        if isReturned { end(isProgress: true) }
                        if byte == UInt8(ascii: "\r") {
                            isReturned = true
                        } else if line.count < Self.lineByteLimit {
                            line.append(byte)
                        }
                    }
                }
            }
        } catch let error as GitError where error.code == .notFound {
            throw GitError(
                .notFound, "run git", "it is not installed, or not in a folder of PATH\nhint: apt install git")
        }
        if !line.isEmpty { end(isProgress: isReturned) }
        return answer
    }
}
